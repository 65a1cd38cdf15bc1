package org.evade.tissue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Solves k(x) c − D ∇²c = s(x) with no-flux walls on a lattice, cell-centered, second order in
 * space. With k = 1/Δt + λ + uptake + vessel exchange and s = sources + exchange times blood level
 * + c_old/Δt this is one implicit step of any field, and its steady state without the Δt terms.
 *
 * <p>Method: geometric multigrid on the user's arrays, any size, warm-started from the given
 * values. Smoother red-black Gauss–Seidel, restriction by means, prolongation bilinear or
 * trilinear, operator rediscretized on each grid; one V-cycle does one sweep on the finest grid in
 * 2-D and two in 3-D, one down and one up on the others. The hierarchy ends where the screening
 * length √(D/k) is below half a cell for the least k, since relaxation alone is then as good; hence
 * a field of such short range is solved by relaxation only.
 *
 * <p>Chosen by measurement (JDK 17, AMD EPYC, one thread, ns per voxel for a relative residual of
 * 1e-4 after 0.5 % of the sources changed, set-up included, best of 60 (2-D) or 14 (3-D) solves):
 * at screening lengths of 1, 2, 5, 20 voxels multigrid took 25, 28, 27, 28 at 512² and 33, 38, 39,
 * 47 at 128³; successive over-relaxation at its best factor 25, 28, 77, 720 and 25, 38, 140, 1,740.
 * It gains at one voxel in 3-D alone, so it is not used. One sweep in 3-D took 37, 42, 48, 51; two
 * sweeps in 2-D 23, 31, 44, 32. Colors stored apart did not let the compiler vectorize (2.1–3.1 ns
 * per sweep against 1.4–2.6 in place).
 *
 * <p>The number of cycles follows from the input alone and all sums run in a fixed order: the same
 * input gives the same bits. An instance owns work arrays and serves one thread at a time; a solve
 * allocates none. Several instances may work at once.
 */
public final class FieldSolver {

  /** V-cycles after which a solve fails; smooth problems take 4–12, single strong sinks 20–60. */
  public static final int CYCLE_LIMIT = 200;

  private static final double RELAXATION_LENGTH_SQUARED = 0.25;

  private final double spacing;
  private final int sweeps;
  private final List<GridLevel> levels;
  private int used;

  /**
   * How a solve went.
   *
   * @param cycles V-cycles (or relaxation sweeps) after the first sweep over the initial guess
   * @param residual L2 norm of the residual relative to that of the right-hand side
   */
  public record Solution(int cycles, double residual) {}

  /**
   * A solver for fields on a lattice; its work arrays take 2.4 (2-D) or 1.6 (3-D) times the memory
   * of a field.
   *
   * @param lattice the lattice of all arrays given later
   */
  public FieldSolver(Lattice lattice) {
    this(GridLevel.finest(lattice), lattice.spacing());
  }

  /** A solver on a grid whose last cells may lie partly outside the tissue. */
  FieldSolver(GridLevel finest, double spacing) {
    this.spacing = spacing;
    sweeps = finest.nz == 1 ? 1 : 2;
    List<GridLevel> grids = new ArrayList<>();
    GridLevel level = finest;
    grids.add(level);
    while (level.size() > 1) {
      level = level.coarser();
      grids.add(level);
    }
    levels = List.copyOf(grids);
  }

  /**
   * Solves one field.
   *
   * @param name name of the field, for messages
   * @param diffusivity D in µm²/day, not negative
   * @param screening k of each voxel per day, not negative, somewhere positive
   * @param rhs s of each voxel, concentration per day, finite
   * @param c concentration of each voxel: in, an initial guess, best the previous solution; out,
   *     the solution
   * @param tolerance largest L2 norm of the residual relative to that of {@code rhs}
   * @return cycles and residual
   * @throws FieldNotConvergedException when {@link #CYCLE_LIMIT} cycles do not meet the tolerance,
   *     or the iterate is not finite; {@code c} then holds no solution
   * @throws IllegalArgumentException for arrays of wrong length or values outside the ranges above
   */
  public Solution solve(
      String name,
      double diffusivity,
      double[] screening,
      double[] rhs,
      double[] c,
      double tolerance) {
    GridLevel fine = levels.get(0);
    int size = fine.size();
    if (screening.length != size || rhs.length != size || c.length != size) {
      throw new IllegalArgumentException(
          String.format(
              "field '%s': arrays of %d, %d, %d values on a lattice of %d voxels",
              name, screening.length, rhs.length, c.length, size));
    }
    if (!(diffusivity >= 0 && diffusivity < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "field '" + name + "': diffusivity " + diffusivity + " is not a number from 0 on");
    }
    if (!(tolerance > 0)) {
      throw new IllegalArgumentException(
          "field '" + name + "': tolerance " + tolerance + " is not positive");
    }
    double weight = diffusivity / (spacing * spacing);
    double least = leastScreening(name, screening, weight);
    double norm = sumOfSquares(name, rhs);
    if (norm == 0) {
      Arrays.fill(c, 0);
      return new Solution(0, 0);
    }
    fine.bind(screening, rhs, c);
    prepare(weight, least);
    double limit = tolerance * tolerance * norm;
    GridLevel next = levels.get(1);
    GridLevel correction = fine;
    int cycle = 0;
    while (true) {
      double squares = fine.pass(correction, sweeps, next);
      if (squares <= limit) {
        return new Solution(cycle, Math.sqrt(squares / norm));
      }
      if (cycle == CYCLE_LIMIT || Double.isNaN(squares)) {
        throw new FieldNotConvergedException(name, cycle, Math.sqrt(squares / norm), tolerance);
      }
      if (used > 1) {
        correct(1);
        correction = next;
      }
      cycle++;
    }
  }

  private static double leastScreening(String name, double[] screening, double weight) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < screening.length; i++) {
      double k = screening[i];
      if (!(k >= 0 && k < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "field '"
                + name
                + "': screening "
                + k
                + " of voxel "
                + i
                + " is not a number from 0 on");
      }
      least = k < least ? k : least;
      most = k > most ? k : most;
    }
    if (most == 0 || (weight == 0 && least == 0)) {
      throw new IllegalArgumentException(
          "field '" + name + "' has no decay, uptake, exchange or storage: no unique solution");
    }
    return least;
  }

  private static double sumOfSquares(String name, double[] rhs) {
    double even = 0;
    double odd = 0;
    int i = 0;
    for (; i + 1 < rhs.length; i += 2) {
      even += rhs[i] * rhs[i];
      odd += rhs[i + 1] * rhs[i + 1];
    }
    if (i < rhs.length) {
      even += rhs[i] * rhs[i];
    }
    double sum = even + odd;
    if (!(sum < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("field '" + name + "': the right-hand side is not finite");
    }
    return sum;
  }

  private void prepare(double finestWeight, double least) {
    double weight = finestWeight;
    levels.get(0).prepare(weight);
    used = 1;
    while (used < levels.size() && weight >= RELAXATION_LENGTH_SQUARED * least) {
      GridLevel coarse = levels.get(used);
      levels.get(used - 1).restrictScreening(coarse);
      weight /= 4;
      coarse.prepare(weight);
      used++;
    }
  }

  private void correct(int number) {
    GridLevel level = levels.get(number);
    if (number == used - 1) {
      level.pass(level, 2, level);
    } else {
      GridLevel next = levels.get(number + 1);
      level.pass(level, 1, next);
      correct(number + 1);
      level.pass(next, 1, level);
    }
  }
}
