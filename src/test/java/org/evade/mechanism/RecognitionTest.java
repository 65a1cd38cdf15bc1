package org.evade.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Recognition by MHC-I and shares. Budget: 0.1 min. */
class RecognitionTest {

  /** g(m) = m (1 + h)/(m + h): with h = 0.3, g(0.3) = 0.3·1.3/0.6 = 0.65. */
  @Test
  void ofMhc_handArithmetic_isMet() {
    assertThat(Recognition.ofMhc(0.3, 0.3)).isCloseTo(0.65, within(1e-12));
    assertThat(Recognition.ofMhc(0, 0.3)).isZero();
    assertThat(Recognition.ofMhc(1, 0.3)).isCloseTo(1, within(1e-15));
  }

  @Property(tries = 300, seed = "1")
  void ofMhc_any_risesBetweenMhcAndOne(
      @ForAll @DoubleRange(min = 0, max = 1) double mhc,
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @DoubleRange(min = 0.01, max = 10) double half) {
    double g = Recognition.ofMhc(mhc, half);
    assertThat(g).isBetween(mhc - 1e-12, 1 + 1e-12);
    assertThat(Recognition.ofMhc(mhc * part, half)).isLessThanOrEqualTo(g);
  }

  @Test
  void share_parts_areCappedAndSafeAtZero() {
    assertThat(Recognition.share(1, 4)).isEqualTo(0.25);
    assertThat(Recognition.share(5, 4)).isEqualTo(1);
    assertThat(Recognition.share(0, 0)).isEqualTo(1);
    assertThat(Recognition.share(0, 4)).isZero();
  }

  @Property(tries = 200, seed = "1")
  void share_any_isAShare(
      @ForAll @DoubleRange(min = 0, max = 1) double part,
      @ForAll @DoubleRange(min = 0, max = 1) double whole) {
    assertThat(Recognition.share(part, whole)).isBetween(0.0, 1.0);
  }
}
