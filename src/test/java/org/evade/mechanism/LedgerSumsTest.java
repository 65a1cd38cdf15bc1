package org.evade.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/** Shares of what is lost. Budget: 0.1 min. */
class LedgerSumsTest {

  private static final double ROUNDING = 0x1.0p-28;

  private static LedgerSums of(double weight, double... factors) {
    LedgerSums sums = new LedgerSums(factors.length);
    sums.add(weight, factors);
    return sums;
  }

  /**
   * 6 h at factors 0.5 and 0.8: left 2.4 h; the 3.6 h are shared by ln 2 : ln 1.25 = 0.693:0.223.
   */
  @Test
  void add_twoFactors_shareByLogarithms() {
    LedgerSums sums = of(6, 0.5, 1, 0.8);
    assertThat(sums.left()).isCloseTo(2.4, within(ROUNDING));
    double both = FastMath.log(2) + FastMath.log(1.25);
    assertThat(sums.lost(0)).isCloseTo(3.6 * FastMath.log(2) / both, within(ROUNDING));
    assertThat(sums.lost(1)).isZero();
    assertThat(sums.lost(2)).isCloseTo(3.6 * FastMath.log(1.25) / both, within(ROUNDING));
    assertThat(sums.total()).isCloseTo(6, within(ROUNDING));
  }

  @Test
  void add_oneFactorBelowOne_takesEverything() {
    LedgerSums sums = of(5, 1, 0.3, 1, 1);
    assertThat(sums.lost(1)).isCloseTo(3.5, within(ROUNDING));
    assertThat(sums.lost(0) + sums.lost(2) + sums.lost(3)).isZero();
  }

  @Test
  void add_exactZeros_shareEqually() {
    LedgerSums sums = of(9, 0, 1, 0, 0);
    assertThat(sums.left()).isZero();
    for (int cause : new int[] {0, 2, 3}) {
      assertThat(sums.lost(cause)).isCloseTo(3, within(ROUNDING));
    }
  }

  /** A zero counts as 1e-6: beside a factor 0.1 it takes 6 parts in 7. */
  @Test
  void add_zeroBesideAFactor_takesByTheFloor() {
    LedgerSums sums = of(7, 0, 0.1);
    assertThat(sums.lost(0)).isCloseTo(6, within(ROUNDING));
    assertThat(sums.lost(1)).isCloseTo(1, within(ROUNDING));
  }

  @Test
  void add_allOne_losesNothing() {
    LedgerSums sums = of(4, 1, 1);
    assertThat(sums.left()).isEqualTo(4);
    assertThat(sums.lost(0)).isZero();
    assertThat(sums.lost(1)).isZero();
  }

  @Property(tries = 200, seed = "1")
  void add_anyFactors_sharesSumToWhatIsLost(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = 0, max = 1) Double> factors,
      @ForAll @DoubleRange(min = 0, max = 1000) double weight) {
    double[] f = factors.stream().mapToDouble(Double::doubleValue).toArray();
    LedgerSums sums = of(weight, f);
    double product = 1;
    double lost = 0;
    for (int cause = 0; cause < f.length; cause++) {
      product *= f[cause];
      lost += sums.lost(cause);
      assertThat(sums.lost(cause)).isBetween(0.0, weight + ROUNDING);
      if (f[cause] == 1) {
        assertThat(sums.lost(cause)).isZero();
      }
    }
    assertThat(sums.left()).isCloseTo(weight * product, within(ROUNDING));
    assertThat(lost).isCloseTo(weight * (1 - product), within(f.length * ROUNDING));
    assertThat(sums.total()).isCloseTo(weight, within(20 * ROUNDING));
  }

  /** The stronger cause never takes less. */
  @Property(tries = 200, seed = "1")
  void add_anyFactors_smallerTakesMore(
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b) {
    LedgerSums sums = of(1, a, b);
    if (a <= b) {
      assertThat(sums.lost(0)).isGreaterThanOrEqualTo(sums.lost(1));
    } else {
      assertThat(sums.lost(0)).isLessThanOrEqualTo(sums.lost(1));
    }
  }

  @Property(tries = 100, seed = "1")
  void add_anyOrder_hasTheSameBits(
      @ForAll @Size(min = 2, max = 20) List<@DoubleRange(min = 0, max = 1) Double> factors) {
    LedgerSums forward = new LedgerSums(2);
    LedgerSums backward = new LedgerSums(2);
    for (int i = 0; i < factors.size(); i++) {
      double f = factors.get(i);
      double g = factors.get(factors.size() - 1 - i);
      forward.add(f + 1, new double[] {f, 1 - f});
      backward.add(g + 1, new double[] {g, 1 - g});
    }
    assertThat(bytes(forward)).isEqualTo(bytes(backward));
  }

  @Test
  void readState_written_isTheSame() throws IOException {
    LedgerSums sums = of(3, 0.2, 0.7);
    LedgerSums read = new LedgerSums(2);
    read.readState(new DataInputStream(new ByteArrayInputStream(bytes(sums))));
    assertThat(bytes(read)).isEqualTo(bytes(sums));
    read.clear();
    assertThat(read.total()).isZero();
  }

  private static byte[] bytes(LedgerSums sums) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      sums.writeState(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
