package org.evade.results;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Appends rows to a table in RFC 4180 form, with {@code \n} line ends and UTF-8, whatever the
 * locale. Each row is written value by value in the order of the columns and closed by {@link
 * #endRow()}. Rows reach the file when the buffer is full, at a checkpoint and at the end.
 */
public final class TableWriter {

  private static final int BUFFER = 1 << 16;

  private final OutputStream out;
  private final Path path;
  private final TableSpec spec;
  private final byte[] buffer = new byte[BUFFER];
  private final CRC32C checksum;
  private int filled;
  private long length;
  private int column;

  TableWriter(OutputStream out, Path path, TableSpec spec, long length, CRC32C checksum) {
    this.out = out;
    this.path = path;
    this.spec = spec;
    this.length = length;
    this.checksum = checksum;
    if (length == 0) {
      ascii(spec.header());
      put((byte) '\n');
    }
  }

  /** The table's columns. */
  public TableSpec spec() {
    return spec;
  }

  /**
   * Writes a number into the row's next column.
   *
   * @param value the value with up to nine significant digits, NaN where missing
   * @return this writer
   * @throws IllegalStateException if the row is full
   */
  public TableWriter number(double value) {
    next();
    ascii(Numbers.format(value));
    return this;
  }

  /**
   * Writes a whole number, with all its digits, into the row's next column.
   *
   * @param value the value
   * @return this writer
   * @throws IllegalStateException if the row is full
   */
  public TableWriter count(long value) {
    next();
    ascii(Long.toString(value));
    return this;
  }

  /**
   * Writes text into the row's next column, quoted where needed.
   *
   * @param value any text; the empty string stands for missing
   * @return this writer
   * @throws IllegalStateException if the row is full
   */
  public TableWriter text(String value) {
    next();
    boolean quoted = false;
    for (int i = 0; i < value.length() && !quoted; i++) {
      char c = value.charAt(i);
      quoted = c == ',' || c == '"' || c == '\n' || c == '\r';
    }
    String cell = quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
    for (byte b : cell.getBytes(StandardCharsets.UTF_8)) {
      put(b);
    }
    return this;
  }

  /**
   * Ends the row.
   *
   * @throws IllegalStateException if columns are missing
   */
  public void endRow() {
    if (column != spec.columns().size()) {
      throw new IllegalStateException(
          "table " + spec.name() + ": column " + spec.columns().get(column).name() + " is missing");
    }
    column = 0;
    put((byte) '\n');
  }

  /** Bytes written so far, header included. */
  long length() {
    return length + filled;
  }

  /** Checksum of all bytes up to the last flush. */
  long checksum() {
    return checksum.getValue();
  }

  /** Whether a row is begun and not ended. */
  boolean inRow() {
    return column != 0;
  }

  void flush() {
    try {
      out.write(buffer, 0, filled);
      out.flush();
    } catch (IOException e) {
      throw new ResultsException(path, "cannot write", e);
    }
    checksum.update(buffer, 0, filled);
    length += filled;
    filled = 0;
  }

  void close() {
    flush();
    try {
      out.close();
    } catch (IOException e) {
      throw new ResultsException(path, "cannot write", e);
    }
  }

  private void next() {
    if (column == spec.columns().size()) {
      throw new IllegalStateException(
          "table " + spec.name() + " has only " + column + " columns; endRow() is missing");
    }
    if (column++ > 0) {
      put((byte) ',');
    }
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put((byte) text.charAt(i));
    }
  }

  private void put(byte b) {
    if (filled == BUFFER) {
      flush();
    }
    buffer[filled++] = b;
  }
}
