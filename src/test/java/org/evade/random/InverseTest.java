package org.evade.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InverseTest {

  private static final double LAST = 1 - 0x1.0p-53;

  private static final KeyedStream STREAM = KeyedStream.of(20240501, "test.inverse");

  /** The count n of u has F(n-1) <= u < F(n); commons-math3 gives F by the gamma function. */
  @ParameterizedTest
  @ValueSource(
      doubles = {1e-6, 0.01, 0.104, 0.7, 1, 3.3, 15.99, 16.01, 40, 250.5, 1e4, 123456.7, 1e6})
  void poisson_manyUniforms_invertsTheDistribution(double mean) {
    PoissonDistribution reference = new PoissonDistribution(mean);
    int draws = mean > 1e3 ? 100 : 2000;
    for (int i = 0; i < draws; i++) {
      double u = STREAM.uniform(i, 0, 0);
      int n = Inverse.poisson(mean, u);
      assertThat(reference.cumulativeProbability(n)).isGreaterThan(u - 1e-9);
      assertThat(reference.cumulativeProbability(n - 1)).isLessThanOrEqualTo(u + 1e-9);
    }
  }

  /** exp(-0.5) = 0.60653, times 1.5 = 0.90980, times 1.625 = 0.98561, times 1.64583 = 0.99825. */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.6065, 0",
    "0.6066, 1",
    "0.9097, 1",
    "0.9099, 2",
    "0.9856, 2",
    "0.9857, 3",
    "0.998, 3"
  })
  void poisson_meanOneHalf_stepsWhereTheDistributionDoes(double u, int expected) {
    assertThat(Inverse.poisson(0.5, u)).isEqualTo(expected);
  }

  @Test
  void poisson_meanZero_isZero() {
    assertThat(Inverse.poisson(0, 0)).isZero();
    assertThat(Inverse.poisson(0, LAST)).isZero();
  }

  /**
   * The last uniform, 1 - 2^-53 = 1 - 1.11e-16, at mean 1: the tail beyond n is about e^-1/(n+1)!
   * (1 + 1/(n+2)), which is 1.9e-16 for n = 16 (17! = 3.56e14, so 1.03e-15 · 1.06 = 1.1e-15) and
   * falls below 1.11e-16 at n = 17 (18! = 6.40e15: 5.75e-17 · 1.05 = 6.1e-17).
   */
  @Test
  void poisson_lastUniform_staysNearTheTrueQuantile() {
    assertThat(Inverse.poisson(1, LAST)).isBetween(16, 18);
    // Mean 100, 8.2 standard deviations of 10 up and some skew: well below 220.
    assertThat(Inverse.poisson(100, LAST)).isBetween(180, 220);
    assertThat(Inverse.poisson(100, 0)).isBetween(0, 25);
  }

  @Property(tries = 500, seed = "1")
  void poisson_higherUniform_neverLowersTheCount(
      @ForAll @DoubleRange(min = 0, max = 2000) double mean, @ForAll long a, @ForAll long b) {
    double ua = KeyedStream.toUniform(a);
    double ub = KeyedStream.toUniform(b);
    assertThat(Inverse.poisson(mean, Math.max(ua, ub)))
        .isGreaterThanOrEqualTo(Inverse.poisson(mean, Math.min(ua, ub)));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.944",
    "2, 0.944",
    "3, 0.5",
    "8, 0.99",
    "9, 0.3",
    "50, 0.02",
    "1000, 0.5",
    "20000, 0.999",
    "1000000, 0.0000001",
    "1000000, 0.3"
  })
  void binomial_manyUniforms_invertsTheDistribution(int n, double p) {
    BinomialDistribution reference = new BinomialDistribution(n, p);
    int draws = n > 1000 ? 100 : 2000;
    for (int i = 0; i < draws; i++) {
      double u = STREAM.uniform(i, 1, 0);
      int k = Inverse.binomial(n, p, u);
      assertThat(k).isBetween(0, n);
      assertThat(reference.cumulativeProbability(k)).isGreaterThan(u - 1e-9);
      assertThat(reference.cumulativeProbability(k - 1)).isLessThanOrEqualTo(u + 1e-9);
    }
  }

  /** Two trials at 1/2: F = 1/4, 3/4, 1. */
  @ParameterizedTest
  @CsvSource({"0, 0", "0.2499, 0", "0.25, 1", "0.7499, 1", "0.75, 2", "0.9999, 2"})
  void binomial_twoFairTrials_stepsAtTheQuarters(double u, int expected) {
    assertThat(Inverse.binomial(2, 0.5, u)).isEqualTo(expected);
  }

  @Test
  void binomial_certainOrImpossibleOrNoTrial_ignoresTheUniform() {
    for (double u : new double[] {0, 0.5, LAST}) {
      assertThat(Inverse.binomial(7, 0, u)).isZero();
      assertThat(Inverse.binomial(7, 1, u)).isEqualTo(7);
      assertThat(Inverse.binomial(100, 1, u)).isEqualTo(100);
      assertThat(Inverse.binomial(0, 0.4, u)).isZero();
    }
  }

  @Property(tries = 500, seed = "1")
  void binomial_higherUniform_neverLowersTheCount(
      @ForAll @IntRange(min = 0, max = 3000) int n,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(9) double p,
      @ForAll long a,
      @ForAll long b) {
    double ua = KeyedStream.toUniform(a);
    double ub = KeyedStream.toUniform(b);
    int low = Inverse.binomial(n, p, Math.min(ua, ub));
    assertThat(low).isBetween(0, n);
    assertThat(Inverse.binomial(n, p, Math.max(ua, ub))).isBetween(low, n);
  }

  /** The median of an exponential is mean·ln 2, its 90 % quantile mean·ln 10. */
  @Test
  void exponential_knownQuantiles_areReturned() {
    assertThat(Inverse.exponential(4, 0.5)).isCloseTo(2.772588722239781, within(1e-14));
    assertThat(Inverse.exponential(1, 0.9)).isCloseTo(2.302585092994046, within(1e-14));
    assertThat(Inverse.exponential(3, 0)).isZero();
    // 53 ln 2 = 36.7368
    assertThat(Inverse.exponential(1, LAST)).isCloseTo(36.7368005696771, within(1e-10));
  }

  @Test
  void normal_manyUniforms_agreesWithTheNormalDistribution() {
    NormalDistribution reference = new NormalDistribution();
    for (int i = 0; i < 2000; i++) {
      double u = STREAM.uniform(i, 2, 0);
      assertThat(reference.cumulativeProbability(Inverse.normal(u))).isCloseTo(u, within(1e-13));
    }
    // 97.5 % quantile of any table.
    assertThat(Inverse.normal(0.975)).isCloseTo(1.959963984540054, within(1e-12));
  }

  @Test
  void normal_endsOfTheRange_areFiniteAndOdd() {
    // Phi(-8.29) = 5.6e-17 = 2^-54.
    assertThat(Inverse.normal(0)).isBetween(-8.4, -8.2);
    assertThat(Inverse.normal(LAST)).isEqualTo(-Inverse.normal(0));
    assertThat(Inverse.normal(0.25)).isCloseTo(-Inverse.normal(0.75), within(1e-14));
    assertThat(Inverse.normal(0.5)).isCloseTo(0, within(1e-15));
  }

  @Test
  void allMethods_argumentOutOfRange_throw() {
    for (double u : new double[] {-1e-9, 1, Double.NaN}) {
      assertThatThrownBy(() -> Inverse.poisson(1, u)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Inverse.binomial(2, 0.5, u))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Inverse.exponential(1, u))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Inverse.normal(u)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Inverse.poisson(-1, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Inverse.poisson(Double.NaN, 0)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Inverse.binomial(-1, 0.5, 0)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Inverse.binomial(1, 1.5, 0)).hasMessageContaining("1.5");
    assertThatThrownBy(() -> Inverse.exponential(-2, 0)).hasMessageContaining("-2");
  }
}
