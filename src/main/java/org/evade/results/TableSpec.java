package org.evade.results;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A table: its name, which is the file's name without {@code .csv}, and its columns in order.
 *
 * @param name lower case, digits, underscores, hyphens
 * @param columns at least one, names distinct
 */
public record TableSpec(String name, List<ColumnSpec> columns) {

  /** Checks the names. */
  public TableSpec {
    columns = List.copyOf(columns);
    if (!name.matches("[a-z0-9_-]+")) {
      throw new IllegalArgumentException("table name '" + name + "' is not [a-z0-9_-]+");
    }
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("table " + name + " has no column");
    }
    Set<String> seen = new HashSet<>();
    for (ColumnSpec column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException(
            "table " + name + " has column " + column.name() + " twice");
      }
    }
  }

  /** The header line without its line end. */
  String header() {
    StringBuilder header = new StringBuilder();
    for (ColumnSpec column : columns) {
      header.append(header.length() == 0 ? "" : ",").append(column.name());
    }
    return header.toString();
  }

  /** The file's name. */
  String fileName() {
    return name + ".csv";
  }
}
