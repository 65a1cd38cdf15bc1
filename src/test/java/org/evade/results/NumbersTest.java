package org.evade.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  // JDK 17 prints 5.6843418860808015E-14 (2^-44) and 1.9999999999999998E23, JDK 25 fewer digits.
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "1, 1",
    "-42, -42",
    "0.1, 0.1",
    "0.3333333333333333, 0.333333333",
    "0.6666666666666666, 0.666666667",
    "-2.5, -2.5",
    "123456789.5, 123456790",
    "123456788.5, 123456788",
    "12345678.96, 12345679",
    "12345678.949, 12345678.9",
    "999999999.5, 1000000000",
    "0.9999999999, 1",
    "9999999996, 10000000000",
    "2e-3, 0.002",
    "2.2250738585072014e-308, 2.22507386e-308",
    "4.9e-324, 4.94065646e-324",
    "1.7976931348623157e308, 1.79769313e308",
    "5.684341886080802e-14, 5.68434189e-14",
    "1e-5, 0.00001",
    "1.5e-6, 1.5e-6",
    "123456789012345, 123456789000000",
    "1e15, 1e15",
    "2e23, 2e23",
    "NaN, ''",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void format_literal_isRoundedToNineDigits(double value, String expected) {
    assertThat(Numbers.format(value)).isEqualTo(expected);
  }

  @Test
  void format_anyNumber_isItsDecimalExpansionRoundedHalfEven() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 30_000; i++) {
      double value =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : (random.nextInt(2_000_000_000) + 0.5) * Math.pow(10, random.nextInt(-9, 3));
      if (!Double.isFinite(value)) {
        continue;
      }
      BigDecimal expected = new BigDecimal(value).round(new MathContext(9, RoundingMode.HALF_EVEN));
      assertThat(new BigDecimal(Numbers.format(value))).isEqualByComparingTo(expected);
    }
  }

  @Test
  void exact_anyNumber_readsBackTheSame() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 3_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "2e-3, 0.002",
    "2e23, 2e23",
    "0.30000000000000004, 0.30000000000000004",
    "191, 191",
    "0.26, 0.26"
  })
  void exact_literal_hasNoMoreDigitsThanNeeded(double value, String expected) {
    assertThat(Numbers.exact(value)).isEqualTo(expected);
  }

  @Test
  void exact_notFinite_isRefused() {
    assertThatThrownBy(() -> Numbers.exact(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
