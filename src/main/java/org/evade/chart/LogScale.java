package org.evade.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A vertical axis of common logarithms, labeled with the numbers themselves: powers of ten, and 2
 * and 5 times them, or all digits, where less is shown. Data are to be given as {@link #of
 * logarithms}.
 */
final class LogScale extends NumberAxis {

  private static final long serialVersionUID = 1L;

  /** Decades up to which 2 and 5 are labeled too, and up to which every digit is. */
  private static final double FEW = 2.2;

  private static final double ONE = 1;

  private final double from;
  private final double to;

  /**
   * An axis from one value to another.
   *
   * @param label what it shows, with unit
   * @param lowest the value at the lower end, above 0
   * @param highest the value at the upper end, above {@code lowest}
   */
  LogScale(String label, double lowest, double highest) {
    super(label);
    this.from = StrictMath.log10(lowest);
    this.to = StrictMath.log10(highest);
    setRange(from, to);
    Style.dress(this);
  }

  /** Common logarithms; what is below the lowest value, or missing, is NaN. */
  double[] of(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      double log = values[i] > 0 ? StrictMath.log10(values[i]) : Double.NaN;
      logs[i] = log >= from ? log : Double.NaN;
    }
    return logs;
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    double decades = to - from;
    for (int decade = (int) StrictMath.floor(from); decade <= to; decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double at = decade + StrictMath.log10(digit);
        if (at < from || at > to) {
          continue;
        }
        boolean major =
            digit == 1 || decades <= ONE || (decades <= FEW && (digit == 2 || digit == 5));
        double value = digit * StrictMath.pow(10, decade);
        ticks.add(
            new NumberTick(
                major ? TickType.MAJOR : TickType.MINOR,
                at,
                major ? Style.plain("#,##0.######").format(value) : "",
                TextAnchor.CENTER_RIGHT,
                TextAnchor.CENTER_RIGHT,
                0));
      }
    }
    return ticks;
  }
}
