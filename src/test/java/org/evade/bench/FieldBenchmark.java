package org.evade.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.evade.tissue.FieldCrew;
import org.evade.tissue.FieldSolver;
import org.evade.tissue.Lattice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The field solver, in ns per voxel and field: relative residual 1e-4, set-up included, cold from
 * zero or warm after 0.5 % of the cells (30 % of the voxels secrete, 30 % take up) have changed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xms2g", "-Xmx2g"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FieldBenchmark {

  private static final int PLANE = 512 * 512;
  private static final int CUBE = 128 * 128 * 128;
  private static final int FIELDS = 8;

  /** One field; a solver of its lattice is lent to it. */
  static final class Field {
    private final double[] screening;
    private final double[] rhs;
    private final double[] c;
    private final double decay;
    private final double diffusivity;
    private final SplittableRandom random;

    Field(Lattice lattice, FieldSolver solver, double decayVoxels, long seed) {
      screening = new double[lattice.size()];
      rhs = new double[lattice.size()];
      c = new double[lattice.size()];
      decay = 24;
      diffusivity = decay * Math.pow(decayVoxels * lattice.spacing(), 2);
      random = new SplittableRandom(seed);
      for (int site = 0; site < c.length; site++) {
        place(site);
      }
      solve(solver);
    }

    private void place(int site) {
      screening[site] = random.nextDouble() < 0.3 ? 3 * decay : decay;
      rhs[site] = random.nextDouble() < 0.3 ? 1 : 0;
    }

    private FieldSolver.Solution solve(FieldSolver solver) {
      return solver.solve("bench", diffusivity, screening, rhs, c, 1e-4);
    }

    FieldSolver.Solution warm(FieldSolver solver) {
      for (int i = 0; i < c.length / 200; i++) {
        place(random.nextInt(c.length));
      }
      return solve(solver);
    }

    FieldSolver.Solution cold(FieldSolver solver) {
      Arrays.fill(c, 0);
      return solve(solver);
    }
  }

  /** A field of 512 x 512. */
  @State(Scope.Thread)
  public static class Plane {
    /** Decay length in voxels. */
    @Param({"2", "10"})
    public double decayVoxels;

    private FieldSolver solver;
    private Field field;

    /** Solves once. */
    @Setup
    public void setUp() {
      Lattice lattice = new Lattice(512, 512, 1, 20);
      solver = new FieldSolver(lattice);
      field = new Field(lattice, solver, decayVoxels, 1);
    }
  }

  /** A field of 128 x 128 x 128. */
  @State(Scope.Thread)
  public static class Cube {
    /** Decay length in voxels. */
    @Param({"2", "10"})
    public double decayVoxels;

    private FieldSolver solver;
    private Field field;

    /** Solves once. */
    @Setup
    public void setUp() {
      Lattice lattice = new Lattice(128, 128, 128, 20);
      solver = new FieldSolver(lattice);
      field = new Field(lattice, solver, decayVoxels, 1);
    }
  }

  /** Eight fields that reach 2 to 9 voxels, shared out as a lesion's are: a solver a thread. */
  @State(Scope.Thread)
  public static class Eight {
    /** Threads. */
    @Param({"1", "2"})
    public int threads;

    private final List<Consumer<FieldSolver>> jobs = new ArrayList<>();
    private FieldCrew<FieldSolver> crew;
    private ExecutorService executor;

    void make(Lattice lattice) {
      List<FieldSolver> solvers = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        solvers.add(new FieldSolver(lattice));
      }
      for (int i = 0; i < FIELDS; i++) {
        jobs.add(new Field(lattice, solvers.get(0), 2 + i, i)::warm);
      }
      crew = new FieldCrew<>(solvers);
      executor = Executors.newFixedThreadPool(threads);
    }

    void warm() {
      crew.run(jobs, executor);
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void tearDown() {
      executor.shutdown();
    }
  }

  /** Eight fields of 512 x 512. */
  public static class EightPlanes extends Eight {
    /** Solves each once. */
    @Setup
    public void setUp() {
      make(new Lattice(512, 512, 1, 20));
    }
  }

  /** Eight fields of 128 x 128 x 128. */
  public static class EightCubes extends Eight {
    /** Solves each once. */
    @Setup
    public void setUp() {
      make(new Lattice(128, 128, 128, 20));
    }
  }

  /** Cold start, 2-D. */
  @Benchmark
  @OperationsPerInvocation(PLANE)
  public FieldSolver.Solution cold2d(Plane plane) {
    return plane.field.cold(plane.solver);
  }

  /** Warm start, 2-D. */
  @Benchmark
  @OperationsPerInvocation(PLANE)
  public FieldSolver.Solution warm2d(Plane plane) {
    return plane.field.warm(plane.solver);
  }

  /** Cold start, 3-D. */
  @Benchmark
  @OperationsPerInvocation(CUBE)
  public FieldSolver.Solution cold3d(Cube cube) {
    return cube.field.cold(cube.solver);
  }

  /** Warm start, 3-D. */
  @Benchmark
  @OperationsPerInvocation(CUBE)
  public FieldSolver.Solution warm3d(Cube cube) {
    return cube.field.warm(cube.solver);
  }

  /** Warm start of eight fields, 2-D. */
  @Benchmark
  @OperationsPerInvocation(FIELDS * PLANE)
  public void eightFields2d(EightPlanes eight) {
    eight.warm();
  }

  /** Warm start of eight fields, 3-D. */
  @Benchmark
  @OperationsPerInvocation(FIELDS * CUBE)
  public void eightFields3d(EightCubes eight) {
    eight.warm();
  }
}
