package org.evade.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * Areas between two lines each, in a plot's own coordinates: stacked shares, fish plots, shades.
 * Where a line is NaN there is a gap, from half of the way to it on.
 */
final class Bands extends AbstractXYAnnotation {

  private static final long serialVersionUID = 1L;

  private final transient double[] x;
  private final transient List<Band> bands;
  private final Look look;

  /**
   * Bands over common x values.
   *
   * @param x ascending
   * @param bands drawn in this order
   * @param look how they are drawn
   */
  Bands(double[] x, List<Band> bands, Look look) {
    this.x = x.clone();
    this.bands = List.copyOf(bands);
    this.look = look;
  }

  /** How bands are drawn. */
  enum Look {
    /** Areas without an edge. */
    PLAIN,
    /** Areas with a thin edge of their color, darker. */
    EDGED,
    /** The edge alone. */
    EDGE
  }

  /** An area from one line to another, one value per x, never crossing. */
  static final class Band {

    final String name;
    final Color color;
    final double[] lower;
    final double[] upper;

    Band(String name, Color color, double[] lower, double[] upper) {
      this.name = name;
      this.color = color;
      this.lower = lower;
      this.upper = upper;
    }
  }

  @Override
  public void draw(
      Graphics2D graphics,
      XYPlot plot,
      Rectangle2D area,
      ValueAxis domain,
      ValueAxis range,
      int rendererIndex,
      PlotRenderingInfo info) {
    RectangleEdge across = plot.getDomainAxisEdge();
    RectangleEdge up = plot.getRangeAxisEdge();
    for (Band band : bands) {
      for (int from = 0; from < x.length; ) {
        int to = from;
        while (to < x.length && height(band, to) > 0) {
          to++;
        }
        if (to > from) {
          // One step on either side, where the band is a point; half a step into a gap.
          int first = Math.max(from - 1, 0);
          int last = Math.min(to, x.length - 1);
          int start = gap(band, first) ? from : first;
          int end = gap(band, last) ? to - 1 : last;
          Path2D path = new Path2D.Double();
          for (int i = first; i <= last; i++) {
            int of = Math.min(Math.max(i, start), end);
            double px = domain.valueToJava2D((x[i] + x[of]) / 2, area, across);
            double py = range.valueToJava2D(band.upper[of], area, up);
            if (i == first) {
              path.moveTo(px, py);
            } else {
              path.lineTo(px, py);
            }
          }
          for (int i = last; i >= first; i--) {
            int of = Math.min(Math.max(i, start), end);
            path.lineTo(
                domain.valueToJava2D((x[i] + x[of]) / 2, area, across),
                range.valueToJava2D(band.lower[of], area, up));
          }
          path.closePath();
          paint(graphics, band.color, path);
        }
        from = to + 1;
      }
    }
  }

  private void paint(Graphics2D graphics, Color color, Path2D path) {
    if (look != Look.EDGE) {
      graphics.setPaint(color);
      graphics.fill(path);
    }
    if (color.getAlpha() == 255) {
      // An edge of the same color covers the seam that smoothing leaves between neighbors.
      graphics.setStroke(new BasicStroke(0.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
      graphics.setPaint(look == Look.PLAIN ? color : Palette.shade(color, 0.75));
      graphics.draw(path);
    }
  }

  private static boolean gap(Band band, int i) {
    return Double.isNaN(height(band, i));
  }

  private static double height(Band band, int i) {
    return band.upper[i] - band.lower[i];
  }
}
