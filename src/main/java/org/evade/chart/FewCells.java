package org.evade.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;

/**
 * The days on which the living tumor cells are so few that shares of them are those of chance.
 * Every chart of such shares grays them in the same way: paled, hatched and named in the legend.
 */
final class FewCells {

  /** Living tumor cells under which shares of them are those of chance. */
  static final int LEAST = 20;

  /** What the legend calls these days. */
  static final String LABEL = "fewer than " + LEAST + " tumor cells";

  /** Color of the hatching. */
  static final Color GRAY = new Color(0x8A8A8A);

  private final Set<Double> days = new TreeSet<>();
  private final List<Span> spans = new ArrayList<>();

  private FewCells(double[] day, double[] cells) {
    for (int i = 0; i < day.length; i++) {
      if (!(cells[i] < LEAST)) {
        continue;
      }
      days.add(day[i]);
      double from = i > 0 ? (day[i - 1] + day[i]) / 2 : day[i];
      double to = i + 1 < day.length ? (day[i] + day[i + 1]) / 2 : day[i];
      Span before = spans.isEmpty() ? null : spans.get(spans.size() - 1);
      if (before != null && before.to == from) {
        spans.set(spans.size() - 1, new Span(before.from, to));
      } else {
        spans.add(new Span(from, to));
      }
    }
  }

  /**
   * A span of days, each with half of the way to its neighbors.
   *
   * @param from its beginning, days
   * @param to its end, days
   */
  record Span(double from, double to) {}

  /** The days of few living tumor cells in a run's time series; none without a time series. */
  static FewCells of(Run run) {
    Optional<Table> series = run.table("timeseries");
    return series
        .map(table -> new FewCells(table.numbers("day"), table.numbers("tumor_cells")))
        .orElseGet(() -> new FewCells(new double[0], new double[0]));
  }

  boolean isEmpty() {
    return spans.isEmpty();
  }

  /** The days themselves. */
  Set<Double> days() {
    return Set.copyOf(days);
  }

  /** The days joined to spans, ascending. */
  List<Span> spans() {
    return List.copyOf(spans);
  }

  /** Grays the spans over what a plot shows so far. */
  void mark(XYPlot plot) {
    if (!isEmpty()) {
      plot.addAnnotation(new Veil(spans));
    }
  }

  /** Adds the entry that tells what is gray, if anything is. */
  void explain(LegendItemCollection legend) {
    if (!isEmpty()) {
      legend.add(Style.hatched(LABEL, GRAY));
    }
  }

  /** Pales spans over the whole height and hatches them. */
  static final class Veil extends AbstractXYAnnotation {

    private static final long serialVersionUID = 1L;
    private static final Color PALE = Palette.alpha(new Color(0xEDEDED), 185);
    private static final BasicStroke HATCH =
        new BasicStroke(0.7f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

    /** Points between two lines of the hatching, along an axis. */
    private static final double GAP = 8;

    private final transient List<Span> spans;

    private Veil(List<Span> spans) {
      this.spans = List.copyOf(spans);
    }

    /** The spans it grays. */
    List<Span> spans() {
      return spans;
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
      for (Span span : spans) {
        double left = domain.valueToJava2D(span.from, area, plot.getDomainAxisEdge());
        double right = domain.valueToJava2D(span.to, area, plot.getDomainAxisEdge());
        Rectangle2D box =
            new Rectangle2D.Double(left, area.getMinY(), right - left, area.getHeight());
        graphics.setPaint(PALE);
        graphics.fill(box);
        graphics.setPaint(GRAY);
        graphics.setStroke(HATCH);
        // Lines x + y = sum, at the same places whatever the span.
        double first = Math.ceil((box.getMinX() + box.getMinY()) / GAP) * GAP;
        for (double sum = first; sum < box.getMaxX() + box.getMaxY(); sum += GAP) {
          double from = Math.max(box.getMinX(), sum - box.getMaxY());
          double to = Math.min(box.getMaxX(), sum - box.getMinY());
          graphics.draw(new Line2D.Double(from, sum - from, to, sum - to));
        }
      }
    }
  }
}
