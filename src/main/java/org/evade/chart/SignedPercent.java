package org.evade.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.FieldPosition;
import java.util.Locale;

/** Whole numbers with their sign, zero without. */
final class SignedPercent extends DecimalFormat {

  private static final long serialVersionUID = 1L;

  SignedPercent() {
    super("+0;-0", DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  @Override
  public StringBuffer format(double number, StringBuffer target, FieldPosition position) {
    if (Math.abs(number) < 0.5) {
      return target.append('0');
    }
    return super.format(number, target, position);
  }
}
