package org.evade.chart;

import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/** Tick steps of 1, 2 and 5 times the powers of ten, written without regard to the locale. */
final class Ticks {

  private Ticks() {}

  /** Steps from 1e-9 to 1e9. */
  static TickUnits units() {
    TickUnits units = new TickUnits();
    for (int power = -9; power <= 9; power++) {
      String pattern = power < 0 ? "0." + "0".repeat(-power) : "#,##0";
      for (int digit : new int[] {1, 2, 5}) {
        double step = Double.parseDouble(digit + "e" + power);
        units.add(new NumberTickUnit(step, Style.plain(pattern)));
      }
    }
    return units;
  }
}
