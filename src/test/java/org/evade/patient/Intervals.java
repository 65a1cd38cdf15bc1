package org.evade.patient;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.KeyedStream;

/**
 * A figure with its interval of confidence.
 *
 * @param n how many values it rests on
 * @param value the figure, NaN without values
 * @param low lower end, NaN where it has none
 * @param high upper end, NaN where it has none
 */
record Intervals(int n, double value, double low, double high) {

  private static final int RESAMPLES = 10_000;

  /** Share of successes with the exact binomial (Clopper–Pearson) 95 % interval. */
  static Intervals share(int successes, int n) {
    if (n == 0) {
      return new Intervals(0, Double.NaN, Double.NaN, Double.NaN);
    }
    double low =
        successes == 0
            ? 0
            : new BetaDistribution(successes, n - successes + 1)
                .inverseCumulativeProbability(0.025);
    double high =
        successes == n
            ? 1
            : new BetaDistribution(successes + 1, n - successes)
                .inverseCumulativeProbability(0.975);
    return new Intervals(n, successes / (double) n, low, high);
  }

  /** Median with the 95 % percentile interval of 10,000 bootstrap samples. */
  static Intervals median95(double... values) {
    int n = values.length;
    if (n == 0) {
      return new Intervals(0, Double.NaN, Double.NaN, Double.NaN);
    }
    KeyedStream stream = KeyedStream.of(n, "test.bootstrap");
    double[] medians = new double[RESAMPLES];
    double[] sample = new double[n];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int i = 0; i < n; i++) {
        sample[i] = values[KeyedStream.toBelow(stream.bits(r, i, 0), n)];
      }
      medians[r] = median(sample);
    }
    Arrays.sort(medians);
    return new Intervals(
        n, median(values), medians[RESAMPLES / 40], medians[RESAMPLES - 1 - RESAMPLES / 40]);
  }

  /** Mean with Student's 90 % interval, which two one-sided tests at 5 % stand on. */
  static Intervals mean90(double... values) {
    int n = values.length;
    if (n < 2) {
      return new Intervals(n, StatUtils.mean(values), Double.NaN, Double.NaN);
    }
    double mean = StatUtils.mean(values);
    double half = t90(n) * FastMath.sqrt(StatUtils.variance(values) / n);
    return new Intervals(n, mean, mean - half, mean + half);
  }

  /** Values needed for a half width of {@link #mean90} at a standard deviation. */
  static int needed(double deviation, double halfWidth) {
    int n = 2;
    while (t90(n) * deviation / FastMath.sqrt(n) > halfWidth) {
      n++;
    }
    return n;
  }

  private static double t90(int n) {
    return new TDistribution(n - 1).inverseCumulativeProbability(0.95);
  }

  /** Median; NaN without values. */
  static double median(double... values) {
    return values.length == 0 ? Double.NaN : StatUtils.percentile(values, 50);
  }
}
