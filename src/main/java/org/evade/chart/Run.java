package org.evade.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A source read once, and what all its charts share: span of days, doses, colors. */
final class Run {

  /** How the events table calls the end of a run that reached its last day. */
  private static final String LAST_DAY = "last day reached";

  private final SeriesSource source;
  private final Map<String, Optional<Table>> tables = new HashMap<>();
  private final double first;
  private final double last;
  private final Map<String, List<Double>> doses;
  private final Palette palette;

  Run(SeriesSource source) {
    this.source = source;
    double from = Double.POSITIVE_INFINITY;
    double to = Double.NEGATIVE_INFINITY;
    for (String name : List.of("timeseries", "clones")) {
      if (table(name).isPresent()) {
        for (double day : table(name).orElseThrow().numbers("day")) {
          from = Math.min(from, day);
          to = Math.max(to, day);
        }
      }
    }
    this.first = from <= to ? from : 0;
    this.last = from <= to ? to : 1;
    this.doses = readDoses();
    this.palette = new Palette(names());
  }

  /** A lesion of a run, in the run's colors and over its days. */
  Run(LesionSource lesion, Run run) {
    this.source = lesion;
    this.first = run.first;
    this.last = run.last;
    this.doses = run.doses;
    this.palette = run.palette;
  }

  SeriesSource source() {
    return source;
  }

  String title() {
    return source.title() + (LesionSource.of(source).isEmpty() ? "" : "; all lesions together");
  }

  /** A table with at least one row. */
  Optional<Table> table(String name) {
    return tables.computeIfAbsent(name, n -> source.table(n).filter(t -> t.rows() > 0));
  }

  double first() {
    return first;
  }

  double last() {
    return last;
  }

  /** Days of doses per drug, drugs in the order of their first dose. */
  Map<String, List<Double>> doses() {
    return doses;
  }

  boolean treated() {
    return !doses.isEmpty();
  }

  /** Day of the first dose, NaN without any. */
  double firstDose() {
    return doses.values().stream().flatMap(List::stream).min(Double::compare).orElse(Double.NaN);
  }

  Palette palette() {
    return palette;
  }

  /** What ended the run before its last day, such as {@code death on day 213}; else empty. */
  String ending() {
    Optional<Table> events = table("events");
    int row = events.map(table -> table.text("kind").indexOf("end")).orElse(-1);
    if (row < 0 || events.get().text("text").get(row).equals(LAST_DAY)) {
      return "";
    }
    return events.get().text("text").get(row)
        + " on day "
        + Math.round(events.get().numbers("day")[row]);
  }

  private Map<String, List<Double>> readDoses() {
    Map<String, List<Double>> byDrug = new LinkedHashMap<>();
    Optional<Table> events = table("events");
    if (events.isPresent()) {
      List<String> kinds = events.get().text("kind");
      List<String> subjects = events.get().text("subject");
      double[] days = events.get().numbers("day");
      for (int i = 0; i < days.length; i++) {
        if (kinds.get(i).equals("dose")) {
          byDrug.computeIfAbsent(subjects.get(i), drug -> new ArrayList<>()).add(days[i]);
        }
      }
    }
    return byDrug;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    table("clones").ifPresent(clones -> names.addAll(clones.text("genotype")));
    for (String name : List.of("ledger", "lesion-ledger")) {
      table(name).ifPresent(ledger -> names.addAll(ledger.text("cause")));
    }
    return names;
  }

  /**
   * A table's rows as series: per key a value for each day from the table's first to its last, 0
   * where it has none. Days without any row are among them.
   */
  static Series pivot(Table table, List<String> keys, String value) {
    double[] day = table.numbers("day");
    double[] values = table.numbers(value);
    TreeMap<Double, Integer> index = new TreeMap<>();
    for (double d : day) {
      index.put(d, 0);
    }
    if (!index.isEmpty()) {
      double end = index.lastKey();
      for (double d = index.firstKey() + 1; d < end; d++) {
        index.put(d, 0);
      }
    }
    double[] days = new double[index.size()];
    int next = 0;
    for (Map.Entry<Double, Integer> entry : index.entrySet()) {
      days[next] = entry.getKey();
      entry.setValue(next++);
    }
    Map<String, double[]> series = new LinkedHashMap<>();
    for (int i = 0; i < day.length; i++) {
      double[] row = series.computeIfAbsent(keys.get(i), key -> new double[days.length]);
      if (Double.isFinite(values[i])) {
        row[index.get(day[i])] += values[i];
      }
    }
    return new Series(days, series);
  }

  /** Series over common days. */
  static final class Series {

    final double[] days;
    final Map<String, double[]> values;

    Series(double[] days, Map<String, double[]> values) {
      this.days = days;
      this.values = values;
    }

    /** Each day's values divided by their sum; NaN on a day whose sum is 0. */
    Series shares() {
      double[] total = new double[days.length];
      for (double[] row : values.values()) {
        for (int i = 0; i < total.length; i++) {
          total[i] += row[i];
        }
      }
      Map<String, double[]> shares = new LinkedHashMap<>();
      for (Map.Entry<String, double[]> entry : values.entrySet()) {
        double[] row = entry.getValue().clone();
        for (int i = 0; i < row.length; i++) {
          row[i] = total[i] > 0 ? row[i] / total[i] : Double.NaN;
        }
        shares.put(entry.getKey(), row);
      }
      return new Series(days, shares);
    }

    /** The same, but NaN on some days. */
    Series without(Set<Double> hidden) {
      Map<String, double[]> shown = new LinkedHashMap<>();
      values.forEach(
          (key, all) -> {
            double[] row = all.clone();
            for (int i = 0; i < row.length; i++) {
              row[i] = hidden.contains(days[i]) ? Double.NaN : row[i];
            }
            shown.put(key, row);
          });
      return new Series(days, shown);
    }

    /** Bands on top of each other in the order of {@code keys}, which are colored by palette. */
    List<Bands.Band> stack(List<String> keys, Map<String, Color> colors, double scale) {
      List<Bands.Band> bands = new ArrayList<>();
      double[] base = new double[days.length];
      for (String key : keys) {
        double[] top = base.clone();
        double[] row = values.get(key);
        for (int i = 0; i < top.length; i++) {
          top[i] += row[i] * scale;
        }
        bands.add(new Bands.Band(key, colors.get(key), base, top));
        base = top;
      }
      return bands;
    }
  }
}
