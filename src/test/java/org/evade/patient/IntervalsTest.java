package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The intervals that the studies report, against tables and hand arithmetic. */
class IntervalsTest {

  /** With 0 of 8 the upper end u has (1 − u)^8 = 0.025: 1 − 0.025^(1/8) = 0.36942. */
  @Test
  void share_noneOrAll_endsAtTheExactBinomialBound() {
    assertThat(Intervals.share(0, 8))
        .isEqualTo(new Intervals(8, 0, 0, Intervals.share(0, 8).high()));
    assertThat(Intervals.share(0, 8).high()).isCloseTo(0.36942, within(1e-5));
    assertThat(Intervals.share(8, 8).low()).isCloseTo(1 - 0.36942, within(1e-5));
    assertThat(Intervals.share(8, 8).high()).isEqualTo(1);
  }

  /** t(0.95, 4) = 2.13185; the variance of 1 to 5 is 2.5: 3 ± 2.13185·sqrt(2.5/5). */
  @Test
  void mean90_oneToFive_isStudents() {
    Intervals mean = Intervals.mean90(1, 2, 3, 4, 5);
    assertThat(mean.value()).isEqualTo(3);
    assertThat(mean.high()).isCloseTo(3 + 1.50744, within(1e-4));
    assertThat(mean.low()).isCloseTo(3 - 1.50744, within(1e-4));
  }

  /** At 30 values t(0.95, 29) = 1.69913, and 1.69913·0.16/sqrt(30) = 0.04963; at 29, 0.05054. */
  @Test
  void needed_atADeviation_isTheFewestThatAreNarrowEnough() {
    assertThat(Intervals.needed(0.16, 0.05)).isEqualTo(30);
  }

  /**
   * Of 1 to 9, a bootstrap median is below 3 when five or more of nine draws are 1 or 2:
   * Binomial(9, 2/9) gives 0.0304 for that, and 0.0014 for below 2: the 2.5 % point is 2.
   */
  @Test
  void median95_oneToNine_isTheBootstrapsPercentiles() {
    assertThat(Intervals.median95(1, 2, 3, 4, 5, 6, 7, 8, 9)).isEqualTo(new Intervals(9, 5, 2, 8));
  }
}
