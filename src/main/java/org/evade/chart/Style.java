package org.evade.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The look all charts share. */
final class Style {

  static final int WIDTH = 900;
  static final int HEIGHT = 600;

  /** Height of each panel beyond the fourth. */
  static final int MORE = 130;

  static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 17);
  static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

  static final BasicStroke LINE =
      new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  /** Below a line of a pale color, so that it shows on white. */
  static final BasicStroke EDGE =
      new BasicStroke(3.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  static final BasicStroke DASHED =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {6f, 4f}, 0f);
  static final BasicStroke DOTTED =
      new BasicStroke(
          1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1f, new float[] {2f, 3f}, 0f);
  static final BasicStroke THIN = new BasicStroke(1f);

  /** Part of the days left free on either side, so that marks on the first and last day show. */
  private static final double MARGIN = 0.012;

  private static final double[] DAY_STEPS = {1, 2, 7, 14, 28, 56, 84, 168, 336, 672};

  private Style() {}

  /**
   * The axis of days, from a little before the first to a little after the last, ticked by weeks.
   */
  static NumberAxis days(double first, double last, boolean treated) {
    double from = Math.min(first, last);
    double to = last > from ? last : from + 1;
    NumberAxis axis = new NumberAxis(treated ? "Time since first dose (days)" : "Time (days)");
    axis.setAutoRangeIncludesZero(false);
    double margin = MARGIN * (to - from);
    axis.setRange(from - margin, to + margin);
    double step = DAY_STEPS[DAY_STEPS.length - 1];
    for (int i = DAY_STEPS.length - 1; i >= 0; i--) {
      if ((to - from) / DAY_STEPS[i] <= 16) {
        step = DAY_STEPS[i];
      }
    }
    axis.setTickUnit(new NumberTickUnit(step, plain("0"), 0));
    dress(axis);
    return axis;
  }

  static NumberAxis numbers(String label) {
    NumberAxis axis = new NumberAxis(label);
    axis.setNumberFormatOverride(plain("#,##0.######"));
    dress(axis);
    return axis;
  }

  /** An axis from 0 to a little above the largest value. */
  static NumberAxis fromZero(String label, double largest) {
    NumberAxis axis = numbers(label);
    axis.setRange(0, largest > 0 ? largest * 1.06 : 1);
    return axis;
  }

  /** An axis from 0 to 100. */
  static NumberAxis percent(String label, double step) {
    NumberAxis axis = numbers(label);
    axis.setRange(0, 100);
    axis.setTickUnit(new NumberTickUnit(step, plain("0")));
    return axis;
  }

  static void dress(ValueAxis axis) {
    axis.setLabelFont(LABEL);
    axis.setTickLabelFont(TICK);
    axis.setLabelPaint(Palette.INK);
    axis.setTickLabelPaint(Palette.INK);
    axis.setAxisLinePaint(Palette.INK);
    axis.setTickMarkPaint(Palette.INK);
  }

  /** A plot without data, its domain axis that of the figure. */
  static XYPlot plot(ValueAxis range) {
    XYPlot plot = new XYPlot(new XYSeriesCollection(), null, range, lines());
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(THIN);
    plot.setRangeGridlineStroke(THIN);
    plot.setOutlinePaint(Palette.INK);
    plot.setOutlineStroke(THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    return plot;
  }

  static XYLineAndShapeRenderer lines() {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
    renderer.setDrawSeriesLineAsPath(true);
    return renderer;
  }

  /** Adds a line to a plot; missing values leave a gap. */
  static void line(
      XYPlot plot, String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = new XYSeries(name, false, true);
    for (int i = 0; i < x.length; i++) {
      series.add(x[i], Double.isFinite(y[i]) ? y[i] : Double.NaN);
    }
    int index = plot.getDataset(0).getSeriesCount();
    ((XYSeriesCollection) plot.getDataset(0)).addSeries(series);
    plot.getRenderer().setSeriesPaint(index, color);
    plot.getRenderer().setSeriesStroke(index, stroke);
  }

  /** Panels over one axis of days, with one legend below. */
  static JFreeChart chart(
      String title,
      String subtitle,
      NumberAxis days,
      List<XYPlot> panels,
      List<Integer> weights,
      LegendItemCollection legend) {
    CombinedDomainXYPlot plot = new CombinedDomainXYPlot(days);
    plot.setGap(12);
    for (int i = 0; i < panels.size(); i++) {
      plot.add(panels.get(i), weights.get(i));
    }
    plot.setFixedLegendItems(legend);
    JFreeChart chart = new JFreeChart(null, TITLE, plot, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 12, 8, 22));
    TextTitle head = new TextTitle(title, TITLE);
    head.setPaint(Palette.INK);
    head.setHorizontalAlignment(HorizontalAlignment.LEFT);
    chart.setTitle(head);
    TextTitle below = new TextTitle(subtitle, SUBTITLE);
    below.setPaint(new Color(0x555555));
    below.setHorizontalAlignment(HorizontalAlignment.LEFT);
    below.setTextAlignment(HorizontalAlignment.LEFT);
    below.setPadding(0, 0, 6, 0);
    chart.addSubtitle(below);
    LegendTitle key = new LegendTitle(plot);
    key.setItemFont(TICK);
    key.setItemPaint(Palette.INK);
    key.setPosition(RectangleEdge.BOTTOM);
    key.setFrame(BlockBorder.NONE);
    key.setMargin(4, 0, 0, 0);
    key.setItemLabelPadding(new RectangleInsets(1, 3, 1, 10));
    key.setBackgroundPaint(Color.WHITE);
    chart.addLegend(key);
    return chart;
  }

  /** A chart as a figure, taller if it has more than four panels. */
  static Figure figure(String name, JFreeChart chart) {
    int panels = ((CombinedDomainXYPlot) chart.getPlot()).getSubplots().size();
    return new Figure(name, WIDTH, HEIGHT + MORE * Math.max(0, panels - 4), chart::draw);
  }

  static LegendItem area(String label, Color color) {
    Shape box = new Rectangle2D.Double(-7, -5, 14, 10);
    return new LegendItem(label, null, null, null, box, color, THIN, Palette.shade(color, 0.82));
  }

  /** A box hatched from the lower left to the upper right. */
  static LegendItem hatched(String label, Color color) {
    Path2D hatch = new Path2D.Double();
    for (double sum = -10; sum <= 10; sum += 5) {
      double from = Math.max(-7, sum - 5);
      double to = Math.min(7, sum + 5);
      hatch.moveTo(from, sum - from);
      hatch.lineTo(to, sum - to);
    }
    Shape box = new Rectangle2D.Double(-7, -5, 14, 10);
    return new LegendItem(
        label, null, null, null, true, box, false, color, true, color, THIN, true, hatch, THIN,
        color);
  }

  static LegendItem stroke(String label, Color color, BasicStroke stroke) {
    return new LegendItem(label, null, null, null, new Line2D.Double(-13, 0, 13, 0), stroke, color);
  }

  static LegendItem dot(String label, Color color) {
    Shape dot = new Ellipse2D.Double(-4, -4, 8, 8);
    return new LegendItem(label, null, null, null, dot, color, THIN, Palette.INK);
  }

  /** A number format that does not depend on the locale. */
  static NumberFormat plain(String pattern) {
    return new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
  }
}
