package org.evade.chart;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** A plane of a spatial snapshot: all of a flat tissue, the middle slice of a deep one. */
final class Slice {

  final String label;
  final double day;
  final int width;
  final int height;

  /** Depth of the plane in µm, NaN for a flat tissue. */
  final double depth;

  /** Edge of a voxel, µm. */
  final double spacing;

  private final Table table;

  /** Row of the table per pixel, rows of the picture from the top; −1 where the table has none. */
  private final int[] rows;

  private Slice(String label, Slice same) {
    this.label = label;
    this.day = same.day;
    this.width = same.width;
    this.height = same.height;
    this.depth = same.depth;
    this.spacing = same.spacing;
    this.table = same.table;
    this.rows = same.rows;
  }

  private Slice(String label, Table table, double[] x, double[] y, double[] z) {
    this.label = label;
    this.table = table;
    double[] days = table.has("day") ? table.numbers("day") : new double[0];
    this.day = days.length > 0 ? days[0] : Double.NaN;
    List<Double> depths = distinct(z);
    double middle = depths.get(depths.size() / 2);
    this.depth = depths.size() > 1 ? middle : Double.NaN;
    List<Double> xs = distinct(x);
    List<Double> ys = distinct(y);
    this.spacing = spacing(xs, ys);
    this.width = 1 + (int) Math.round((xs.get(xs.size() - 1) - xs.get(0)) / spacing);
    this.height = 1 + (int) Math.round((ys.get(ys.size() - 1) - ys.get(0)) / spacing);
    this.rows = new int[width * height];
    Arrays.fill(rows, -1);
    for (int row = 0; row < x.length; row++) {
      if (z[row] == middle) {
        int column = (int) Math.round((x[row] - xs.get(0)) / spacing);
        int line = (int) Math.round((y[row] - ys.get(0)) / spacing);
        rows[line * width + column] = row;
      }
    }
  }

  static Slice of(String label, Table map) {
    return new Slice(label, map, map.numbers("x_um"), map.numbers("y_um"), map.numbers("z_um"));
  }

  /** The same plane under another label. */
  Slice called(String other) {
    return new Slice(other, this);
  }

  boolean has(String column) {
    return table.has(column);
  }

  List<String> columns() {
    return table.columns();
  }

  /** A column per pixel, NaN where missing. */
  double[] numbers(String column) {
    double[] all = table.numbers(column);
    double[] plane = new double[rows.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = rows[i] < 0 ? Double.NaN : all[rows[i]];
    }
    return plane;
  }

  /** A column of words per pixel, empty where missing. */
  String[] text(String column) {
    List<String> all = table.text(column);
    String[] plane = new String[rows.length];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = rows[i] < 0 ? "" : all.get(rows[i]);
    }
    return plane;
  }

  private static List<Double> distinct(double[] values) {
    TreeSet<Double> set = new TreeSet<>();
    for (double value : values) {
      set.add(value);
    }
    return List.copyOf(set);
  }

  private static double spacing(List<Double> xs, List<Double> ys) {
    double smallest = Double.POSITIVE_INFINITY;
    for (List<Double> values : List.of(xs, ys)) {
      for (int i = 1; i < values.size(); i++) {
        smallest = Math.min(smallest, values.get(i) - values.get(i - 1));
      }
    }
    return Double.isFinite(smallest) ? smallest : 1;
  }
}
