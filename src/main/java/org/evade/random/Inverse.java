package org.evade.random;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;

/**
 * Random numbers of the common distributions from one uniform number each, by the inverse of the
 * cumulative distribution function F. A count is the smallest n with F(n) &gt; u, so that it never
 * falls when u rises and a draw of probability zero never comes up. One uniform per count keeps
 * keyed draws apart: how large one count turned out shifts no other.
 *
 * <p>All arguments {@code u} are in [0, 1), as {@link KeyedStream#uniform} returns them.
 */
public final class Inverse {

  /** Up to this mean a Poisson count is summed up from zero; above, from the mode outward. */
  private static final double SMALL_MEAN = 16;

  /** Up to this number of trials a binomial count is summed up from zero. */
  private static final int SMALL_TRIALS = 8;

  /** Largest mean or number of trials: the walk over the terms takes about 18 of its root. */
  private static final int MOST = 1 << 30;

  /** Terms below this part of the largest one cannot be told from zero by a 53-bit uniform. */
  private static final double NEGLIGIBLE = 1e-22;

  private static final double HALF_STEP = 0x1.0p-54;

  private Inverse() {}

  /**
   * A Poisson count.
   *
   * <p>Means up to 16 add up the probabilities from zero. Larger means add up the terms relative to
   * the one at the mode, from the nearer end, and divide by their sum: no factorial, gamma function
   * or approximation enters, and the cost grows as the square root of the mean.
   *
   * @param mean expected count, 0 to 2^30
   * @param u uniform number in [0, 1)
   * @throws IllegalArgumentException when the mean or u is out of range
   */
  public static int poisson(double mean, double u) {
    checkUniform(u);
    if (!(mean >= 0 && mean <= MOST)) {
      throw new IllegalArgumentException("Poisson mean must be in [0, 2^30], found " + mean);
    }
    // 1 - m <= exp(-m): most draws of a short step end here, without an exponential.
    if (u < 1 - mean || mean == 0) {
      return 0;
    }
    if (mean <= SMALL_MEAN) {
      double term = FastMath.exp(-mean);
      double sum = term;
      int n = 0;
      while (sum <= u) {
        n++;
        term *= mean / n;
        if (n > mean && term < HALF_STEP) {
          return n; // rounding keeps the sum at or below a u next to 1
        }
        sum += term;
      }
      return n;
    }
    return fromMode((int) mean, Integer.MAX_VALUE, mean, 0, u);
  }

  /**
   * A binomial count.
   *
   * @param n number of trials, 0 to 2^30
   * @param p probability of success, 0 to 1
   * @param u uniform number in [0, 1)
   * @throws IllegalArgumentException when an argument is out of range
   */
  public static int binomial(int n, double p, double u) {
    checkUniform(u);
    if (n < 0 || n > MOST) {
      throw new IllegalArgumentException("number of trials must be in [0, 2^30], found " + n);
    }
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("probability must be in [0, 1], found " + p);
    }
    if (n == 0 || p == 0) {
      return 0;
    }
    if (p == 1) {
      return n;
    }
    double q = 1 - p;
    if (n <= SMALL_TRIALS) {
      // Cannot underflow: q is at least 2^-53, its eighth power 2^-424.
      double term = 1;
      for (int i = 0; i < n; i++) {
        term *= q;
      }
      double sum = term;
      int k = 0;
      while (sum <= u && k < n) {
        term *= (n - k) * p / ((k + 1) * q);
        k++;
        sum += term;
      }
      return k;
    }
    int mode = (int) Math.min(n, Math.floor((n + 1.0) * p));
    return fromMode(mode, n, p / q, n, u);
  }

  /**
   * An exponential waiting time.
   *
   * @param mean expected time, not negative
   * @param u uniform number in [0, 1)
   */
  public static double exponential(double mean, double u) {
    checkUniform(u);
    if (!(mean >= 0)) {
      throw new IllegalArgumentException("mean must not be negative, found " + mean);
    }
    return u == 0 ? 0 : -mean * FastMath.log1p(-u);
  }

  /**
   * A standard normal number: the quantile at the middle of the 2^-53 wide cell that u names, hence
   * finite for every u and odd about the median.
   *
   * @param u uniform number in [0, 1)
   */
  public static double normal(double u) {
    checkUniform(u);
    boolean lower = u < 0.5;
    // Both branches are exact: 1 - u is a multiple of 2^-53 when u is one.
    double tail = lower ? u + HALF_STEP : (1 - u) - HALF_STEP;
    double z = FastMath.sqrt(2) * Erf.erfInv(1 - 2 * tail);
    return lower ? -z : z;
  }

  /**
   * Inverts a distribution of terms t(n+1)/t(n) = ratio (trials − n)/(n + 1), or ratio/(n + 1) when
   * trials is 0, by sums over all terms that matter, each side of the mode from its far end.
   */
  private static int fromMode(int mode, int last, double ratio, int trials, double u) {
    double lower = 0;
    double term = 1;
    int first = mode;
    while (first > 0) {
      double next = term * first / (ratio * (trials == 0 ? 1 : trials - first + 1));
      if (next < NEGLIGIBLE) {
        break;
      }
      term = next;
      first--;
      lower += term;
    }
    double firstTerm = term;
    double upper = 1;
    term = 1;
    int end = mode;
    while (end < last) {
      double next = term * ratio * (trials == 0 ? 1 : trials - end) / (end + 1);
      if (next < NEGLIGIBLE) {
        break;
      }
      term = next;
      end++;
      upper += term;
    }
    double total = lower + upper;
    if (u * total < lower) {
      double target = u * total;
      double sum = firstTerm;
      term = firstTerm;
      int n = first;
      while (sum <= target && n < mode - 1) {
        term *= ratio * (trials == 0 ? 1 : trials - n) / (n + 1);
        n++;
        sum += term;
      }
      return n;
    }
    // F(n) > u is P(X > n) < 1 - u.
    double target = (1 - u) * total;
    double beyond = term;
    int n = end;
    while (beyond < target && n > mode) {
      term *= n / (ratio * (trials == 0 ? 1 : trials - n + 1));
      n--;
      beyond += term;
    }
    return n;
  }

  private static void checkUniform(double u) {
    if (!(u >= 0 && u < 1)) {
      throw new IllegalArgumentException("u must be in [0, 1), found " + u);
    }
  }
}
