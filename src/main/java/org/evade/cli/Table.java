package org.evade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, the last of them wrapped. */
final class Table {

  private static final int WIDTH = 100;
  private static final int NARROWEST = 30;
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; every row has the same number of columns. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Whether there is no row. */
  boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Prints the rows, each line behind an indent. */
  void print(PrintWriter out, String indent) {
    if (rows.isEmpty()) {
      return;
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    int before = indent.length();
    for (int i = 0; i < columns - 1; i++) {
      before += widths[i] + GAP.length();
    }
    int room = Math.max(NARROWEST, WIDTH - before);
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int i = 0; i < columns - 1; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length())).append(GAP);
      }
      for (String part : wrap(row.get(columns - 1), room)) {
        out.println(line.append(part).toString().stripTrailing());
        line = new StringBuilder(" ".repeat(before));
      }
    }
  }

  /** A text cut into lines at its spaces; a longer word keeps a line of its own. */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
