package org.evade.results;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.evade.chart.Table;

/**
 * Reads RFC 4180 tables into columns; a last row without a line end, torn by a kill, is left out.
 */
final class CsvReader {

  private final Reader in;
  private final Path path;
  private final StringBuilder cell = new StringBuilder();
  private final List<String> row = new ArrayList<>();
  private int line = 1;

  private CsvReader(Reader in, Path path) {
    this.in = in;
    this.path = path;
  }

  /**
   * Reads a table.
   *
   * @param file a CSV file, gzipped if its name ends so
   * @param specs the columns known of; a column not among them is of numbers if all its values are
   */
  static Table read(Path file, List<ColumnSpec> specs) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain =
            file.toString().endsWith(".gz")
                ? new GZIPInputStream(raw, 1 << 16)
                : new BufferedInputStream(raw, 1 << 16);
        Reader reader = new InputStreamReader(plain, StandardCharsets.UTF_8)) {
      return new CsvReader(reader, file).table(specs);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }

  private Table table(List<ColumnSpec> specs) throws IOException {
    if (!nextRow()) {
      return Table.builder().build();
    }
    Map<String, ColumnSpec> known = new HashMap<>();
    for (ColumnSpec spec : specs) {
      known.put(spec.name(), spec);
    }
    List<Column> columns = new ArrayList<>();
    for (String name : row) {
      ColumnSpec spec = known.get(name);
      columns.add(new Column(name, spec == null || spec.isText(), spec == null));
    }
    while (nextRow()) {
      if (row.size() != columns.size()) {
        throw new ResultsException(
            path, "line " + (line - 1) + " has " + row.size() + " values, not " + columns.size());
      }
      for (int i = 0; i < columns.size(); i++) {
        if (!columns.get(i).add(row.get(i))) {
          throw new ResultsException(
              path,
              "line "
                  + (line - 1)
                  + ", column "
                  + columns.get(i).name
                  + ": '"
                  + row.get(i)
                  + "' is not a number");
        }
      }
    }
    Table.Builder table = Table.builder();
    for (Column column : columns) {
      column.addTo(table);
    }
    return table.build();
  }

  /** Reads a row into {@link #row}; false at the end of the file, or in a torn last row. */
  private boolean nextRow() throws IOException {
    row.clear();
    cell.setLength(0);
    boolean quoted = false;
    boolean closing = false;
    while (true) {
      int c = in.read();
      if (c < 0) {
        return false;
      }
      if (c == '\n') {
        line++;
      }
      if (quoted && !closing) {
        if (c == '"') {
          closing = true;
        } else {
          cell.append((char) c);
        }
        continue;
      }
      if (closing && c == '"') {
        cell.append('"');
        closing = false;
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case ',' -> {
          row.add(cell.toString());
          cell.setLength(0);
          quoted = false;
          closing = false;
        }
        case '\n' -> {
          row.add(cell.toString());
          return true;
        }
        case '\r' -> {
          // Line ends of another system, after an editor had the file.
        }
        default -> cell.append((char) c);
      }
    }
  }

  /** A column as it grows. */
  private static final class Column {

    private final String name;
    private final boolean text;
    private final boolean guess;
    private final List<String> strings = new ArrayList<>();
    private final Map<String, String> distinct = new HashMap<>();
    private double[] values = new double[64];
    private int rows;

    Column(String name, boolean text, boolean guess) {
      this.name = name;
      this.text = text;
      this.guess = guess;
    }

    boolean add(String value) {
      if (text) {
        // The words of a table are few: each is kept once.
        String same = distinct.putIfAbsent(value, value);
        strings.add(same == null ? value : same);
        return true;
      }
      if (rows == values.length) {
        values = Arrays.copyOf(values, rows * 2);
      }
      values[rows] = number(value);
      return !Double.isNaN(values[rows++]) || value.isEmpty();
    }

    void addTo(Table.Builder table) {
      if (!text) {
        table.numbers(name, Arrays.copyOf(values, rows));
        return;
      }
      if (guess) {
        double[] numbers = new double[strings.size()];
        boolean all = true;
        for (int i = 0; i < numbers.length && all; i++) {
          numbers[i] = number(strings.get(i));
          all = !Double.isNaN(numbers[i]) || strings.get(i).isEmpty();
        }
        if (all) {
          table.numbers(name, numbers);
          return;
        }
      }
      table.text(name, strings);
    }

    private static double number(String value) {
      if (value.isEmpty()) {
        return Double.NaN;
      }
      if (value.equals("inf")) {
        return Double.POSITIVE_INFINITY;
      }
      if (value.equals("-inf")) {
        return Double.NEGATIVE_INFINITY;
      }
      try {
        return Double.parseDouble(value);
      } catch (NumberFormatException e) {
        return Double.NaN;
      }
    }
  }
}
