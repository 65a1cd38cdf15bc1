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
 * and 5 times them where few decades are shown. Data are to be given as {@link #of logarithms}.
 */
final class LogScale extends NumberAxis {

  private static final long serialVersionUID = 1L;

  private final int from;
  private final int to;

  /**
   * An axis over whole decades.
   *
   * @param label what it shows, with unit
   * @param from exponent of the lowest value
   * @param to exponent of the highest value, above {@code from}
   */
  LogScale(String label, int from, int to) {
    super(label);
    this.from = from;
    this.to = to;
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
    boolean few = to - from <= 2;
    for (int decade = from; decade <= to; decade++) {
      for (int digit = 1; digit <= (decade == to ? 1 : 9); digit++) {
        boolean major = digit == 1 || (few && (digit == 2 || digit == 5));
        double value = digit * StrictMath.pow(10, decade);
        ticks.add(
            new NumberTick(
                major ? TickType.MAJOR : TickType.MINOR,
                decade + StrictMath.log10(digit),
                major ? Style.plain("#,##0.######").format(value) : "",
                TextAnchor.CENTER_RIGHT,
                TextAnchor.CENTER_RIGHT,
                0));
      }
    }
    return ticks;
  }
}
