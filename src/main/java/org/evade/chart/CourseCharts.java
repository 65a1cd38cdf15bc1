package org.evade.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The charts over time. Each is empty when the run has not what it shows. */
final class CourseCharts {

  /** The share a clone has to reach once to be drawn alone in the fish plot. */
  static final double DRAWN = 0.02;

  /** Height that a clone must have behind its whole label, of the whole. */
  static final double LABELED = 0.06;

  /** Voxels a compartment must cover for a density in it to mean something. */
  static final double LEAST_VOXELS = 50;

  private static final Color RESPONSE = Palette.SKY;
  private static final Color PROGRESSION = Palette.VERMILION;
  private static final int MOST = 9;
  private static final String OTHERS = "other combinations";
  private static final double[] NUANCES = {1, 0.88, 1.25, 0.94, 1.4, 0.8, 1.12};
  private static final Color NO_LOSS = new Color(0xE3F0DC);
  private static final Color BURN_IN = new Color(0xF3EFE6);

  /** What it means that a ledger has no row for a while. */
  private static final Map<String, String> NOTHING =
      Map.of("contact", "no tumor cells", "entry", "no entry", "priming", "no priming");

  /** The part of all days drawn from which on a gap of more than a day has room for a note. */
  private static final double NOTED = 0.1;

  private static final String PLASMA = "plasma_";
  private static final String MG_PER_L = "_mg_per_l";
  private static final Color[] DRUGS = {
    Palette.GREEN, Palette.VERMILION, Palette.PURPLE, Palette.ORANGE, Palette.WINE, Palette.OLIVE
  };

  private static final Color[] LESIONS = {
    Palette.GREEN, Palette.WINE, Palette.PURPLE, Palette.OLIVE, Palette.ORANGE, Palette.SAND
  };

  private CourseCharts() {}

  /** Diameter with scans and RECIST limits, cells, doses. */
  static Optional<JFreeChart> burden(Run run) {
    Optional<Table> found = run.table("timeseries");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Table series = found.get();
    double[] days = series.numbers("day");
    double[] diameter = series.numbers("diameter_mm");
    LegendItemCollection legend = new LegendItemCollection();
    double largest = max(diameter);
    Optional<Table> scans = run.table("scans");
    double[] sld = scans.map(t -> t.numbers("sld_mm")).orElse(new double[0]);
    largest = Math.max(largest, max(sld));
    // Room above for labels, and for the limit of progression while it is highest.
    double limit = sld.length > 0 && sld[0] > 0 ? progression(sld[0]) : 0;
    double top = largest > 0 ? Math.max(largest * 1.18, limit * 1.1) : 1;

    NumberAxis axis = Style.numbers("Diameter (mm)");
    axis.setRange(0, top);
    XYPlot upper = Style.plot(axis);
    Style.line(upper, "diameter", days, diameter, Palette.INK, Style.LINE);
    List<LesionSource> lesions = LesionSource.of(run.source());
    legend.add(
        Style.stroke(
            lesions.isEmpty() ? "Diameter" : "Diameter, sum of all lesions",
            Palette.INK,
            Style.LINE));
    for (int l = 0; l < lesions.size(); l++) {
      Table lesion = lesions.get(l).table("timeseries").orElseThrow();
      Color color = LESIONS[l % LESIONS.length];
      String name = "lesion " + lesions.get(l).name();
      double[] its = lesion.numbers("diameter_mm");
      Style.line(upper, name, lesion.numbers("day"), its, color, Style.LINE);
      legend.add(Style.stroke("Lesion " + lesions.get(l).name(), color, Style.LINE));
    }
    if (scans.isPresent() && sld.length > 0 && sld[0] > 0) {
      recist(run, upper, scans.get(), sld, top, legend);
    }

    double[] tumor = series.numbers("tumor_cells");
    double[] debris = series.numbers("debris");
    XYPlot lower =
        Style.plot(Style.fromZero("Cells on the lattice", Math.max(max(tumor), max(debris))));
    Style.line(lower, "tumor cells", days, tumor, Palette.TUMOR, Style.LINE);
    Style.line(lower, "debris", days, debris, Palette.DEBRIS, Style.DASHED);
    legend.add(Style.stroke("Living tumor cells", Palette.TUMOR, Style.LINE));
    legend.add(Style.stroke("Debris", Palette.DEBRIS, Style.DASHED));

    List<XYPlot> panels = new ArrayList<>(List.of(upper, lower));
    List<Integer> weights = new ArrayList<>(List.of(60, 30));
    return Optional.of(
        course(
            run,
            "Tumor burden and response",
            run.title()
                + (scans.isPresent() ? "; scans as read, with their RECIST 1.1 response" : "")
                + (run.ending().isEmpty() ? "" : "; " + run.ending()),
            panels,
            weights,
            legend));
  }

  private static void recist(
      Run run, XYPlot plot, Table scans, double[] sld, double top, LegendItemCollection legend) {
    double[] day = scans.numbers("day");
    List<String> recist = scans.text("recist");
    int n = day.length;
    // Steps: two points at each scan, the limit before and the limit after it.
    double[] x = new double[2 * n];
    double[] limit = new double[2 * n];
    double nadir = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      x[2 * i] = day[i];
      x[2 * i + 1] = i + 1 < n ? day[i + 1] : Math.max(run.last(), day[i]);
      if (Double.isFinite(sld[i])) {
        nadir = Math.min(nadir, sld[i]);
      }
      limit[2 * i] = progression(nadir);
      limit[2 * i + 1] = limit[2 * i];
    }
    double partial = 0.7 * sld[0];
    double[] zero = new double[2 * n];
    double[] tops = filled(2 * n, top);
    // Above the limit of progression there is no partial response.
    double[] response = new double[2 * n];
    double[] shown = new double[2 * n];
    for (int i = 0; i < 2 * n; i++) {
      response[i] = Math.min(partial, limit[i]);
      shown[i] = partial <= limit[i] ? partial : Double.NaN;
    }
    plot.getRenderer()
        .addAnnotation(
            new Bands(
                x,
                List.of(
                    new Bands.Band("PR", Palette.alpha(RESPONSE, 45), zero, response),
                    new Bands.Band("PD", Palette.alpha(PROGRESSION, 38), limit, tops)),
                Bands.Look.PLAIN),
            Layer.BACKGROUND);
    Style.line(plot, "partial response", x, shown, RESPONSE, Style.DASHED);
    Style.line(plot, "progression", x, limit, PROGRESSION, Style.DASHED);
    legend.add(
        Style.stroke("Partial response: 30 % below the baseline scan", RESPONSE, Style.DASHED));
    legend.add(
        Style.stroke(
            "Progression: 20 % and 5 mm above the lowest scan", PROGRESSION, Style.DASHED));

    Map<Color, TreeSet<String>> seen = new LinkedHashMap<>();
    XYSeriesCollection points = new XYSeriesCollection();
    XYLineAndShapeRenderer dots = new XYLineAndShapeRenderer(false, true);
    dots.setUseOutlinePaint(true);
    dots.setUseFillPaint(true);
    for (int i = 0; i < n; i++) {
      XYSeries one = new XYSeries("scan " + i, false, true);
      one.add(day[i], sld[i]);
      points.addSeries(one);
      dots.setSeriesShape(i, new Ellipse2D.Double(-4.5, -4.5, 9, 9));
      dots.setSeriesFillPaint(i, responseColor(recist.get(i)));
      dots.setSeriesOutlinePaint(i, Palette.INK);
      if (Double.isFinite(sld[i])) {
        String name = recist.get(i).isEmpty() ? "baseline" : recist.get(i);
        seen.computeIfAbsent(responseColor(recist.get(i)), color -> new TreeSet<>()).add(name);
      }
      if (Double.isFinite(sld[i]) && !recist.get(i).isEmpty()) {
        double limitHere = limit[2 * i];
        double limitBefore = limit[Math.max(0, 2 * i - 1)];
        boolean above = clear(sld[i], sld[i] + 0.09 * top, partial, limitHere, limitBefore);
        XYTextAnnotation label =
            new XYTextAnnotation(recist.get(i), day[i], sld[i] + (above ? 0.035 : -0.035) * top);
        label.setFont(Style.SMALL.deriveFont(Font.BOLD));
        label.setPaint(Palette.INK);
        label.setTextAnchor(above ? TextAnchor.BOTTOM_CENTER : TextAnchor.TOP_CENTER);
        plot.addAnnotation(label);
      }
    }
    plot.setDataset(1, points);
    plot.setRenderer(1, dots);
    plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
    seen.forEach(
        (color, names) -> legend.add(Style.dot("Scan: " + String.join(" or ", names), color)));

    NumberAxis change = Style.numbers("Change from baseline (%)");
    change.setRange(-100, 100 * (top / sld[0] - 1));
    change.setNumberFormatOverride(new SignedPercent());
    change.setTickUnit(new NumberTickUnit(top / sld[0] > 3 ? 100 : top / sld[0] > 1.6 ? 50 : 25));
    plot.setRangeAxis(1, change);
    plot.setRangeAxisLocation(1, AxisLocation.BOTTOM_OR_RIGHT);
  }

  /** The diameter from which on RECIST 1.1 speaks of progression, in mm. */
  private static double progression(double nadir) {
    return Math.max(1.2 * nadir, nadir + 5);
  }

  /** Whether neither limit lies between two values, so that a label there can be read. */
  private static boolean clear(double from, double to, double... limits) {
    for (double limit : limits) {
      if (limit > from && limit < to) {
        return false;
      }
    }
    return true;
  }

  private static Color responseColor(String response) {
    return switch (response) {
      case "CR", "PR" -> RESPONSE;
      case "PD" -> PROGRESSION;
      default -> Color.WHITE;
    };
  }

  /** Share of living tumor cells by resistant genotype, stacked and on a logarithmic axis. */
  static Optional<JFreeChart> emergence(Run run) {
    Optional<Table> clones = run.table("clones");
    if (clones.isEmpty()) {
      return Optional.empty();
    }
    Run.Series shares = Run.pivot(clones.get(), clones.get().text("genotype"), "cells").shares();
    List<String> order = new ArrayList<>(shares.values.keySet());
    order.removeIf(genotype -> genotype.equals("none") || max(shares.values.get(genotype)) == 0);
    order.sort(
        Comparator.<String>comparingDouble(g -> -max(shares.values.get(g)))
            .thenComparing(Comparator.naturalOrder()));
    List<String> top = new ArrayList<>(order.subList(0, Math.min(MOST, order.size())));
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, Color> colors = new LinkedHashMap<>();
    for (String genotype : top) {
      values.put(genotype, shares.values.get(genotype));
      colors.put(genotype, run.palette().of(genotype));
    }
    if (order.size() > MOST) {
      double[] rest = new double[shares.days.length];
      for (String genotype : order.subList(MOST, order.size())) {
        for (int i = 0; i < rest.length; i++) {
          rest[i] += shares.values.get(genotype)[i];
        }
      }
      values.put(OTHERS, rest);
      colors.put(OTHERS, Palette.FOLDED);
      top.add(OTHERS);
    }
    List<String> stacked = new ArrayList<>(top);
    if (shares.values.containsKey("none")) {
      values.put("none", shares.values.get("none"));
      colors.put("none", Palette.SENSITIVE);
      stacked.add("none");
    }
    Run.Series shown = new Run.Series(shares.days, values);

    LegendItemCollection legend = new LegendItemCollection();
    NumberAxis percent = Style.percent("Living tumor cells (%)", 20);
    XYPlot upper = Style.plot(percent);
    upper.addAnnotation(new Bands(shown.days, shown.stack(stacked, colors, 100), Bands.Look.EDGED));
    for (String genotype : stacked) {
      legend.add(Style.area(genotypeLabel(genotype), colors.get(genotype)));
    }
    LogScale log = new LogScale("Share (%), log scale", 0.01, 100);
    XYPlot lower = Style.plot(log);
    for (String genotype : top) {
      double[] row = log.of(scaled(values.get(genotype), 100));
      Style.line(lower, genotype, shown.days, row, colors.get(genotype), Style.LINE);
      // Later ones are drawn below earlier ones.
      Color edge = Palette.shade(colors.get(genotype), 0.6);
      Style.line(lower, "edge of " + genotype, shown.days, row, edge, Style.EDGE);
    }
    FewCells few = FewCells.of(run);
    few.mark(upper);
    few.mark(lower);
    few.explain(legend);
    List<XYPlot> panels = new ArrayList<>(List.of(upper, lower));
    List<Integer> weights = new ArrayList<>(List.of(55, 35));
    return Optional.of(
        course(
            run,
            "Resistance emergence",
            run.title() + "; share of living tumor cells, without debris, by resistant genotype",
            panels,
            weights,
            legend));
  }

  private static String genotypeLabel(String genotype) {
    return genotype.equals("none") ? "none (sensitive)" : genotype.replace("+", " + ");
  }

  /** Fish plot of clones. */
  static Optional<JFreeChart> muller(Run run) {
    Optional<Table> table = run.table("clones");
    if (table.isEmpty()) {
      return Optional.empty();
    }
    Muller layout = Muller.of(table.get(), DRAWN);
    Map<String, Color> byClone = new LinkedHashMap<>();
    Map<String, Color> byGenotype = new LinkedHashMap<>();
    Map<String, Integer> seen = new LinkedHashMap<>();
    for (Muller.Clone clone : layout.clones()) {
      Color base =
          clone.genotype.equals(Muller.REST) ? Palette.FOLDED : run.palette().of(clone.genotype);
      byGenotype.putIfAbsent(clone.genotype, base);
      // Clones of one genotype differ a little, so that the nesting shows.
      int nth = seen.merge(clone.genotype, 1, Integer::sum) - 1;
      byClone.put(clone.id, Palette.shade(base, NUANCES[nth % NUANCES.length]));
    }
    List<Bands.Band> bands = new ArrayList<>();
    for (Muller.Piece piece : layout.pieces()) {
      bands.add(
          new Bands.Band(
              piece.clone.id,
              byClone.get(piece.clone.id),
              scaled(piece.lower, 100),
              scaled(piece.upper, 100)));
    }
    NumberAxis percent = Style.percent("Living tumor cells (%)", 20);
    XYPlot plot = Style.plot(percent);
    plot.addAnnotation(new Bands(layout.days(), bands, Bands.Look.PLAIN));
    List<Bands.Band> edges = new ArrayList<>();
    for (Muller.Piece extent : layout.extents()) {
      edges.add(
          new Bands.Band(
              extent.clone.id,
              byClone.get(extent.clone.id),
              scaled(extent.lower, 100),
              scaled(extent.upper, 100)));
    }
    plot.addAnnotation(new Bands(layout.days(), edges, Bands.Look.EDGE));
    FewCells few = FewCells.of(run);
    few.mark(plot);
    label(plot, layout, byClone, run, few.days());
    LegendItemCollection legend = new LegendItemCollection();
    List<String> genotypes = new ArrayList<>(byGenotype.keySet());
    genotypes.sort(
        Comparator.<String>comparingInt(g -> g.equals("none") ? 0 : g.equals(Muller.REST) ? 2 : 1)
            .thenComparing(Comparator.naturalOrder()));
    for (String genotype : genotypes) {
      legend.add(
          Style.area(
              genotype.equals(Muller.REST)
                  ? "other clones (" + layout.folded() + ")"
                  : genotypeLabel(genotype),
              byGenotype.get(genotype)));
    }
    few.explain(legend);
    List<XYPlot> panels = new ArrayList<>(List.of(plot));
    List<Integer> weights = new ArrayList<>(List.of(90));
    return Optional.of(
        course(
            run,
            "Clonal evolution",
            run.title()
                + "; color: genotype; its shades: clones of that genotype"
                + (layout.folded() > 0 ? "; other clones: each always under 2 %" : ""),
            panels,
            weights,
            legend));
  }

  /** Names the clones that have room for it, where they are thickest. */
  private static void label(
      XYPlot plot, Muller layout, Map<String, Color> colors, Run run, Set<Double> grayed) {
    // The plot is some 780 points wide, a letter of the label 6.
    double letter = 6.0 / 780 * (run.last() - run.first());
    Set<Double> avoid = new HashSet<>(grayed);
    if (run.treated()) {
      avoid.add(run.firstDose());
    }
    Set<String> done = new HashSet<>();
    List<Muller.Label> labels = new ArrayList<>();
    for (Muller.Piece piece : layout.pieces()) {
      if (!piece.clone.id.equals(Muller.REST)) {
        piece.label(layout.days(), letter, avoid).ifPresent(labels::add);
      }
    }
    labels.sort(Comparator.comparingDouble(label -> -label.height()));
    for (Muller.Label label : labels) {
      if (label.height() < LABELED || !done.add(label.name())) {
        continue;
      }
      XYTextAnnotation text =
          new XYTextAnnotation("clone " + label.name(), label.day(), 100 * label.middle());
      text.setFont(Style.SMALL);
      Color color = colors.get(label.name());
      double light = 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
      text.setPaint(light > 120 ? Palette.INK : Color.WHITE);
      plot.addAnnotation(text);
    }
  }

  /** What protects the tumor: shares by cause in each ledger. */
  static Optional<JFreeChart> ledger(Run run) {
    Optional<Table> found = run.table("ledger");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Table table = found.get();
    List<String> ledgers = table.text("ledger");
    List<String> causes = table.text("cause");
    List<XYPlot> panels = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    Map<String, Color> inLegend = new LinkedHashMap<>();
    FewCells few = FewCells.of(run);
    double[] all = table.numbers("day");
    double first = Arrays.stream(all).min().orElse(run.first());
    double last = Arrays.stream(all).max().orElse(run.last());
    for (String ledger : List.of("contact", "entry", "priming")) {
      if (!ledgers.contains(ledger)) {
        continue;
      }
      Run.Series shares = only(table, ledgers, causes, ledger).shares();
      List<String> order = new ArrayList<>(shares.values.keySet());
      order.removeIf(cause -> max(shares.values.get(cause)) == 0);
      order.sort(
          Comparator.<String>comparingInt(CourseCharts::rank)
              .thenComparing(Comparator.naturalOrder()));
      Map<String, Color> colors = new LinkedHashMap<>();
      for (String cause : order) {
        colors.put(cause, cause.equals("none") ? NO_LOSS : run.palette().of(cause));
      }
      List<String> mechanisms = order.stream().filter(cause -> rank(cause) == 0).toList();
      if (ledger.equals("contact") && !mechanisms.isEmpty()) {
        Run.Series shown = shares.without(few.days());
        List<Bands.Band> bands = shown.stack(mechanisms, colors, 100);
        double largest = max(bands.get(bands.size() - 1).upper);
        XYPlot enlarged = Style.plot(Style.fromZero("Contact, enlarged (%)", largest));
        enlarged.addAnnotation(new Bands(shown.days, bands, Bands.Look.EDGED));
        few.mark(enlarged);
        panels.add(enlarged);
        weights.add(40);
      }
      NumberAxis percent =
          Style.percent(capital(ledger) + " (%)", ledger.equals("contact") ? 20 : 50);
      XYPlot plot = Style.plot(percent);
      plot.addAnnotation(
          new Bands(shares.days, shares.stack(order, colors, 100), Bands.Look.EDGED));
      if (ledger.equals("contact")) {
        few.mark(plot);
      }
      double room = Math.max(1, NOTED * (run.last() - run.first()));
      noteGaps(plot, shares, NOTHING.get(ledger), first, last, room);
      panels.add(plot);
      weights.add(ledger.equals("contact") ? 30 : 16);
      colors.forEach(inLegend::putIfAbsent);
    }
    if (panels.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>(inLegend.keySet());
    names.sort(
        Comparator.<String>comparingInt(CourseCharts::rank)
            .thenComparing(Comparator.naturalOrder()));
    LegendItemCollection legend = new LegendItemCollection();
    for (String cause : names) {
      legend.add(Style.area(causeLabel(cause), inLegend.get(cause)));
    }
    few.explain(legend);
    return Optional.of(
        course(
            run,
            "What protects the tumor",
            run.title()
                + "; share of killing on contact, of T-cell entry and of T-cell priming that each"
                + " cause takes away and that is left (no loss); on top the mechanisms that act on"
                + " contact, enlarged",
            panels,
            weights,
            legend));
  }

  /** Writes into gaps of more than some days of a ledger what they mean. */
  private static void noteGaps(
      XYPlot plot, Run.Series shares, String words, double first, double last, double room) {
    double[] any = shares.values.values().iterator().next();
    double before = first;
    for (int i = 0; i <= any.length; i++) {
      double day = i < any.length ? shares.days[i] : last;
      if (i < any.length && Double.isNaN(any[i])) {
        continue;
      }
      if (day - before > room) {
        XYTextAnnotation note = new XYTextAnnotation(words, (before + day) / 2, 50);
        note.setFont(Style.SMALL);
        note.setPaint(Palette.INK);
        plot.addAnnotation(note);
      }
      before = day;
    }
  }

  private static Run.Series only(
      Table table, List<String> ledgers, List<String> causes, String ledger) {
    double[] day = table.numbers("day");
    double[] share = table.numbers("share");
    int rows = (int) ledgers.stream().filter(ledger::equals).count();
    double[] days = new double[rows];
    double[] shares = new double[rows];
    List<String> names = new ArrayList<>(rows);
    for (int i = 0; i < ledgers.size(); i++) {
      if (ledgers.get(i).equals(ledger)) {
        days[names.size()] = day[i];
        shares[names.size()] = share[i];
        names.add(causes.get(i));
      }
    }
    Table part = Table.builder().numbers("day", days).numbers("share", shares).build();
    return Run.pivot(part, names, "share");
  }

  private static int rank(String cause) {
    if (cause.startsWith("unseen")) {
      return 1;
    }
    return switch (cause) {
      case "irrelevant-contact" -> 2;
      case "none" -> 3;
      default -> 0;
    };
  }

  private static String causeLabel(String cause) {
    return switch (cause) {
      case "irrelevant-contact" -> "irrelevant-contact (CD8 that do not recognize it)";
      case "unseen" -> "unseen (no CD8 in contact)";
      case "unseen: cd8-near" -> "unseen: cd8-near (within 100 µm)";
      case "none" -> "no loss";
      default -> cause;
    };
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** CD8 by state, density by compartment, Tregs and MDSCs. */
  static Optional<JFreeChart> immune(Run run) {
    Optional<Table> found = run.table("timeseries");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Table series = found.get();
    double[] days = series.numbers("day");
    LegendItemCollection legend = new LegendItemCollection();
    Map<String, double[]> states = new LinkedHashMap<>();
    Map<String, Color> colors = new LinkedHashMap<>();
    states.put("Reactive CD8, progenitor", series.numbers("cd8_progenitor"));
    states.put("Reactive CD8, effector", series.numbers("cd8_effector"));
    states.put("Reactive CD8, terminally exhausted", series.numbers("cd8_terminal"));
    colors.put("Reactive CD8, progenitor", Palette.CD8_PROGENITOR);
    colors.put("Reactive CD8, effector", Palette.CD8_EFFECTOR);
    colors.put("Reactive CD8, terminally exhausted", Palette.CD8_TERMINAL);
    List<String> order = List.copyOf(states.keySet());
    XYPlot upper = Style.plot(Style.fromZero("Reactive CD8 cells", sumMax(states)));
    upper
        .getRenderer()
        .addAnnotation(
            new Bands(days, new Run.Series(days, states).stack(order, colors, 1), Bands.Look.EDGED),
            Layer.BACKGROUND);
    for (String state : order) {
      if (max(states.get(state)) == 0) {
        continue;
      }
      legend.add(Style.area(state, colors.get(state)));
    }

    double[] nest = series.numbers("cd8_nest_per_mm2");
    double[] stroma = series.numbers("cd8_stroma_per_mm2");
    double[] fill = series.numbers("fill");
    double[] tumor = series.numbers("tumor_cells");
    double[] debris = series.numbers("debris");
    for (int i = 0; i < days.length; i++) {
      double nestVoxels = tumor[i] + debris[i];
      nest[i] = nestVoxels < LEAST_VOXELS ? Double.NaN : nest[i];
      stroma[i] = nestVoxels / fill[i] - nestVoxels < LEAST_VOXELS ? Double.NaN : stroma[i];
    }
    XYPlot middle = Style.plot(Style.fromZero("CD8 per mm²", Math.max(max(nest), max(stroma))));
    Style.line(middle, "nest", days, nest, Palette.CD8, Style.LINE);
    Style.line(middle, "stroma", days, stroma, Palette.CD8, Style.DOTTED);
    legend.add(Style.stroke("All CD8 in nests, per mm² of nests", Palette.CD8, Style.LINE));
    legend.add(Style.stroke("All CD8 in stroma, per mm² of stroma", Palette.CD8, Style.DOTTED));

    double[] treg = series.numbers("treg");
    double[] mdsc = series.numbers("mdsc");
    XYPlot lower = Style.plot(Style.fromZero("Cells", Math.max(max(treg), max(mdsc))));
    Style.line(lower, "treg", days, treg, Palette.TREG, Style.LINE);
    Style.line(lower, "mdsc", days, mdsc, Palette.MDSC, Style.DASHED);
    legend.add(Style.stroke("Treg, number of cells", Palette.TREG, Style.LINE));
    legend.add(Style.stroke("MDSC, number of cells", Palette.MDSC, Style.DASHED));
    List<XYPlot> panels = new ArrayList<>(List.of(upper, middle, lower));
    List<Integer> weights = new ArrayList<>(List.of(36, 27, 27));
    return Optional.of(
        course(
            run,
            "Immune composition",
            run.title()
                + "; numbers: cells on the whole lattice; densities: cells on voxels of nests"
                + " (tumor cells and debris) or stroma (all others) per mm² of these voxels, in a"
                + " layer of 20 µm, drawn from "
                + Style.plain("0").format(LEAST_VOXELS)
                + " voxels on",
            panels,
            weights,
            legend));
  }

  /** Plasma levels and blockade of the targets, which are the patient's whatever the lesions. */
  static Optional<JFreeChart> drug(Run run) {
    Optional<Table> found = run.table("timeseries");
    if (found.isEmpty()) {
      return Optional.empty();
    }
    Table series = found.get();
    double[] days = series.numbers("day");
    Map<String, double[]> levels = new LinkedHashMap<>();
    double highest = 0;
    for (String column : series.columns()) {
      if (column.startsWith(PLASMA) && column.endsWith(MG_PER_L)) {
        double[] level = series.numbers(column);
        if (max(level) > 0) {
          String drug = column.substring(PLASMA.length(), column.length() - MG_PER_L.length());
          levels.put(drugName(run, drug), level);
          highest = Math.max(highest, max(level));
        }
      }
    }
    if (levels.isEmpty()) {
      return Optional.empty();
    }
    double lowest = highest;
    for (double[] level : levels.values()) {
      for (double value : level) {
        if (value > highest * 1e-5) {
          lowest = Math.min(lowest, value);
        }
      }
    }
    LegendItemCollection legend = new LegendItemCollection();
    LogScale log = new LogScale("Plasma (mg/L), log scale", Math.min(lowest, highest / 3), highest);
    double foot = log.foot();
    XYPlot upper = Style.plot(log);
    int nth = 0;
    for (Map.Entry<String, double[]> level : levels.entrySet()) {
      double[] values = level.getValue();
      for (int i = 0; i + 1 < values.length; i++) {
        // The rise from nothing, which has no logarithm, begins at the foot of the axis.
        values[i] = values[i] < foot && values[i + 1] >= foot ? foot : values[i];
      }
      double[] shown = log.of(values);
      Color color = drugColor(run, level.getKey(), nth++);
      Style.line(upper, level.getKey(), days, shown, color, Style.LINE);
      legend.add(Style.stroke(level.getKey() + " in plasma", color, Style.LINE));
    }
    NumberAxis percent = Style.percent("Target blocked (%)", 20);
    percent.setRange(0, 104);
    XYPlot lower = Style.plot(percent);
    double[] pd1 = scaled(series.numbers("blocked_pd1"), 100);
    double[] pdl1 = scaled(series.numbers("blocked_pdl1"), 100);
    if (max(pd1) > 0 || max(pdl1) == 0) {
      Style.line(lower, "PD-1", days, pd1, Palette.INK, Style.LINE);
      legend.add(Style.stroke("PD-1 blocked in the tumor", Palette.INK, Style.LINE));
    }
    if (max(pdl1) > 0) {
      Style.line(lower, "PD-L1", days, pdl1, Palette.PURPLE, Style.LINE);
      legend.add(Style.stroke("PD-L1 blocked in the tumor", Palette.PURPLE, Style.LINE));
    }
    List<XYPlot> panels = new ArrayList<>(List.of(upper, lower));
    List<Integer> weights = new ArrayList<>(List.of(45, 45));
    return Optional.of(
        course(
            run,
            "Drug level and target blockade",
            run.source().title()
                + "; at the start of each day, before its dose: the peak after an infusion is higher",
            panels,
            weights,
            legend));
  }

  /** The drug as the doses name it, for a column's part; the part itself if it was never given. */
  private static String drugName(Run run, String part) {
    for (String drug : run.doses().keySet()) {
      if (drug.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_").equals(part)) {
        return drug;
      }
    }
    return part.replace('_', ' ');
  }

  /** One color a drug, for its doses and its level. */
  private static Color drugColor(Run run, String drug, int otherwise) {
    int index = List.copyOf(run.doses().keySet()).indexOf(drug);
    return DRUGS[(index < 0 ? run.doses().size() + otherwise : index) % DRUGS.length];
  }

  /** Panels over the run's days, the burn-in shaded, the doses below. */
  private static JFreeChart course(
      Run run,
      String title,
      String subtitle,
      List<XYPlot> panels,
      List<Integer> weights,
      LegendItemCollection legend) {
    NumberAxis days = Style.days(run.first(), run.last(), run.treated());
    if (run.first() < 0) {
      for (XYPlot panel : panels) {
        IntervalMarker shade = new IntervalMarker(days.getLowerBound(), 0, BURN_IN);
        shade.setAlpha(1);
        panel.addDomainMarker(shade, Layer.BACKGROUND);
      }
      legend.add(Style.area("Burn-in", BURN_IN));
    }
    addDoses(run, panels, weights);
    return Style.chart(title, subtitle, days, panels, weights, legend);
  }

  /** A strip with a tick for each dose, one row a drug, and a line at the first dose above. */
  private static void addDoses(Run run, List<XYPlot> panels, List<Integer> weights) {
    if (!run.treated()) {
      return;
    }
    String[] drugs = run.doses().keySet().toArray(String[]::new);
    SymbolAxis axis = new SymbolAxis("Doses", drugs);
    axis.setRange(-0.5, drugs.length - 0.5);
    axis.setGridBandsVisible(false);
    Style.dress(axis);
    axis.setInverted(true);
    axis.setTickMarksVisible(false);
    XYPlot strip = Style.plot(axis);
    strip.setRangeGridlinesVisible(false);
    XYSeriesCollection marks = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    for (int i = 0; i < drugs.length; i++) {
      XYSeries series = new XYSeries(drugs[i], false, true);
      for (double day : run.doses().get(drugs[i])) {
        series.add(day, i);
      }
      marks.addSeries(series);
      renderer.setSeriesShape(i, new Line2D.Double(0, -6, 0, 6));
      renderer.setSeriesPaint(i, drugColor(run, drugs[i], i));
      renderer.setSeriesStroke(i, Style.LINE);
    }
    strip.setDataset(0, marks);
    strip.setRenderer(0, renderer);
    double start = run.firstDose();
    for (XYPlot panel : panels) {
      double low = panel.getRangeAxis().getLowerBound();
      double high = panel.getRangeAxis().getUpperBound();
      panel.addAnnotation(new XYLineAnnotation(start, low, start, high, Style.DOTTED, Palette.INK));
    }
    panels.add(strip);
    weights.add(4 + 4 * drugs.length);
  }

  private static double sumMax(Map<String, double[]> parts) {
    double largest = 0;
    int days = parts.values().stream().mapToInt(part -> part.length).max().orElse(0);
    for (int i = 0; i < days; i++) {
      double all = 0;
      for (double[] part : parts.values()) {
        all += part[i];
      }
      largest = Double.isFinite(all) ? Math.max(largest, all) : largest;
    }
    return largest;
  }

  private static double max(double[] values) {
    double max = 0;
    for (double value : values) {
      max = Double.isFinite(value) ? Math.max(max, value) : max;
    }
    return max;
  }

  private static double[] scaled(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static double[] filled(int length, double value) {
    double[] all = new double[length];
    Arrays.fill(all, value);
    return all;
  }
}
