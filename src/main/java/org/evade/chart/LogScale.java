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
 * A vertical axis of common logarithms, labeled with the numbers themselves. It begins and ends at
 * 1, 2 or 5 times a power of ten, labels these where it spans few decades, else the powers of ten,
 * and has a mark at every digit between. Data are to be given as {@link #of logarithms}.
 */
final class LogScale extends NumberAxis {

  private static final long serialVersionUID = 1L;

  /** Decades up to which 2 and 5 times a power of ten are labeled too. */
  private static final double FEW = 3;

  /** Part of the axis left free above the highest label, so that a line there shows. */
  private static final double ABOVE = 0.03;

  /** What a logarithm may be off by rounding. */
  private static final double EXACT = 1e-9;

  private final double from;
  private final double to;

  /**
   * An axis that holds two values.
   *
   * @param label what it shows, with unit
   * @param lowest a value above 0; the axis begins at it or below
   * @param highest a value above {@code lowest}; the axis ends at it or above
   */
  LogScale(String label, double lowest, double highest) {
    super(label);
    double least = StrictMath.log10(lowest);
    double most = StrictMath.log10(highest);
    double below = StrictMath.floor(least - 1);
    double above = StrictMath.ceil(most + 1);
    for (int decade = (int) below; decade <= above; decade++) {
      for (int digit : new int[] {1, 2, 5}) {
        double at = decade + StrictMath.log10(digit);
        below = at <= least + EXACT ? Math.max(below, at) : below;
        above = at >= most - EXACT ? Math.min(above, at) : above;
      }
    }
    this.from = below;
    this.to = above;
    setRange(from, to + ABOVE * (to - from));
    Style.dress(this);
    setMinorTickMarksVisible(true);
  }

  /** The value at the foot of the axis. */
  double foot() {
    return StrictMath.pow(10, from);
  }

  /** Common logarithms; what is below the foot, or missing, is NaN. */
  double[] of(double[] values) {
    double[] logs = new double[values.length];
    for (int i = 0; i < logs.length; i++) {
      double log = values[i] > 0 ? StrictMath.log10(values[i]) : Double.NaN;
      logs[i] = log >= from - EXACT ? log : Double.NaN;
    }
    return logs;
  }

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D graphics, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    for (int decade = (int) StrictMath.floor(from); decade <= to + EXACT; decade++) {
      for (int digit = 1; digit <= 9; digit++) {
        double at = decade + StrictMath.log10(digit);
        if (at < from - EXACT || at > to + EXACT) {
          continue;
        }
        boolean major = digit == 1 || (to - from <= FEW + EXACT && (digit == 2 || digit == 5));
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
