package org.evade.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A step of all agents: random move with exclusion at density 0.25, and birth–death in balance
 * (death 0.1, birth 0.2 into a free neighbor), on flat arrays with keyed draws and as MASON's
 * tutorials write it. {@link Benchmarks} divides by the agents and prints the ratios.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms3g", "-Xmx3g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class AgentBenchmark {

  private static final double WALK_DENSITY = 0.25;

  /** Density at which births and deaths balance, measured in both forms and tested. */
  static final double BALANCE = 0.894;

  private static int edge(int agents, double density) {
    return (int) Math.round(Math.sqrt(agents / density));
  }

  /** Number of agents. */
  @State(Scope.Benchmark)
  public static class Size {
    /** Number of agents. */
    @Param({"100000", "1000000"})
    public int agents;
  }

  /** Flat arrays, walking. */
  @State(Scope.Thread)
  public static class ArraysThatWalk {
    private ArrayWalk model;

    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      model = new ArrayWalk(edge(size.agents, WALK_DENSITY), size.agents);
    }
  }

  /** Flat arrays, dividing and dying. */
  @State(Scope.Thread)
  public static class ArraysThatDivide {
    private ArrayWalk model;

    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      model = new ArrayWalk(edge(size.agents, BALANCE), size.agents);
    }
  }

  /** MASON agents. */
  @State(Scope.Thread)
  public static class Mason {
    private MasonWalk model;

    MasonWalk model() {
      return model;
    }

    void make(Size size, boolean sparse, boolean turnover) {
      int edge = edge(size.agents, turnover ? BALANCE : WALK_DENSITY);
      MasonWalk.Grid grid = sparse ? new MasonWalk.Sparse(edge) : new MasonWalk.Objects(edge);
      model = new MasonWalk(grid, edge, size.agents, turnover);
    }
  }

  /** MASON agents that walk on an ObjectGrid2D. */
  public static class ObjectsThatWalk extends Mason {
    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      make(size, false, false);
    }
  }

  /** MASON agents that walk on a SparseGrid2D. */
  public static class SparseThatWalk extends Mason {
    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      make(size, true, false);
    }
  }

  /** MASON agents that divide and die on an ObjectGrid2D. */
  public static class ObjectsThatDivide extends Mason {
    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      make(size, false, true);
    }
  }

  /** MASON agents that divide and die on a SparseGrid2D. */
  public static class SparseThatDivide extends Mason {
    /** Places the agents. */
    @Setup
    public void setUp(Size size) {
      make(size, true, true);
    }
  }

  /** Random move, flat arrays. */
  @Benchmark
  public int walkArrays(ArraysThatWalk state) {
    state.model.walk();
    return state.model.count();
  }

  /** Random move, one Steppable an agent on an ObjectGrid2D. */
  @Benchmark
  public int walkObjectGrid(ObjectsThatWalk state) {
    state.model().step();
    return state.model().count();
  }

  /** Random move, one Steppable an agent on a SparseGrid2D. */
  @Benchmark
  public int walkSparseGrid(SparseThatWalk state) {
    state.model().step();
    return state.model().count();
  }

  /** Birth–death, flat arrays. */
  @Benchmark
  public int birthDeathArrays(ArraysThatDivide state) {
    state.model.birthAndDeath();
    return state.model.count();
  }

  /** Birth–death, one Steppable an agent on an ObjectGrid2D. */
  @Benchmark
  public int birthDeathObjectGrid(ObjectsThatDivide state) {
    state.model().step();
    return state.model().count();
  }

  /** Birth–death, one Steppable an agent on a SparseGrid2D. */
  @Benchmark
  public int birthDeathSparseGrid(SparseThatDivide state) {
    state.model().step();
    return state.model().count();
  }
}
