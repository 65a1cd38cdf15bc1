package org.evade.results;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.evade.chart.Table;

/**
 * A table that a study fills row by row, over as many sessions as it takes: rows already in its
 * file are there again when it is opened. After each row the whole file is written beside its place
 * and renamed, in the order of the rows' keys, so that it is the same whichever run ended first.
 */
public final class StudyTable {

  private final Path file;
  private final TableSpec spec;
  private final int keys;
  private final SortedMap<String, Row> rows = new TreeMap<>();

  /**
   * A row as it stands in the file.
   *
   * @param cells text by column
   */
  public record Row(Map<String, String> cells) {

    /** Text of a column, empty where missing. */
    public String text(String column) {
      String text = cells.get(column);
      if (text == null) {
        throw new IllegalArgumentException("no column " + column);
      }
      return text;
    }

    /** Number of a column, NaN where missing. */
    public double number(String column) {
      String text = text(column);
      return text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }
  }

  private StudyTable(Path file, TableSpec spec, int keys) {
    this.file = file;
    this.spec = spec;
    this.keys = keys;
  }

  /**
   * Opens a table, with the rows that its file already has.
   *
   * @param directory where it is, made when missing
   * @param spec name and columns
   * @param keys how many of the first columns tell one row from another
   * @throws IllegalStateException when the file has other columns
   */
  public static StudyTable open(Path directory, TableSpec spec, int keys) {
    StudyTable table = new StudyTable(directory.resolve(spec.fileName()), spec, keys);
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (Files.exists(table.file)) {
      table.read();
    }
    return table;
  }

  private void read() {
    List<String> names = spec.columns().stream().map(ColumnSpec::name).toList();
    List<ColumnSpec> raw =
        names.stream().map(name -> new ColumnSpec(name, ColumnSpec.TEXT, "as written")).toList();
    Table read = CsvReader.read(file, raw);
    if (!read.columns().equals(names)) {
      throw new IllegalStateException(
          file + " has the columns " + read.columns() + ", not " + names);
    }
    List<List<String>> columns = names.stream().map(read::text).toList();
    for (int r = 0; r < read.rows(); r++) {
      int row = r;
      put(columns.stream().map(column -> column.get(row)).toList());
    }
  }

  /** Whether the table has a row with these keys. */
  public synchronized boolean has(Object... key) {
    return rows.containsKey(key(Stream.of(key).map(StudyTable::cell).toList()));
  }

  /** The rows in the order of their keys. */
  public synchronized List<Row> rows() {
    return List.copyOf(rows.values());
  }

  /**
   * Adds a row, or takes the place of the one with its keys, and writes the file.
   *
   * @param values numbers or text, in the order of the columns; NaN and the empty text are missing
   */
  public synchronized void add(Object... values) {
    if (values.length != spec.columns().size()) {
      throw new IllegalArgumentException(
          spec.name() + " has " + spec.columns().size() + " columns, not " + values.length);
    }
    put(Stream.of(values).map(StudyTable::cell).toList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    TableWriter writer = new TableWriter(bytes, file, spec, 0, new CRC32C());
    for (Row row : rows.values()) {
      spec.columns().forEach(column -> writer.text(row.text(column.name())));
      writer.endRow();
    }
    writer.close();
    AtomicFiles.write(file, bytes.toByteArray());
  }

  private void put(List<String> cells) {
    Map<String, String> byName = new TreeMap<>();
    List<String> all = new ArrayList<>(cells);
    for (int c = 0; c < all.size(); c++) {
      byName.put(spec.columns().get(c).name(), all.get(c));
    }
    rows.put(key(all), new Row(byName));
  }

  private String key(List<String> cells) {
    // Numbers right-aligned, so that they sort as numbers.
    return cells.subList(0, keys).stream()
        .map(cell -> cell.matches("[0-9]+") ? "%9s".formatted(cell) : cell)
        .collect(Collectors.joining("\u0000"));
  }

  private static String cell(Object value) {
    return value instanceof Double number ? Numbers.format(number) : value.toString();
  }
}
