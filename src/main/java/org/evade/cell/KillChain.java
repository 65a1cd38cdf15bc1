package org.evade.cell;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.Inverse;

/**
 * Additive killing: cytotoxic T cells hit their target at random times, a hit heals with a
 * half-life, and a target that bears enough hits at once dies (Weigelin et al. 2021,
 * doi:10.1038/s41467-021-25282-3: three or more sub-lethal hits at intervals below 50 min, else the
 * cell recovers).
 *
 * <p>The number of hits present is a birth–death chain: up at rate k·x per hour, where x in [0, 1]
 * is the hazard factor, down at n·ln 2/h for n hits of half-life h. The mean time from n to n + 1
 * hits is E(n) = (1 + n (ln 2/h) E(n − 1))/(k x), the mean time to kill T(x) the sum of E over 0 to
 * hits to kill − 1, and κ(x) = 24/T(x) the kills per day of a cell that always has a target.
 *
 * <p>Since a kill takes several hits, κ falls about as the power "hits to kill" of x. A published
 * suppression weight acts on the kill rate instead: {@link #effective} returns the x at which
 * κ(x)/κ(1) is the wanted factor.
 */
public final class KillChain {

  /** Parts into which each power of two of the factor is cut in the table, as a power of two. */
  private static final int PART_BITS = 4;

  private static final int PARTS = 1 << PART_BITS;

  /** Powers of two that the table spans; smaller factors are solved for directly. */
  private static final int OCTAVES = 48;

  private static final int MANTISSA_BITS = 52;

  private static final double LN2 = FastMath.log(2);

  private final double hitsPerHour;
  private final double hitHalfLifeHours;
  private final int hitsToKill;
  private final double killsPerDay;

  // Cubic Hermite table over cells of equal width within each power of two: value at the left end
  // and the other three coefficients of the polynomial in the position within the cell.
  private final double[] table;
  private final long tableStart;
  private final double tableLeast;

  /**
   * A chain.
   *
   * @param hitsPerHour rate at which one unsuppressed T cell hits, per hour, positive
   * @param hitHalfLifeHours time in which a hit heals with probability 1/2, in hours, positive
   * @param hitsToKill hits present at once that kill, 1 to 20
   * @throws IllegalArgumentException when an argument is out of range
   */
  public KillChain(double hitsPerHour, double hitHalfLifeHours, int hitsToKill) {
    if (!(hitsPerHour > 0 && hitsPerHour < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("hit rate must be positive, found " + hitsPerHour + " /h");
    }
    if (!(hitHalfLifeHours > 0 && hitHalfLifeHours < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "half-life of a hit must be positive, found " + hitHalfLifeHours + " h");
    }
    if (hitsToKill < 1 || hitsToKill > 20) {
      throw new IllegalArgumentException("hits to kill must be 1 to 20, found " + hitsToKill);
    }
    this.hitsPerHour = hitsPerHour;
    this.hitHalfLifeHours = hitHalfLifeHours;
    this.hitsToKill = hitsToKill;
    killsPerDay = killsPerDay(1);
    tableStart = (1023L - OCTAVES) << PART_BITS;
    tableLeast = Double.longBitsToDouble((1023L - OCTAVES) << MANTISSA_BITS);
    table = tabulate();
  }

  /** Rate at which one unsuppressed T cell hits, per hour. */
  public double hitsPerHour() {
    return hitsPerHour;
  }

  /** Half-life of a hit in hours. */
  public double hitHalfLifeHours() {
    return hitHalfLifeHours;
  }

  /** Hits present at once that kill. */
  public int hitsToKill() {
    return hitsToKill;
  }

  /**
   * Mean time from an unhurt target to its death, in hours.
   *
   * @param hazardFactor factor on the hit rate, not negative
   * @return the closed-form mean first passage; infinite for factor 0
   */
  public double hoursToKill(double hazardFactor) {
    if (!(hazardFactor >= 0)) {
      throw new IllegalArgumentException(
          "hazard factor must not be negative, found " + hazardFactor);
    }
    double wait = 1 / (hitsPerHour * hazardFactor);
    double heal = LN2 / hitHalfLifeHours * wait;
    double step = wait;
    double total = wait;
    for (int n = 1; n < hitsToKill; n++) {
      step = wait + n * heal * step;
      total += step;
    }
    return total;
  }

  /**
   * Kills per day of one T cell that goes on to an unhurt target after each kill: κ = 24/T.
   *
   * @param hazardFactor factor on the hit rate, not negative
   * @return kills per day, 0 for factor 0
   */
  public double killsPerDay(double hazardFactor) {
    return 24 / hoursToKill(hazardFactor);
  }

  /**
   * The factor on the hit rate that makes the kill rate the given part of the unsuppressed one.
   *
   * <p>Read from a table of cubic polynomials with exact values and slopes at 16 points per power
   * of two down to 2^-48 (relative error of the kill rate below 1e-6; measured 1e-7), solved
   * directly below.
   *
   * @param killFactor wanted κ(x)/κ(1), 0 to 1
   * @return x in [0, 1], rising with the argument; exactly 0 at 0 and 1 at 1
   * @throws IllegalArgumentException when the argument is not in [0, 1]
   */
  public double effective(double killFactor) {
    if (killFactor >= tableLeast && killFactor < 1) {
      // Exponent and leading mantissa bits name the cell, the other bits the place in it.
      long bits = Double.doubleToRawLongBits(killFactor);
      int cell = (int) ((bits >>> (MANTISSA_BITS - PART_BITS)) - tableStart) * 4;
      double t =
          (bits & ((1L << (MANTISSA_BITS - PART_BITS)) - 1))
              * (1.0 / (1L << (MANTISSA_BITS - PART_BITS)));
      return table[cell] + t * (table[cell + 1] + t * (table[cell + 2] + t * table[cell + 3]));
    }
    return solve(killFactor);
  }

  private double[] tabulate() {
    double[] cells = new double[OCTAVES * PARTS * 4];
    for (int i = 0; i < OCTAVES * PARTS; i++) {
      double left = Double.longBitsToDouble((tableStart + i) << (MANTISSA_BITS - PART_BITS));
      double right = Double.longBitsToDouble((tableStart + i + 1) << (MANTISSA_BITS - PART_BITS));
      double a = solve(left);
      double b = solve(right);
      double da = slope(a) * (right - left);
      double db = slope(b) * (right - left);
      cells[4 * i] = a;
      cells[4 * i + 1] = da;
      cells[4 * i + 2] = 3 * (b - a) - 2 * da - db;
      cells[4 * i + 3] = 2 * (a - b) + da + db;
    }
    return cells;
  }

  /** Solves κ(x)/κ(1) = f by Newton steps in ln x, kept within f <= x <= f^(1/hits). */
  private double solve(double f) {
    if (!(f >= 0 && f <= 1)) {
      throw new IllegalArgumentException("kill factor must be in [0, 1], found " + f);
    }
    if (f == 0 || f == 1) {
      return f;
    }
    double low = FastMath.log(f);
    double high = low / hitsToKill;
    double wanted = low;
    double y = high;
    for (int i = 0; i < 100; i++) {
      double x = FastMath.exp(y);
      double error = FastMath.log(hoursToKill(1) / hoursToKill(x)) - wanted;
      if (error > 0) {
        high = y;
      } else {
        low = y;
      }
      double next = y - error / elasticity(x);
      if (!(next >= low && next <= high)) {
        next = (low + high) / 2;
      }
      if (Math.abs(next - y) <= 1e-15 * Math.abs(y)) {
        return FastMath.exp(next);
      }
      y = next;
    }
    return FastMath.exp(y);
  }

  /**
   * d ln κ / d ln x: between 1 (no healing) and hits to kill (healing much faster than hitting).
   */
  private double elasticity(double x) {
    double wait = 1 / (hitsPerHour * x);
    double heal = LN2 / hitHalfLifeHours * wait;
    // Each term of T is a power of 1/x, so -x dE/dx follows the same recursion as E.
    double step = wait;
    double fall = wait;
    double total = step;
    double totalFall = fall;
    for (int n = 1; n < hitsToKill; n++) {
      fall = wait + n * heal * (step + fall);
      step = wait + n * heal * step;
      total += step;
      totalFall += fall;
    }
    return totalFall / total;
  }

  /** dx/df of the solution of κ(x)/κ(1) = f. */
  private double slope(double x) {
    return x / (killsPerDay(x) / killsPerDay * elasticity(x));
  }

  /**
   * The chain over sub-steps of one length.
   *
   * @param minutes length of a sub-step, positive
   */
  public Step step(double minutes) {
    return new Step(this, minutes);
  }

  /**
   * How many hits of an earlier sub-step are still present.
   *
   * @param hits hits present before
   * @param minutes time passed
   * @param u uniform number in [0, 1)
   */
  public int survivors(int hits, double minutes, double u) {
    return Inverse.binomial(hits, survival(minutes), u);
  }

  /** Probability that a hit is still present after some minutes: 2^(−t/half-life). */
  public double survival(double minutes) {
    if (!(minutes >= 0)) {
      throw new IllegalArgumentException("time must not be negative, found " + minutes + " min");
    }
    return FastMath.exp(-LN2 * minutes / (60 * hitHalfLifeHours));
  }

  /**
   * What the engine does to one target in one sub-step, with all that depends on its length alone
   * worked out once: first {@link #survivors} of the hits present before, then {@link #hits} of all
   * T cells on it together; the target dies when {@link #kills}.
   *
   * <p>Hits of the sub-step itself do not heal before the next one, and death is seen at its end.
   * The two shift the kill rate in opposite directions: at 5 min, 1.25 hits per hour and 1 h it is
   * 0.9 % below the closed form, while healing new hits as well would make it 5.2 %.
   */
  public static final class Step {

    private final double survival;
    private final double hitsPerStep;
    private final int hitsToKill;
    private final double hours;

    private Step(KillChain chain, double minutes) {
      if (!(minutes > 0 && minutes < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("sub-step must be positive, found " + minutes + " min");
      }
      hours = minutes / 60;
      survival = chain.survival(minutes);
      hitsPerStep = chain.hitsPerHour * hours;
      hitsToKill = chain.hitsToKill;
    }

    /**
     * Hits of earlier sub-steps that are still present.
     *
     * @param hits hits present before
     * @param u uniform number in [0, 1)
     */
    public int survivors(int hits, double u) {
      return hits == 0 ? 0 : Inverse.binomial(hits, survival, u);
    }

    /**
     * New hits on a target.
     *
     * @param summedFactor sum of the hazard factors (see {@link KillChain#effective}) of the T
     *     cells on it
     * @param u uniform number in [0, 1)
     */
    public int hits(double summedFactor, double u) {
      return Inverse.poisson(hitsPerStep * summedFactor, u);
    }

    /** Whether that many hits present kill. */
    public boolean kills(int hits) {
      return hits >= hitsToKill;
    }

    /**
     * Kills per day of one T cell under this very rule, exactly: the mean first passage of the
     * Markov chain in discrete time, (I − Q)E = Δt, with Q the transitions between the numbers of
     * hits that do not kill.
     *
     * @param hazardFactor factor on the hit rate, not negative
     * @return kills per day, 0 for factor 0
     */
    public double killsPerDay(double hazardFactor) {
      if (!(hazardFactor >= 0)) {
        throw new IllegalArgumentException(
            "hazard factor must not be negative, found " + hazardFactor);
      }
      if (hazardFactor == 0) {
        return 0;
      }
      double mean = hitsPerStep * hazardFactor;
      double[][] stay = new double[hitsToKill][hitsToKill];
      for (int n = 0; n < hitsToKill; n++) {
        for (int left = 0; left <= n; left++) {
          double keep =
              CombinatoricsUtils.binomialCoefficientDouble(n, left)
                  * FastMath.pow(survival, left)
                  * FastMath.pow(1 - survival, n - left);
          double poisson = FastMath.exp(-mean);
          for (int m = left; m < hitsToKill; m++) {
            stay[n][m] -= keep * poisson;
            poisson *= mean / (m - left + 1);
          }
        }
        stay[n][n] += 1;
      }
      ArrayRealVector time = new ArrayRealVector(hitsToKill, hours);
      double toKill =
          new LUDecomposition(new Array2DRowRealMatrix(stay, false), 0)
              .getSolver()
              .solve(time)
              .getEntry(0);
      return 24 / toKill;
    }
  }
}
