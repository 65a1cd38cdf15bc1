package org.evade.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file {@code columns.json}: per table, sorted by name, its columns with unit and meaning. */
final class Dictionary {

  static final String FILE = "columns.json";

  private Dictionary() {}

  static void write(Path directory, Map<String, List<ColumnSpec>> tables) {
    Map<String, Object> tree = new TreeMap<>();
    tables.forEach(
        (table, columns) -> tree.put(table, columns.stream().map(Dictionary::tree).toList()));
    AtomicFiles.write(directory.resolve(FILE), Trees.json(tree).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> tree(ColumnSpec column) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", column.name());
    tree.put("unit", column.unit());
    tree.put("meaning", column.meaning());
    return tree;
  }

  /** Reads the dictionary; a directory without one gives an empty map. */
  static Map<String, List<ColumnSpec>> read(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      Map<String, List<ColumnSpec>> columns =
          Manifest.mapper()
              .readValue(
                  Files.readAllBytes(file),
                  new TypeReference<TreeMap<String, List<ColumnSpec>>>() {});
      if (columns == null) {
        throw new ResultsException(file, "is no data dictionary: it is empty");
      }
      columns.forEach(
          (table, specs) -> {
            if (specs == null || specs.contains(null)) {
              throw new ResultsException(
                  file, "is no data dictionary: " + table + " lacks a column's description");
            }
          });
      return columns;
    } catch (JsonProcessingException e) {
      throw new ResultsException(file, "is no data dictionary: " + Manifest.reason(e));
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }
}
