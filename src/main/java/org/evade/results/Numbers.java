package org.evade.results;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text, the same on every JDK and in every locale. {@link Double#toString(double)} is
 * not used: its digits changed in JDK 19.
 */
public final class Numbers {

  /** Significant digits of a table's number. */
  public static final int DIGITS = 9;

  private static final MathContext NINE = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  /** Powers of ten that a double holds exactly. */
  private static final double[] TEN = new double[23];

  static {
    for (int i = 0; i < TEN.length; i++) {
      TEN[i] = BigDecimal.TEN.pow(i).doubleValue();
    }
  }

  private Numbers() {}

  /**
   * Writes a number with nine significant digits, trailing zeros dropped: {@code 0.1}, {@code
   * 0.333333333}, {@code 12500}, {@code 1.5e-12}. Plain from 1e-5 up to 1e15, else with an
   * exponent.
   *
   * @param value any number; NaN, which stands for missing, gives the empty string
   */
  public static String format(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    if (size < 1e9 && size == Math.rint(size)) {
      return Long.toString((long) value);
    }
    // Floor of the decimal logarithm from the binary exponent, off by one at most.
    int exponent = (int) Math.floor(Math.getExponent(size) * 0.30102999566398120);
    int shift = DIGITS - 1 - exponent;
    if (shift >= -20 && shift <= 20) {
      double scaled = scale(size, shift);
      if (scaled >= 1e9) {
        exponent++;
        scaled = scale(size, --shift);
      }
      double whole = Math.floor(scaled);
      double rest = scaled - whole;
      // Scaling is off by at most 1e-7: away from the tie the rounding is certain.
      if (scaled >= 1e8 && scaled < 999_999_999 && Math.abs(rest - 0.5) > 1e-5) {
        long digits = (long) whole + (rest > 0.5 ? 1 : 0);
        return write(value < 0, digits, exponent - DIGITS + 1);
      }
    }
    return write(new BigDecimal(value).round(NINE));
  }

  /**
   * Writes a number with as few digits as read back to the same double.
   *
   * @param value a finite number
   * @throws IllegalArgumentException if the number is not finite
   */
  public static String exact(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("not a finite number: " + value);
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal all = new BigDecimal(value);
    for (int digits = 1; digits < 17; digits++) {
      BigDecimal rounded = all.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (rounded.doubleValue() == value) {
        return write(rounded);
      }
    }
    return write(all.round(new MathContext(17, RoundingMode.HALF_EVEN)));
  }

  private static double scale(double size, int shift) {
    return shift >= 0 ? size * TEN[shift] : size / TEN[-shift];
  }

  private static String write(BigDecimal rounded) {
    return write(
        rounded.signum() < 0, rounded.unscaledValue().abs().longValueExact(), -rounded.scale());
  }

  /** Writes digits·10^power. */
  private static String write(boolean negative, long digits, int power) {
    long significant = digits;
    int tens = power;
    while (significant % 10 == 0) {
      significant /= 10;
      tens++;
    }
    String text = Long.toString(significant);
    int exponent = text.length() - 1 + tens;
    StringBuilder out = new StringBuilder(24);
    if (negative) {
      out.append('-');
    }
    if (exponent < -5 || exponent >= 15) {
      out.append(text.charAt(0));
      if (text.length() > 1) {
        out.append('.').append(text, 1, text.length());
      }
      return out.append('e').append(exponent).toString();
    }
    if (exponent < 0) {
      return out.append("0.").append("0".repeat(-exponent - 1)).append(text).toString();
    }
    if (tens >= 0) {
      return out.append(text).append("0".repeat(tens)).toString();
    }
    return out.append(text, 0, exponent + 1)
        .append('.')
        .append(text, exponent + 1, text.length())
        .toString();
  }
}
