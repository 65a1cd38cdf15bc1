package org.evade.scenario;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.evade.catalogue.Nearest;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.TextFile;
import org.evade.catalogue.Units;

/**
 * Reads a table of cells for one lattice. Whatever is wrong with it is named by line and column,
 * all of it at once; of a long list only the first problems are told, and how many more there are.
 */
final class CellTableReader {

  /** Largest table that is read, in MiB. */
  static final int LARGEST_MIB = 32;

  /** Problems of one table that are told one by one. */
  static final int MOST_PROBLEMS = 20;

  private static final String X = "x_um";
  private static final String Y = "y_um";
  private static final String Z = "z_um";
  private static final String TYPE = "type";
  private static final String CLONE = "clone";
  private static final List<String> COLUMNS = List.of(X, Y, Z, TYPE, CLONE);
  private static final Pattern NUMBER = Pattern.compile(Units.NUMBER);
  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ._+-]{0,39}");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");
  private static final String MARK = "\ufeff";

  private final String name;
  private final int[] voxels;
  private final double edge;
  private final NavigableSet<String> mechanisms;
  private final SortedSet<String> heritable;
  private final SortedSet<String> on;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> columns = new TreeMap<>();
  private final List<CellTable.Cell> cells = new ArrayList<>();
  private final SortedMap<Integer, Voxel> taken = new TreeMap<>();

  /**
   * A reader for one lattice.
   *
   * @param name how messages name the table
   * @param voxels voxels along x, y and z; one along z in two dimensions
   * @param edge edge of a voxel in um
   * @param words every mechanism; a clone's label may name those that change clones
   * @param on mechanisms that are on
   */
  CellTableReader(String name, int[] voxels, double edge, Vocabulary words, SortedSet<String> on) {
    this.name = name;
    this.voxels = voxels.clone();
    this.edge = edge;
    this.mechanisms = new TreeSet<>(words.mechanisms().keySet());
    this.heritable = words.heritable();
    this.on = on;
  }

  /** What rows put into a voxel, with their lines. */
  private static final class Voxel {
    private String solid = "";
    private int solidLine;
    private final List<Place> leukocytes = new ArrayList<>();
  }

  /** A value of a row and the column, from 1, in which it starts. */
  private record Field(String text, int column) {}

  /**
   * Reads the table.
   *
   * @param path the file
   * @param into takes what is wrong with it
   * @return the table; of no use when anything is wrong
   */
  CellTable read(Path path, List<Problem> into) {
    Optional<String> text = TextFile.read(path, name, "CSV file", LARGEST_MIB, problems);
    text.ifPresent(this::table);
    problems.sort(Comparator.comparingInt(Problem::line));
    problems.stream().limit(MOST_PROBLEMS).forEach(into::add);
    int more = problems.size() - MOST_PROBLEMS;
    if (more > 0) {
      Problem next = problems.get(MOST_PROBLEMS);
      into.add(
          Problem.at(
              new Place(name, next.line(), next.column(), ""),
              (more == 1 ? "1 more problem" : more + " more problems") + " from here on",
              "a table without any"));
    }
    return new CellTable(name, text.orElse(""), cells);
  }

  private void table(String text) {
    // A spreadsheet's mark of UTF-8 is no part of the first column's name.
    String[] lines = LINE_END.split(text.startsWith(MARK) ? text.substring(1) : text, -1);
    // After the last line end there is no line.
    int count = lines[lines.length - 1].isEmpty() ? lines.length - 1 : lines.length;
    if (count == 0) {
      problems.add(Problem.at(new Place(name, 1, 1, ""), "an empty file", header()));
      return;
    }
    int width = header(lines[0]);
    if (width == 0) {
      return;
    }
    for (int i = 1; i < count; i++) {
      row(lines[i], i + 1, width);
    }
    if (count == 1) {
      problems.add(
          Problem.at(new Place(name, 1, 1, ""), "no row below the header", "a row a cell"));
    }
    rooms();
    boolean typed = columns.containsKey(TYPE) && problems.isEmpty();
    if (typed && cells.stream().noneMatch(c -> c.type() == CellTable.Type.TUMOR)) {
      problems.add(Problem.at(Place.of(name), "no living tumor cell", "rows of type tumor"));
    }
  }

  private boolean isFlat() {
    return voxels[2] == 1;
  }

  private String header() {
    return "the columns x_um, y_um, " + (isFlat() ? "" : "z_um, ") + "type and, if known, clone";
  }

  /** Takes the columns and returns how many there are; 0 when none can be told. */
  private int header(String line) {
    List<Field> names = fields(line, 1);
    if (names.size() == 1 && (line.indexOf(';') >= 0 || line.indexOf('\t') >= 0)) {
      String separator = line.indexOf(';') >= 0 ? "semicolons" : "tabs";
      problems.add(
          Problem.at(new Place(name, 1, 1, ""), "columns parted by " + separator, "commas"));
      return 0;
    }
    if (names.stream().noneMatch(field -> COLUMNS.contains(field.text()))) {
      if (!names.isEmpty()) {
        String found = "no header, but " + quoted(line.strip());
        problems.add(Problem.at(new Place(name, 1, 1, ""), found, header()));
      }
      return 0;
    }
    // A column under a wrong name is no missing one.
    Set<String> meant = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      Field field = names.get(i);
      Place place = new Place(name, 1, field.column(), "");
      if (!COLUMNS.contains(field.text())) {
        Problem unknown = Problem.unknown(place, "column", field.text(), COLUMNS);
        problems.add(unknown);
        unknown.nearest().ifPresent(meant::add);
        continue;
      }
      Integer earlier = columns.putIfAbsent(field.text(), i);
      if (earlier != null) {
        problems.add(
            Problem.at(place, "the column " + field.text() + " a second time", "each column once"));
      }
    }
    List<String> needed = isFlat() ? List.of(X, Y, TYPE) : List.of(X, Y, Z, TYPE);
    for (String column : needed) {
      if (!columns.containsKey(column) && !meant.contains(column)) {
        String why = column.equals(Z) ? " (the lattice has three dimensions)" : "";
        problems.add(Problem.at(new Place(name, 1, 1, ""), "no column " + column + why, header()));
      }
    }
    return names.size();
  }

  private void row(String line, int number, int width) {
    if (line.isBlank()) {
      problems.add(Problem.at(new Place(name, number, 1, ""), "an empty line", "a row a cell"));
      return;
    }
    List<Field> fields = fields(line, number);
    if (fields.isEmpty()) {
      return;
    }
    if (fields.size() != width) {
      problems.add(
          Problem.at(
              new Place(name, number, 1, ""),
              fields.size() + (fields.size() == 1 ? " value" : " values"),
              width + ", one for each column of the header"));
      return;
    }
    OptionalInt x = position(fields, number, X, voxels[0]);
    OptionalInt y = position(fields, number, Y, voxels[1]);
    OptionalInt z = depth(fields, number);
    Optional<CellTable.Type> type = type(fields, number);
    Optional<String> clone = clone(fields, number, type);
    if (x.isPresent() && y.isPresent() && z.isPresent() && type.isPresent()) {
      CellTable.Cell cell =
          new CellTable.Cell(
              x.getAsInt(), y.getAsInt(), z.getAsInt(), type.get(), clone.orElse(""));
      cells.add(cell);
      enter(cell, place(fields, number, TYPE));
    }
  }

  private Place place(List<Field> fields, int number, String column) {
    return new Place(name, number, fields.get(columns.get(column)).column(), column);
  }

  private Optional<String> value(List<Field> fields, String column) {
    return Optional.ofNullable(columns.get(column)).map(i -> fields.get(i).text());
  }

  private OptionalInt position(List<Field> fields, int number, String column, int count) {
    OptionalDouble um = number(fields, number, column, "from 0 to below " + um(count * edge));
    if (um.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!(um.getAsDouble() >= 0 && um.getAsDouble() < count * edge)) {
      problems.add(
          Problem.at(
              place(fields, number, column),
              Problem.shorten(value(fields, column).orElseThrow())
                  + ", which is outside the lattice",
              "from 0 to below " + um(count * edge)));
      return OptionalInt.empty();
    }
    // The quotient of a number just below the wall may round up to the wall itself.
    return OptionalInt.of(Math.min(count - 1, (int) (um.getAsDouble() / edge)));
  }

  private static String um(double length) {
    return Units.format(length) + " um";
  }

  private OptionalInt depth(List<Field> fields, int number) {
    if (!isFlat()) {
      return position(fields, number, Z, voxels[2]);
    }
    if (!columns.containsKey(Z)) {
      return OptionalInt.of(0);
    }
    String allowed = "0 on a lattice of two dimensions, or no column z_um";
    OptionalDouble um = number(fields, number, Z, allowed);
    if (um.isPresent() && um.getAsDouble() != 0) {
      String found = Problem.shorten(value(fields, Z).orElseThrow());
      problems.add(Problem.at(place(fields, number, Z), found, allowed));
      return OptionalInt.empty();
    }
    return um.isPresent() ? OptionalInt.of(0) : OptionalInt.empty();
  }

  private OptionalDouble number(List<Field> fields, int number, String column, String range) {
    Optional<String> text = value(fields, column);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (!NUMBER.matcher(text.get()).matches()) {
      problems.add(
          Problem.at(place(fields, number, column), quoted(text.get()), "a number, " + range));
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(Double.parseDouble(text.get()));
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "nothing" : "'" + Problem.shorten(text) + "'";
  }

  private Optional<CellTable.Type> type(List<Field> fields, int number) {
    Optional<String> text = value(fields, TYPE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    for (CellTable.Type type : CellTable.Type.values()) {
      if (type.word().equals(text.get())) {
        return Optional.of(type);
      }
    }
    problems.add(
        Problem.unknown(place(fields, number, TYPE), "type", text.get(), CellTable.Type.words()));
    return Optional.empty();
  }

  private Optional<String> clone(List<Field> fields, int number, Optional<CellTable.Type> type) {
    Optional<String> label = value(fields, CLONE).filter(text -> !text.isEmpty());
    if (label.isEmpty()) {
      return label;
    }
    Place place = place(fields, number, CLONE);
    if (type.isPresent()
        && type.get() != CellTable.Type.TUMOR
        && type.get() != CellTable.Type.DEBRIS) {
      problems.add(
          Problem.at(
              place,
              quoted(label.get()) + " for a " + type.get().word(),
              "a clone for tumor and debris only"));
    } else if (!LABEL.matcher(label.get()).matches()) {
      problems.add(
          Problem.at(
              place,
              quoted(label.get()),
              "a label of at most 40 letters, digits, spaces, '.', '_', '-' and '+'"));
    } else {
      mechanisms(label.get(), place);
    }
    return label;
  }

  /** A label that names mechanisms, joined by '+', must name each of them rightly. */
  private void mechanisms(String label, Place place) {
    Collection<String> parts = CellTable.parts(label);
    boolean named = parts.stream().anyMatch(mechanisms::contains);
    if (named && new TreeSet<>(parts).size() < parts.size()) {
      problems.add(Problem.at(place, quoted(label), "each mechanism once in a label"));
    }
    for (String part : parts) {
      if (!named) {
        Optional<String> nearest = Nearest.to(part, mechanisms);
        if (nearest.isPresent()) {
          problems.add(
              new Problem(
                  place.file(),
                  place.line(),
                  place.column(),
                  place.path(),
                  quoted(label) + ", which is almost the name of a mechanism",
                  "a mechanism's name, or a label that cannot be mistaken for one",
                  nearest));
        }
      } else if (!heritable.contains(part)) {
        problems.add(Problem.unknown(place, "heritable mechanism", part, heritable));
      } else if (!on.contains(part)) {
        problems.add(
            Problem.at(
                place,
                "a clone of " + part + ", which is switched off",
                "clones of mechanisms that are on"));
      }
    }
  }

  private void enter(CellTable.Cell cell, Place place) {
    int site = (cell.z() * voxels[1] + cell.y()) * voxels[0] + cell.x();
    Voxel voxel = taken.computeIfAbsent(site, v -> new Voxel());
    if (cell.type().isLeukocyte()) {
      voxel.leukocytes.add(place);
    } else if (voxel.solid.isEmpty()) {
      voxel.solid = cell.type().word();
      voxel.solidLine = place.line();
    } else {
      problems.add(
          Problem.at(
              place,
              "a "
                  + cell.type().word()
                  + where(cell)
                  + " of the "
                  + voxel.solid
                  + " of line "
                  + voxel.solidLine,
              "one tumor cell, debris or vessel in a voxel of " + um(edge)));
    }
  }

  private String where(CellTable.Cell cell) {
    return " in the voxel (" + cell.x() + ", " + cell.y() + (isFlat() ? "" : ", " + cell.z()) + ")";
  }

  /** Leukocytes that find no room, now that all rows are known. */
  private void rooms() {
    for (Voxel voxel : taken.values()) {
      boolean tumor = voxel.solid.equals("tumor") || voxel.solid.equals("debris");
      int room =
          tumor ? Scenario.LesionPlan.CAPACITY_BESIDE_TUMOR : Scenario.LesionPlan.OPEN_CAPACITY;
      for (int i = room; i < voxel.leukocytes.size(); i++) {
        String beside = tumor ? " beside the " + voxel.solid + " of line " + voxel.solidLine : "";
        problems.add(
            Problem.at(
                voxel.leukocytes.get(i),
                "leukocyte number " + (i + 1) + " of one voxel" + beside,
                "at most " + room + (tumor ? " beside a tumor cell or debris" : " in a voxel")));
      }
    }
  }

  /** The values of a line without the spaces around them; none when a quote is not closed. */
  private List<Field> fields(String line, int number) {
    List<Field> fields = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      int start = at;
      while (start < line.length() && line.charAt(start) == ' ') {
        start++;
      }
      if (start < line.length() && line.charAt(start) == '"') {
        StringBuilder text = new StringBuilder();
        int i = start + 1;
        while (i < line.length()
            && (line.charAt(i) != '"' || (i + 1 < line.length() && line.charAt(i + 1) == '"'))) {
          i += line.charAt(i) == '"' ? 1 : 0;
          text.append(line.charAt(i++));
        }
        int comma = i + 1;
        while (comma < line.length() && line.charAt(comma) == ' ') {
          comma++;
        }
        if (i >= line.length() || (comma < line.length() && line.charAt(comma) != ',')) {
          problems.add(
              Problem.at(
                  new Place(name, number, start + 1, ""),
                  "a quote that is not closed before the next comma",
                  "plain values, or values in double quotes"));
          return List.of();
        }
        fields.add(new Field(text.toString().strip(), start + 1));
        at = comma + 1;
      } else {
        int comma = line.indexOf(',', start);
        int end = comma < 0 ? line.length() : comma;
        fields.add(new Field(line.substring(start, end).strip(), start + 1));
        at = end + 1;
      }
    }
    return fields;
  }
}
