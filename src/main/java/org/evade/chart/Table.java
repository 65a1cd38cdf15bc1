package org.evade.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An immutable table held by columns; each column is of numbers or of text. */
public final class Table {

  private final Map<String, double[]> numbers;
  private final Map<String, List<String>> texts;
  private final List<String> columns;
  private final int rows;

  private Table(Builder builder) {
    this.numbers = builder.numbers;
    this.texts = builder.texts;
    this.columns = List.copyOf(builder.columns);
    this.rows = Math.max(builder.rows, 0);
  }

  /** Starts an empty table. */
  public static Builder builder() {
    return new Builder();
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** The columns' names in order. */
  public List<String> columns() {
    return columns;
  }

  /**
   * Whether the table has a column.
   *
   * @param column the column's name
   */
  public boolean has(String column) {
    return numbers.containsKey(column) || texts.containsKey(column);
  }

  /** Whether a column is held as text. */
  boolean isText(String column) {
    return texts.containsKey(column);
  }

  /**
   * A column as numbers; a missing value, or text that is no number, is NaN.
   *
   * @param column the column's name
   * @return a copy, one value a row
   * @throws IllegalArgumentException if there is no such column
   */
  public double[] numbers(String column) {
    double[] values = numbers.get(column);
    if (values != null) {
      return values.clone();
    }
    List<String> text = text(column);
    double[] parsed = new double[rows];
    for (int i = 0; i < rows; i++) {
      parsed[i] = parse(text.get(i));
    }
    return parsed;
  }

  /**
   * A column as text; the missing value is the empty string.
   *
   * @param column the column's name
   * @return one string a row; whole numbers are written without a point
   * @throws IllegalArgumentException if there is no such column
   */
  public List<String> text(String column) {
    List<String> text = texts.get(column);
    if (text != null) {
      return text;
    }
    double[] values = numbers.get(column);
    if (values == null) {
      throw new IllegalArgumentException("no column " + column + "; there are " + columns);
    }
    List<String> written = new ArrayList<>(rows);
    for (double value : values) {
      if (Double.isNaN(value)) {
        written.add("");
      } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
        written.add(Long.toString((long) value));
      } else {
        written.add(Double.toString(value));
      }
    }
    return Collections.unmodifiableList(written);
  }

  private static double parse(String text) {
    try {
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** Collects columns of equal length. */
  public static final class Builder {

    private final Map<String, double[]> numbers = new LinkedHashMap<>();
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private final List<String> columns = new ArrayList<>();
    private int rows = -1;

    private Builder() {}

    /**
     * Adds a column of numbers.
     *
     * @param column the column's name
     * @param values one value a row, NaN where missing; copied
     * @return this builder
     * @throws IllegalArgumentException if the length differs from the other columns' or the name is
     *     taken
     */
    public Builder numbers(String column, double[] values) {
      claim(column, values.length);
      numbers.put(column, values.clone());
      return this;
    }

    /**
     * Adds a column of text.
     *
     * @param column the column's name
     * @param values one string a row, empty where missing
     * @return this builder
     * @throws IllegalArgumentException if the length differs from the other columns' or the name is
     *     taken
     */
    public Builder text(String column, List<String> values) {
      claim(column, values.size());
      texts.put(column, List.copyOf(values));
      return this;
    }

    private void claim(String column, int length) {
      if (numbers.containsKey(column) || texts.containsKey(column)) {
        throw new IllegalArgumentException("column " + column + " is there already");
      }
      if (rows >= 0 && rows != length) {
        throw new IllegalArgumentException(
            "column " + column + " has " + length + " rows, the others " + rows);
      }
      rows = length;
      columns.add(column);
    }

    /** Returns the table. The builder must not be used after. */
    public Table build() {
      return new Table(this);
    }
  }
}
