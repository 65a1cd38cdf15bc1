package org.evade.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.analysis.solvers.BrentSolver;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.KeyedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KillChainTest {

  private static final KillChain CHAIN = new KillChain(1.25, 1, 3);

  /**
   * Up at k = 1.25/h, down at 0.6931 n per hour. A step up takes 1/k = 0.8 h and is undone with
   * ratio mu/k = 0.55452 per hit present:
   *
   * <ul>
   *   <li>0 to 1: 0.8
   *   <li>1 to 2: 0.8 + 0.55452 · 0.8 = 1.24361
   *   <li>2 to 3: 0.8 + 2 · 0.55452 · 1.24361 = 2.17921
   * </ul>
   *
   * Sum 4.22283 h, 24/4.22283 = 5.6834 kills per day. MODEL.md says 5.7.
   */
  @Test
  void hoursToKill_defaults_isTheSumOfThreePassages() {
    assertThat(CHAIN.hoursToKill(1)).isCloseTo(4.22283, within(2e-5));
    assertThat(CHAIN.killsPerDay(1)).isCloseTo(5.6834, within(1e-4));
  }

  /**
   * The measured range, 2 to 16 kills per day, is that of 0.67 to 2.6 hits per hour: for 0.67,
   * 1.49254 + 3.03664 + 7.77540 = 12.3046 h; for 2.6, 0.38462 + 0.48715 + 0.64436 = 1.51612 h.
   */
  @ParameterizedTest
  @CsvSource({"0.67, 1.9505", "2.6, 15.8298"})
  void killsPerDay_endsOfTheRange_spanTheMeasuredRates(double hitsPerHour, double expected) {
    assertThat(new KillChain(hitsPerHour, 1, 3).killsPerDay(1)).isCloseTo(expected, within(2e-4));
  }

  @Test
  void killsPerDay_oneHitToKill_isTheHitRate() {
    assertThat(new KillChain(0.5, 1, 1).killsPerDay(1)).isCloseTo(12, within(1e-12));
    assertThat(new KillChain(0.5, 1, 1).effective(0.3)).isCloseTo(0.3, within(1e-12));
  }

  @Test
  void killsPerDay_noHazard_isZero() {
    assertThat(CHAIN.killsPerDay(0)).isZero();
    assertThat(CHAIN.effective(0)).isZero();
    assertThat(CHAIN.step(5).killsPerDay(0)).isZero();
    for (int i = 0; i < 1000; i++) {
      assertThat(CHAIN.step(5).hits(0, 1 - 0x1.0p-53)).isZero();
    }
  }

  /**
   * With r = mu/k = 0.55452 and T(x) = 3/(kx) + 3r/(kx²) + 2r²/(kx³), T(1)/T(x) = f is the cubic x³
   * (3 + 3 r + 2 r²) = f (3 x² + 3 r x + 2 r²): solved here by Brent's method, away from the table
   * and the recursion.
   */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.03, 0.9, 1e-3, 1e-6, 1e-12, 1e-18})
  void effective_killFactor_solvesTheCubic(double f) {
    double r = FastMath.log(2) / 1.25;
    double all = 3 + 3 * r + 2 * r * r;
    double low = FastMath.cbrt(f * 2 * r * r / all) * 0.999;
    double x =
        new BrentSolver(1e-15, 1e-18)
            .solve(
                500,
                y -> y * y * y * all / (f * (3 * y * y + 3 * r * y + 2 * r * r)) - 1,
                low,
                1.0);
    assertThat(CHAIN.effective(f)).isCloseTo(x, within(1e-7 * x));
    assertThat(CHAIN.killsPerDay(CHAIN.effective(f)) / CHAIN.killsPerDay(1))
        .isCloseTo(f, within(1e-6 * f));
  }

  /**
   * By hand for f = 1/2: all = 3 + 1.66355 + 0.61498 = 5.27853. At x = 0.7226: x³ · all = 0.37731 ·
   * 5.27853 = 1.99163; (3 x² + 3 r x + 2 r²)/2 = (1.56645 + 1.20208 + 0.61498)/2 = 1.69176, too
   * high; at x = 0.67: 0.300763 · 5.27853 = 1.58759 against (1.3467 + 1.11458 + 0.61498)/2 =
   * 1.53813; at x = 0.66: 0.287496 · 5.27853 = 1.51756 against (1.3068 + 1.09794 + 0.61498)/2 =
   * 1.50986; at x = 0.658: 1.50380 against (1.29889 + 1.09462 + 0.61498)/2 = 1.50425. So x =
   * 0.6581.
   */
  @Test
  void effective_oneHalf_isTheHandComputedFactor() {
    assertThat(CHAIN.effective(0.5)).isCloseTo(0.6581, within(2e-4));
  }

  @Test
  void effective_ends_areExact() {
    assertThat(CHAIN.effective(1)).isEqualTo(1);
    assertThat(CHAIN.effective(0)).isEqualTo(0);
    assertThat(CHAIN.effective(Math.nextDown(1.0))).isBetween(1 - 1e-12, 1.0);
    assertThat(CHAIN.effective(Double.MIN_VALUE)).isBetween(1e-120, 1e-100);
  }

  @Test
  void effective_overTheWholeRange_keepsTheDocumentedError() {
    for (KillChain chain :
        new KillChain[] {
          CHAIN, new KillChain(0.67, 1, 3), new KillChain(2.6, 1, 3), new KillChain(1.25, 0.5, 5)
        }) {
      double before = 0;
      for (double f = 1e-16; f < 1; f *= 1.0137) {
        double x = chain.effective(f);
        assertThat(x).isGreaterThan(before).isLessThanOrEqualTo(1);
        assertThat(chain.killsPerDay(x) / chain.killsPerDay(1)).isCloseTo(f, within(1e-6 * f));
        before = x;
      }
    }
  }

  @Property(tries = 1000, seed = "1")
  void effective_largerFactor_isNotSmaller(
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(12) double a,
      @ForAll @DoubleRange(min = 0, max = 1) @Scale(12) double b) {
    assertThat(CHAIN.effective(Math.max(a, b)))
        .isGreaterThanOrEqualTo(CHAIN.effective(Math.min(a, b)) - 1e-15);
  }

  /** 20,000 kills: the standard error of the rate is below 1/sqrt(20,000) = 0.7 %. */
  @Test
  void run_fiveMinuteSteps_threeRatesAgree() {
    KillCheck check = KillCheck.run(CHAIN, 5, 20_000, 1);
    assertThat(check.closedForm()).isCloseTo(5.6834, within(1e-4));
    assertThat(check.simulated() / check.closedForm()).isCloseTo(1, within(0.05));
    assertThat(check.simulated() / check.discrete()).isCloseTo(1, within(0.024));
    assertThat(check.spread()).isLessThan(0.05);
    assertThat(check.changeOnHalving()).isLessThan(0.05);
  }

  /**
   * By hand for one hit to kill: a step of 5 min kills with probability p = 1 − exp(−1.25/12) =
   * 0.098925, so T = (1/12)/p = 0.842390 h and 24/T = 28.4904 per day.
   */
  @Test
  void stepKillsPerDay_oneHitToKill_isGeometric() {
    assertThat(new KillChain(1.25, 1, 1).step(5).killsPerDay(1)).isCloseTo(28.4904, within(1e-3));
  }

  @Test
  void stepKillsPerDay_shorterSteps_approachesTheClosedFormInFirstOrder() {
    double closed = CHAIN.killsPerDay(1);
    double five = closed - CHAIN.step(5).killsPerDay(1);
    double half = closed - CHAIN.step(0.5).killsPerDay(1);
    double quarter = closed - CHAIN.step(0.25).killsPerDay(1);
    assertThat(five / closed).isBetween(0.0, 0.012);
    assertThat(half / quarter).isCloseTo(2, within(0.05));
  }

  /** Suppression acts on the simulated kill rate as it is written: 20,000 kills, 0.7 % each. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.1, 0.03})
  void simulate_suppressed_killsAtTheWantedPartOfTheRate(double f) {
    KillChain.Step step = CHAIN.step(5);
    double rate =
        KillCheck.simulate(
            step, 5, CHAIN.effective(f), 20_000, KeyedStream.of(3, "test.kill." + f));
    assertThat(rate / CHAIN.killsPerDay(1)).isCloseTo(f, within(0.05 * f));
  }

  /** Two T cells on one target at half the hazard hit as often as one: only the sum enters. */
  @Test
  void hits_pooledHazard_dependsOnTheSumAlone() {
    KillChain.Step step = CHAIN.step(5);
    for (int i = 0; i < 1000; i++) {
      double u = i / 1000.0;
      assertThat(step.hits(0.5 + 0.5, u)).isEqualTo(step.hits(1, u));
    }
  }

  /** After one half-life one of two hits is left on average: F = 1/4, 3/4, 1. */
  @Test
  void survivors_oneHalfLife_halves() {
    assertThat(CHAIN.survival(60)).isCloseTo(0.5, within(1e-15));
    assertThat(CHAIN.survivors(2, 60, 0.24)).isZero();
    assertThat(CHAIN.survivors(2, 60, 0.26)).isEqualTo(1);
    assertThat(CHAIN.survivors(2, 60, 0.76)).isEqualTo(2);
    assertThat(CHAIN.survivors(2, 0, 0.0)).isEqualTo(2);
    assertThat(CHAIN.step(60).survivors(2, 0.26)).isEqualTo(1);
    assertThat(CHAIN.step(60).survivors(0, 0.99)).isZero();
  }

  /** MODEL.md, Kill budget: 2,660 · 0.1 · 1/6 · 0.5 · 5.7 = 126. */
  @Test
  void budget_ofTheModel_is126PerDay() {
    assertThat(new KillCheck.Budget(2660, 0.1, 1.0 / 6, 0.5, 5.7).perDay())
        .isCloseTo(126.35, within(0.01));
  }

  @Test
  void constructor_badArguments_throw() {
    assertThatThrownBy(() -> new KillChain(0, 1, 3)).hasMessageContaining("0.0 /h");
    assertThatThrownBy(() -> new KillChain(1, -1, 3)).hasMessageContaining("-1.0 h");
    assertThatThrownBy(() -> new KillChain(1, 1, 0)).hasMessageContaining("found 0");
    assertThatThrownBy(() -> CHAIN.effective(1.0001)).hasMessageContaining("1.0001");
    assertThatThrownBy(() -> CHAIN.effective(-0.1)).hasMessageContaining("-0.1");
    assertThatThrownBy(() -> CHAIN.effective(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> CHAIN.killsPerDay(-1)).hasMessageContaining("-1");
    assertThatThrownBy(() -> CHAIN.step(0)).hasMessageContaining("0.0 min");
    assertThatThrownBy(() -> KillCheck.run(CHAIN, 5, 0, 1)).hasMessageContaining("found 0");
  }
}
