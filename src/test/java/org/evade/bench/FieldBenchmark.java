package org.evade.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
    jvmArgsAppend = {"-Xms1g", "-Xmx1g"})
@Warmup(iterations = 2, time = 600, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class FieldBenchmark {

  private static final int PLANE = 512 * 512;
  private static final int CUBE = 128 * 128 * 128;
  private static final int FIELDS = 8;

  /** One field with its solver. */
  static final class Field {
    private final FieldSolver solver;
    private final double[] screening;
    private final double[] rhs;
    private final double[] c;
    private final double decay;
    private final double diffusivity;
    private final SplittableRandom random;

    Field(Lattice lattice, double decayVoxels, long seed) {
      solver = new FieldSolver(lattice);
      screening = new double[lattice.size()];
      rhs = new double[lattice.size()];
      c = new double[lattice.size()];
      decay = 24;
      diffusivity = decay * Math.pow(decayVoxels * lattice.spacing(), 2);
      random = new SplittableRandom(seed);
      for (int site = 0; site < c.length; site++) {
        place(site);
      }
      solve();
    }

    private void place(int site) {
      screening[site] = random.nextDouble() < 0.3 ? 3 * decay : decay;
      rhs[site] = random.nextDouble() < 0.3 ? 1 : 0;
    }

    private FieldSolver.Solution solve() {
      return solver.solve("bench", diffusivity, screening, rhs, c, 1e-4);
    }

    FieldSolver.Solution warm() {
      for (int i = 0; i < c.length / 200; i++) {
        place(random.nextInt(c.length));
      }
      return solve();
    }

    FieldSolver.Solution cold() {
      Arrays.fill(c, 0);
      return solve();
    }
  }

  /** A field of 512 x 512. */
  @State(Scope.Thread)
  public static class Plane {
    /** Decay length in voxels. */
    @Param({"2", "10"})
    public double decayVoxels;

    private Field field;

    /** Solves once. */
    @Setup
    public void setUp() {
      field = new Field(new Lattice(512, 512, 1, 20), decayVoxels, 1);
    }
  }

  /** A field of 128 x 128 x 128. */
  @State(Scope.Thread)
  public static class Cube {
    /** Decay length in voxels. */
    @Param({"2", "10"})
    public double decayVoxels;

    private Field field;

    /** Solves once. */
    @Setup
    public void setUp() {
      field = new Field(new Lattice(128, 128, 128, 20), decayVoxels, 1);
    }
  }

  /** Eight fields of 512 x 512, on one or two threads. */
  @State(Scope.Thread)
  public static class Eight {
    /** Threads. */
    @Param({"1", "2"})
    public int threads;

    private final List<Field> fields = new ArrayList<>();
    private ExecutorService pool;

    /** Solves each once. */
    @Setup
    public void setUp() {
      for (int i = 0; i < FIELDS; i++) {
        fields.add(new Field(new Lattice(512, 512, 1, 20), 2 + i, i));
      }
      pool = Executors.newFixedThreadPool(threads);
    }

    /** Ends the threads. */
    @TearDown(Level.Trial)
    public void tearDown() {
      pool.shutdown();
    }
  }

  /** Cold start, 2-D. */
  @Benchmark
  @OperationsPerInvocation(PLANE)
  public FieldSolver.Solution cold2d(Plane plane) {
    return plane.field.cold();
  }

  /** Warm start, 2-D. */
  @Benchmark
  @OperationsPerInvocation(PLANE)
  public FieldSolver.Solution warm2d(Plane plane) {
    return plane.field.warm();
  }

  /** Cold start, 3-D. */
  @Benchmark
  @OperationsPerInvocation(CUBE)
  public FieldSolver.Solution cold3d(Cube cube) {
    return cube.field.cold();
  }

  /** Warm start, 3-D. */
  @Benchmark
  @OperationsPerInvocation(CUBE)
  public FieldSolver.Solution warm3d(Cube cube) {
    return cube.field.warm();
  }

  /** Warm start of eight fields, 2-D, a field to a thread at a time. */
  @Benchmark
  @OperationsPerInvocation(FIELDS * PLANE)
  public int eightFields2d(Eight eight) throws ExecutionException, InterruptedException {
    List<Future<FieldSolver.Solution>> futures = new ArrayList<>();
    for (Field field : eight.fields) {
      futures.add(eight.pool.submit(field::warm));
    }
    int cycles = 0;
    for (Future<FieldSolver.Solution> future : futures) {
      cycles += future.get().cycles();
    }
    return cycles;
  }
}
