package org.evade.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
  private static final Color NO_VALUE = new Color(0xE4E6EA);
  private static final Color STROMA = new Color(0xFFFFFF);
  private static final Color DENSE_STROMA = new Color(0xD8CDBF);
  private static final Color DEBRIS = new Color(0x7A6A5C);
  private static final Color VESSEL = new Color(0xCC3344);
  private static final Color CD8 = Palette.BLUE;
  private static final Color TREG = Palette.TEAL;
  private static final Color MDSC = Palette.INDIGO;
  private static final int CELLS_HEIGHT = 456;
  private static final int HEAT_HEIGHT = 376;
  private static final int MARGIN = 20;
  private static final int TOP = 86;
  private static final int BAR = 86;
  private static final int GAP = 14;

  private MapCharts() {}

  /** All maps of a run; none if it has no snapshot. */
  static List<Figure> figures(Run run) {
    List<Slice> slices = slices(run.source());
    if (slices.isEmpty()) {
      return List.of();
    }
    List<Figure> figures = new ArrayList<>();
    figures.add(cells(run, slices));
    if (slices.get(0).has("pdl1")) {
      figures.add(
          heat(
              run,
              slices,
              "pdl1",
              "PD-L1 on tumor cells, relative to the reference level",
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

  /** Baseline, nadir and end; of other snapshots the first, the middle and the last. */
  private static List<Slice> slices(SeriesSource source) {
    List<String> labels = source.maps();
    Set<String> wanted = new LinkedHashSet<>(List.of("baseline", "nadir", "end"));
    wanted.retainAll(labels);
    if (wanted.isEmpty() && !labels.isEmpty()) {
      wanted.add(labels.get(0));
      wanted.add(labels.get(labels.size() / 2));
      wanted.add(labels.get(labels.size() - 1));
    }
    List<Slice> slices = new ArrayList<>();
    for (String label : wanted) {
      source
          .map(label)
          .filter(map -> map.rows() > 0)
          .ifPresent(map -> slices.add(Slice.of(label, map)));
    }
    return slices;
  }

  private static Figure cells(Run run, List<Slice> slices) {
    Map<String, Color> legend = new LinkedHashMap<>();
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
      for (int i = 0; i < colors.length; i++) {
        if (cell[i].equals("tumor")) {
          genotypes.add(genotype[i]);
        }
        if (cd8[i] > 0) {
          colors[i] = CD8;
        } else if (treg[i] > 0) {
          colors[i] = TREG;
        } else if (mdsc[i] > 0) {
          colors[i] = MDSC;
        } else if (cell[i].equals("tumor")) {
          colors[i] = run.palette().of(genotype[i]);
        } else if (cell[i].equals("debris")) {
          colors[i] = DEBRIS;
        } else if (vessel[i] > 0) {
          colors[i] = VESSEL;
        } else {
          colors[i] = ecm[i] > 0.5 ? DENSE_STROMA : STROMA;
        }
      }
      images.add(image(slice, colors));
    }
    if (genotypes.remove("none")) {
      legend.put("tumor, sensitive", run.palette().of("none"));
    }
    for (String genotype : genotypes) {
      legend.put("tumor, " + genotype.replace("+", " + "), run.palette().of(genotype));
    }
    legend.put("debris", DEBRIS);
    legend.put("CD8 T cell", CD8);
    legend.put("Treg", TREG);
    legend.put("MDSC", MDSC);
    legend.put("vessel", VESSEL);
    legend.put("dense matrix", DENSE_STROMA);
    return new Figure(
        "map-cells",
        Style.WIDTH,
        CELLS_HEIGHT,
        (graphics, area) -> {
          head(graphics, "Cells", run, slices);
          double bottom = panels(graphics, slices, images, Style.WIDTH - 2 * MARGIN);
          key(graphics, legend, MARGIN, bottom + 34);
        });
  }

  private static Figure heat(
      Run run, List<Slice> slices, String column, String name, String unit, boolean tumorOnly) {
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
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
          highest = Math.max(highest, value);
        }
      }
      planes.add(plane);
    }
    // From zero, so that a color means an amount; a unit range where there is no variation.
    double from = lowest < 0 ? lowest : 0;
    boolean unitRange = column.equals("visibility") || !(highest > from);
    double to = unitRange ? from + 1 : highest;
    List<BufferedImage> images = new ArrayList<>();
    for (int s = 0; s < slices.size(); s++) {
      double[] plane = planes.get(s);
      Color[] colors = new Color[plane.length];
      for (int i = 0; i < colors.length; i++) {
        colors[i] =
            Double.isFinite(plane[i]) ? Palette.viridis((plane[i] - from) / (to - from)) : NO_VALUE;
      }
      images.add(image(slices.get(s), colors));
    }
    return new Figure(
        "map-" + column.replace('_', '-'),
        Style.WIDTH,
        HEAT_HEIGHT,
        (graphics, area) -> {
          head(graphics, unit.isEmpty() ? name : name + " (" + unit + ")", run, slices);
          double bottom = panels(graphics, slices, images, Style.WIDTH - 2 * MARGIN - BAR);
          bar(graphics, from, to, unit, bottom);
          if (tumorOnly) {
            key(graphics, Map.of("no tumor cell", NO_VALUE), MARGIN + 290, bottom + 12);
          }
        });
  }

  private static void head(Graphics2D graphics, String title, Run run, List<Slice> slices) {
    graphics.setColor(Palette.INK);
    graphics.setFont(Style.TITLE);
    graphics.drawString(title, MARGIN, 28);
    graphics.setFont(Style.SUBTITLE);
    graphics.setColor(new Color(0x555555));
    double depth = slices.get(0).depth;
    String slice =
        Double.isNaN(depth) ? "" : "; middle slice, " + Style.plain("0").format(depth) + " µm deep";
    graphics.drawString(run.title() + slice, MARGIN, 48);
  }

  /** Draws the panels with captions and the scale bar; returns where they end. */
  private static double panels(
      Graphics2D graphics, List<Slice> slices, List<BufferedImage> images, double width) {
    int columns = Math.max(slices.size(), 3);
    double edge = (width - GAP * (columns - 1)) / columns;
    double bottom = TOP;
    for (int s = 0; s < slices.size(); s++) {
      Slice slice = slices.get(s);
      double scale = edge / Math.max(slice.width, slice.height);
      double w = slice.width * scale;
      double h = slice.height * scale;
      double x = MARGIN + s * (edge + GAP);
      graphics.setFont(Style.LABEL);
      graphics.setColor(Palette.INK);
      graphics.drawString(caption(slice), (float) x, TOP - 8);
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
      AffineTransform place = new AffineTransform();
      place.translate(x, TOP);
      place.scale(w / images.get(s).getWidth(), h / images.get(s).getHeight());
      graphics.drawRenderedImage(images.get(s), place);
      graphics.setStroke(Style.THIN);
      graphics.draw(new Rectangle2D.Double(x, TOP, w, h));
      bottom = Math.max(bottom, TOP + h);
      if (s == 0) {
        double length = niceLength(slice.width * slice.spacing / 3);
        double pixels = length / slice.spacing * scale;
        double y = TOP + h + 12;
        graphics.setStroke(new BasicStroke(3f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
        graphics.draw(new Line2D.Double(x, y, x + pixels, y));
        graphics.setFont(Style.TICK);
        graphics.drawString(lengthLabel(length), (float) (x + pixels + 6), (float) y + 4);
      }
    }
    return bottom;
  }

  private static String lengthLabel(double micrometers) {
    return micrometers >= 1000
        ? Style.plain("0.#").format(micrometers / 1000) + " mm"
        : Style.plain("0").format(micrometers) + " µm";
  }

  private static String caption(Slice slice) {
    String name = Character.toUpperCase(slice.label.charAt(0)) + slice.label.substring(1);
    return Double.isNaN(slice.day) ? name : name + ", day " + Style.plain("0.#").format(slice.day);
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

  private static void bar(Graphics2D graphics, double from, double to, String unit, double bottom) {
    double x = Style.WIDTH - MARGIN - BAR + 14;
    double height = bottom - TOP;
    int steps = 128;
    for (int i = 0; i < steps; i++) {
      graphics.setColor(Palette.viridis((steps - 1 - i) / (steps - 1.0)));
      double y = TOP + height * i / steps;
      graphics.fill(new Rectangle2D.Double(x, y, 14, height / steps + (i < steps - 1 ? 0.6 : 0)));
    }
    NumberAxis axis = Style.numbers(null);
    axis.setNumberFormatOverride(null);
    axis.setRange(from, to);
    axis.setAutoTickUnitSelection(true);
    axis.setStandardTickUnits(Ticks.units());
    axis.setTickLabelFont(Style.TICK);
    Rectangle2D data = new Rectangle2D.Double(x, TOP, 14, height);
    AxisState end =
        axis.draw(
            graphics,
            x + 14,
            new Rectangle2D.Double(0, 0, Style.WIDTH, HEAT_HEIGHT),
            data,
            RectangleEdge.RIGHT,
            null);
    graphics.setColor(Palette.INK);
    graphics.setStroke(Style.THIN);
    graphics.draw(data);
    if (end != null && !unit.isEmpty() && unit.length() <= 6) {
      graphics.setFont(Style.LABEL);
      FontMetrics metrics = graphics.getFontMetrics();
      double right = Math.max(x + 14, Style.WIDTH - MARGIN);
      graphics.drawString(unit, (float) Math.min(x, right - metrics.stringWidth(unit)), TOP - 8);
    }
  }

  /** A legend in lines from left to right, below the panels. */
  private static void key(
      Graphics2D graphics, Map<String, Color> entries, double left, double top) {
    graphics.setFont(Style.TICK);
    FontMetrics metrics = graphics.getFontMetrics();
    double x = left;
    double y = top;
    for (Map.Entry<String, Color> entry : entries.entrySet()) {
      double width = 20 + metrics.stringWidth(entry.getKey()) + 18;
      if (x + width > Style.WIDTH - MARGIN && x > left) {
        x = left;
        y += 18;
      }
      Rectangle2D box = new Rectangle2D.Double(x, y - 5, 14, 10);
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

  /** The picture of a plane, each voxel several pixels wide so that viewers do not blur it. */
  private static BufferedImage image(Slice slice, Color[] colors) {
    int times = Math.max(1, 640 / Math.max(slice.width, slice.height));
    BufferedImage image =
        new BufferedImage(slice.width * times, slice.height * times, BufferedImage.TYPE_3BYTE_BGR);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        // The y axis of the tissue points up, that of the picture down.
        int row = slice.height - 1 - y / times;
        image.setRGB(x, y, colors[row * slice.width + x / times].getRGB());
      }
    }
    return image;
  }
}
