package org.evade.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.ui.RectangleEdge;

/** Spatial maps: one picture a quantity, its panels the snapshots side by side on one scale. */
final class MapCharts {

  private static final Set<String> NO_FIELD =
      Set.of(
          "x_um",
          "y_um",
          "z_um",
          "day",
          "cell",
          "clone",
          "genotype",
          "pdl1",
          "visibility",
          "cd8",
          "treg",
          "mdsc",
          "vessel",
          "ecm");

  /** What is drawn as a dot over what else is in the voxel. */
  private static final Map<String, Color> LEUKOCYTES = leukocytes();

  private static final Color NO_VALUE = new Color(0xE4E6EA);
  private static final Color STROMA = Color.WHITE;

  /** Pixels of the longer edge of a plane's picture, about; more than are printed. */
  private static final int PICTURE = 1280;

  /** Radius of the dot of a leukocyte, of the edge of its voxel. */
  private static final double DOT = 0.4;

  /** How labels of snapshots taken by interval begin. */
  private static final String DATED = "day-";

  private static final int MOST_SNAPSHOTS = 6;
  private static final int MOST_COLUMNS = 3;
  private static final double WIDEST = 420;

  /** Share of the values that a heat map's color scale spans if the highest ones are far above. */
  private static final double SPANNED = 0.995;

  /** From how many times the spanned value on the highest one is far above it. */
  private static final double FAR = 1.25;

  private static final int MARGIN = 20;
  private static final int TOP = 86;
  private static final int BAR = 86;
  private static final int GAP = 14;
  private static final int CAPTION = 26;
  private static final int KEY_LINE = 18;
  private static final int ARROW = 20;

  private MapCharts() {}

  private static Map<String, Color> leukocytes() {
    Map<String, Color> dots = new LinkedHashMap<>();
    dots.put("CD8 T cell", Palette.CD8);
    dots.put("Treg", Palette.TREG);
    dots.put("MDSC", Palette.MDSC);
    return dots;
  }

  /** All maps of a run; none if it has no snapshot. */
  static List<Figure> figures(Run run) {
    List<Slice> slices = slices(run.source());
    if (slices.isEmpty()) {
      return List.of();
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(cells(run, slices, "map-cells", "Cells"));
    snapshots(run).ifPresent(figures::add);
    if (slices.get(0).has("pdl1")) {
      figures.add(
          heat(
              run,
              slices,
              "pdl1",
              "PD-L1 on tumor cells, relative to the default density",
              "",
              true));
    }
    if (slices.get(0).has("visibility")) {
      figures.add(
          heat(run, slices, "visibility", "Visibility of tumor cells to CD8, 0 to 1", "", true));
    }
    for (String column : slices.get(0).columns()) {
      if (!NO_FIELD.contains(column)) {
        Optional<SeriesSource.Quantity> quantity = run.source().quantity("map", column);
        String name = quantity.map(SeriesSource.Quantity::meaning).orElse(column);
        String unit = quantity.map(SeriesSource.Quantity::unit).orElse("");
        figures.add(heat(run, slices, column, name, unit.equals("1") ? "" : unit, false));
      }
    }
    return figures;
  }

  /** Baseline, lowest scan and end, as far as there are any; one panel for those of one day. */
  private static List<Slice> slices(SeriesSource source) {
    List<Slice> slices = new ArrayList<>();
    for (String label : List.of("baseline", "nadir", "end")) {
      slice(source, label)
          .ifPresent(
              slice -> {
                Slice before = slices.isEmpty() ? slice : slices.get(slices.size() - 1);
                if (before != slice && before.day == slice.day) {
                  slices.set(slices.size() - 1, slice.called(before.label + "+" + label));
                } else {
                  slices.add(slice);
                }
              });
    }
    return slices;
  }

  private static Optional<Slice> slice(SeriesSource source, String label) {
    return source.map(label).filter(map -> map.rows() > 0).map(map -> Slice.of(label, map));
  }

  /** The snapshots that the scenario asks for by interval; of more than six, six spread evenly. */
  private static Optional<Figure> snapshots(Run run) {
    List<String> labels =
        run.source().maps().stream().filter(label -> label.startsWith(DATED)).toList();
    int shown = Math.min(MOST_SNAPSHOTS, labels.size());
    List<Slice> slices = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      int at = shown == 1 ? 0 : (int) Math.round(i * (labels.size() - 1.0) / (shown - 1));
      slice(run.source(), labels.get(at)).ifPresent(slices::add);
    }
    if (slices.isEmpty()) {
      return Optional.empty();
    }
    String title =
        labels.size() > shown ? "Cells, " + shown + " of " + labels.size() + " snapshots" : "Cells";
    return Optional.of(cells(run, slices, "map-cells-snapshots", title));
  }

  private static Figure cells(Run run, List<Slice> slices, String file, String title) {
    Map<String, Color> legend = new LinkedHashMap<>();
    Set<Color> drawn = new HashSet<>();
    TreeSet<String> genotypes = new TreeSet<>();
    List<BufferedImage> images = new ArrayList<>();
    for (Slice slice : slices) {
      String[] cell = slice.text("cell");
      String[] genotype = slice.text("genotype");
      double[] cd8 = slice.numbers("cd8");
      double[] treg = slice.numbers("treg");
      double[] mdsc = slice.numbers("mdsc");
      double[] vessel = slice.numbers("vessel");
      double[] ecm = slice.numbers("ecm");
      Color[] colors = new Color[cell.length];
      Color[] dots = new Color[cell.length];
      for (int i = 0; i < colors.length; i++) {
        dots[i] =
            cd8[i] > 0
                ? Palette.CD8
                : treg[i] > 0 ? Palette.TREG : mdsc[i] > 0 ? Palette.MDSC : null;
        if (cell[i].equals("tumor")) {
          genotypes.add(genotype[i]);
          colors[i] = run.palette().of(genotype[i]);
        } else if (cell[i].equals("debris")) {
          colors[i] = Palette.DEBRIS;
        } else if (vessel[i] > 0) {
          colors[i] = Palette.VESSEL;
        } else {
          colors[i] = ecm[i] > 0.5 ? Palette.DENSE_MATRIX : STROMA;
        }
        drawn.add(colors[i]);
        drawn.add(dots[i]);
      }
      images.add(image(slice, colors, dots));
    }
    if (genotypes.remove("none")) {
      legend.put("tumor, sensitive", run.palette().of("none"));
    }
    for (String genotype : genotypes) {
      legend.put("tumor, " + genotype.replace("+", " + "), run.palette().of(genotype));
    }
    Map<String, Color> others = new LinkedHashMap<>();
    others.put("debris", Palette.DEBRIS);
    others.put("vessel", Palette.VESSEL);
    others.put("stroma, dense matrix", Palette.DENSE_MATRIX);
    others.put("stroma", STROMA);
    others.putAll(LEUKOCYTES);
    others.values().retainAll(drawn);
    legend.putAll(others);
    double width = Style.WIDTH - 2 * MARGIN;
    double foot = bottom(slices, width);
    return new Figure(
        file,
        Style.WIDTH,
        (int) Math.ceil(foot) + 34 + KEY_LINE * keyLines(legend, MARGIN),
        (graphics, area) -> {
          head(
              graphics,
              title,
              "; dots: leukocytes, of several in a voxel CD8 before Treg before MDSC",
              run,
              slices);
          panels(graphics, run, slices, images, width);
          key(graphics, legend, MARGIN, foot + 34);
        });
  }

  private static Figure heat(
      Run run, List<Slice> slices, String column, String name, String unit, boolean tumorOnly) {
    double lowest = Double.POSITIVE_INFINITY;
    List<double[]> planes = new ArrayList<>();
    for (Slice slice : slices) {
      double[] plane = slice.numbers(column);
      if (tumorOnly) {
        String[] cell = slice.text("cell");
        for (int i = 0; i < plane.length; i++) {
          plane[i] = cell[i].equals("tumor") ? plane[i] : Double.NaN;
        }
      }
      for (double value : plane) {
        if (Double.isFinite(value)) {
          lowest = Math.min(lowest, value);
        }
      }
      planes.add(plane);
    }
    double[] values =
        planes.stream()
            .flatMapToDouble(DoubleStream::of)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    double highest = values.length == 0 ? Double.NaN : values[values.length - 1];
    // Where a few voxels are far above all others they would take the scale for themselves.
    double spanned = values.length == 0 ? 0 : values[(int) (SPANNED * (values.length - 1))];
    boolean above = spanned > 0 && highest > FAR * spanned;
    // From zero, so that a color means an amount; a unit range where there is no variation.
    double from = lowest < 0 ? lowest : 0;
    boolean unitRange = column.equals("visibility") || !(highest > from);
    boolean clipped = above && !unitRange;
    double to = unitRange ? from + 1 : clipped ? spanned : highest;
    List<BufferedImage> images = new ArrayList<>();
    for (int s = 0; s < slices.size(); s++) {
      double[] plane = planes.get(s);
      Color[] colors = new Color[plane.length];
      for (int i = 0; i < colors.length; i++) {
        colors[i] =
            Double.isFinite(plane[i]) ? Palette.viridis((plane[i] - from) / (to - from)) : NO_VALUE;
      }
      images.add(image(slices.get(s), colors, new Color[colors.length]));
    }
    double width = Style.WIDTH - 2 * MARGIN - BAR;
    double foot = bottom(slices, width);
    String scale =
        "; linear scale"
            + (clipped
                ? " up to the 99.5th percentile, highest value "
                    + Style.plain(highest < 10 ? "0.###" : "#,##0").format(highest)
                : "");
    return new Figure(
        "map-" + column.replace('_', '-'),
        Style.WIDTH,
        (int) Math.ceil(foot) + 36,
        (graphics, area) -> {
          head(graphics, unit.isEmpty() ? name : name + " (" + unit + ")", scale, run, slices);
          double right = panels(graphics, run, slices, images, width);
          bar(graphics, from, to, unit, right, foot, clipped);
          if (tumorOnly) {
            key(graphics, Map.of("no tumor cell", NO_VALUE), MARGIN + 290, foot + 12);
          }
        });
  }

  private static void head(
      Graphics2D graphics, String title, String more, Run run, List<Slice> slices) {
    graphics.setColor(Palette.INK);
    graphics.setFont(Style.TITLE);
    graphics.drawString(title, MARGIN, 28);
    graphics.setFont(Style.SUBTITLE);
    graphics.setColor(new Color(0x555555));
    double depth = slices.get(0).depth;
    String slice =
        Double.isNaN(depth) ? "" : "; middle slice, " + Style.plain("0").format(depth) + " µm deep";
    graphics.drawString(run.title() + slice + more, MARGIN, 48);
  }

  private static double edge(List<Slice> slices, double width) {
    int columns = Math.min(slices.size(), MOST_COLUMNS);
    return Math.min(WIDEST, (width - GAP * (columns - 1)) / columns);
  }

  /** The upper end of a row of panels. */
  private static double top(List<Slice> slices, double width, int row) {
    Slice first = slices.get(0);
    double height = edge(slices, width) * first.height / Math.max(first.width, first.height);
    return TOP + row * (height + CAPTION);
  }

  /** Where the last row of panels ends. */
  private static double bottom(List<Slice> slices, double width) {
    int rows = (slices.size() + MOST_COLUMNS - 1) / MOST_COLUMNS;
    return top(slices, width, rows) - CAPTION;
  }

  /** Draws the panels with captions and the scale bar; returns where they end on the right. */
  private static double panels(
      Graphics2D graphics, Run run, List<Slice> slices, List<BufferedImage> images, double width) {
    double edge = edge(slices, width);
    double right = MARGIN;
    for (int s = 0; s < slices.size(); s++) {
      Slice slice = slices.get(s);
      double scale = edge / Math.max(slice.width, slice.height);
      double w = slice.width * scale;
      double h = slice.height * scale;
      double x = MARGIN + s % MOST_COLUMNS * (edge + GAP);
      double top = top(slices, width, s / MOST_COLUMNS);
      graphics.setFont(Style.LABEL);
      graphics.setColor(Palette.INK);
      graphics.drawString(caption(slice, run.source()), (float) x, (float) top - 8);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      AffineTransform place = new AffineTransform();
      place.translate(x, top);
      place.scale(w / images.get(s).getWidth(), h / images.get(s).getHeight());
      graphics.drawRenderedImage(images.get(s), place);
      graphics.setStroke(Style.THIN);
      graphics.draw(new Rectangle2D.Double(x, top, w, h));
      right = Math.max(right, x + w);
      if (s == 0) {
        double length = niceLength(slice.width * slice.spacing / 3);
        double pixels = length / slice.spacing * scale;
        double y = bottom(slices, width) + 12;
        graphics.setStroke(new BasicStroke(3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(x, y, x + pixels, y));
        graphics.setFont(Style.TICK);
        graphics.drawString(lengthLabel(length), (float) (x + pixels + 6), (float) y + 4);
      }
    }
    return right;
  }

  private static String lengthLabel(double micrometers) {
    return micrometers >= 1000
        ? Style.plain("0.#").format(micrometers / 1000) + " mm"
        : Style.plain("0").format(micrometers) + " µm";
  }

  private static String caption(Slice slice, SeriesSource source) {
    String day = Double.isNaN(slice.day) ? "" : "day " + Style.plain("0.#").format(slice.day);
    if (slice.label.startsWith(DATED)) {
      return day.isEmpty() ? slice.label : capital(day);
    }
    // Scans are judged by the sum over the lesions: a lesion's map is of the patient's lowest.
    String lowest = source instanceof LesionSource ? "patient's lowest scan" : "lowest scan";
    String name = capital(slice.label.replace("nadir", lowest).replace("+", " and "));
    return day.isEmpty() ? name : name + ", " + day;
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** The largest of 1, 2, 5 times a power of ten that is not above a length. */
  static double niceLength(double atMost) {
    double nice = 1;
    for (double power = 1; power <= atMost; power *= 10) {
      for (double digit : new double[] {1, 2, 5}) {
        nice = power * digit <= atMost ? power * digit : nice;
      }
    }
    return nice;
  }

  /** The scale of colors right of the panels; an arrow on top if there are values above it. */
  private static void bar(
      Graphics2D graphics,
      double from,
      double to,
      String unit,
      double right,
      double bottom,
      boolean clipped) {
    double x = right + 14;
    double top = clipped ? TOP + ARROW : TOP;
    double height = bottom - top;
    int steps = 128;
    for (int i = 0; i < steps; i++) {
      graphics.setColor(Palette.viridis((steps - 1 - i) / (steps - 1.0)));
      double y = top + height * i / steps;
      graphics.fill(new Rectangle2D.Double(x, y, 14, height / steps + (i < steps - 1 ? 0.6 : 0)));
    }
    NumberAxis axis = Style.numbers(null);
    axis.setNumberFormatOverride(null);
    axis.setRange(from, to);
    axis.setAutoTickUnitSelection(true);
    axis.setStandardTickUnits(Ticks.units());
    axis.setTickLabelFont(Style.TICK);
    Rectangle2D data = new Rectangle2D.Double(x, top, 14, height);
    AxisState end =
        axis.draw(
            graphics,
            x + 14,
            new Rectangle2D.Double(0, 0, Style.WIDTH, bottom + MARGIN),
            data,
            RectangleEdge.RIGHT,
            null);
    graphics.setColor(Palette.INK);
    graphics.setStroke(Style.THIN);
    graphics.draw(data);
    if (clipped) {
      Path2D arrow = new Path2D.Double();
      arrow.moveTo(x, top);
      arrow.lineTo(x + 14, top);
      arrow.lineTo(x + 7, top - 12);
      arrow.closePath();
      graphics.setColor(Palette.viridis(1));
      graphics.fill(arrow);
      graphics.setColor(Palette.INK);
      graphics.draw(arrow);
      graphics.setFont(Style.SMALL);
      graphics.drawString("above", (float) x + 16, (float) top - 9);
    }
    if (end != null && !unit.isEmpty() && unit.length() <= 6) {
      graphics.setFont(Style.LABEL);
      FontMetrics metrics = graphics.getFontMetrics();
      double last = Math.max(x + 14, Style.WIDTH - MARGIN);
      graphics.drawString(unit, (float) Math.min(x, last - metrics.stringWidth(unit)), TOP - 8);
    }
  }

  /** How many lines a legend takes. */
  private static int keyLines(Map<String, Color> entries, double left) {
    Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_3BYTE_BGR).createGraphics();
    FontMetrics metrics = graphics.getFontMetrics(Style.TICK);
    graphics.dispose();
    int lines = 1;
    double x = left;
    for (String entry : entries.keySet()) {
      double width = keyWidth(entry, metrics);
      if (x + width > Style.WIDTH - MARGIN && x > left) {
        x = left;
        lines++;
      }
      x += width;
    }
    return lines;
  }

  private static double keyWidth(String entry, FontMetrics metrics) {
    return 20 + metrics.stringWidth(entry) + 18;
  }

  /** A legend in lines from left to right, below the panels. */
  private static void key(
      Graphics2D graphics, Map<String, Color> entries, double left, double top) {
    graphics.setFont(Style.TICK);
    FontMetrics metrics = graphics.getFontMetrics();
    double x = left;
    double y = top;
    for (Map.Entry<String, Color> entry : entries.entrySet()) {
      double width = keyWidth(entry.getKey(), metrics);
      if (x + width > Style.WIDTH - MARGIN && x > left) {
        x = left;
        y += KEY_LINE;
      }
      Shape box =
          LEUKOCYTES.containsKey(entry.getKey())
              ? new Ellipse2D.Double(x + 3, y - 4, 8, 8)
              : new Rectangle2D.Double(x, y - 5, 14, 10);
      graphics.setColor(entry.getValue());
      graphics.fill(box);
      graphics.setColor(Palette.shade(entry.getValue(), 0.75));
      graphics.setStroke(Style.THIN);
      graphics.draw(box);
      graphics.setColor(Palette.INK);
      graphics.drawString(entry.getKey(), (float) x + 20, (float) y + 4);
      x += width;
    }
  }

  /** The picture of a plane: a square of many pixels for each voxel, a dot in it where one is. */
  private static BufferedImage image(Slice slice, Color[] colors, Color[] dots) {
    int times = Math.max(1, PICTURE / Math.max(slice.width, slice.height));
    BufferedImage image =
        new BufferedImage(slice.width * times, slice.height * times, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        // The y axis of the tissue points up, that of the picture down.
        int voxel = (slice.height - 1 - y / times) * slice.width + x / times;
        double across = (x % times + 0.5) / times - 0.5;
        double down = (y % times + 0.5) / times - 0.5;
        boolean dot = dots[voxel] != null && across * across + down * down <= DOT * DOT;
        image.setRGB(x, y, (dot ? dots[voxel] : colors[voxel]).getRGB());
      }
    }
    return image;
  }
}
