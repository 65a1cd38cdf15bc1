package org.evade.scenario;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.evade.catalogue.Amount;
import org.evade.catalogue.Node;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.UnitException;
import org.evade.catalogue.Units;

/**
 * What may stand in one place of a scenario file. The same shapes check a file and make its JSON
 * Schema, so that the two cannot differ.
 */
sealed interface Shape {

  /** What is allowed, in words. */
  String allowed();

  /** Notes what is wrong with a node. */
  void check(Node node, List<Problem> problems);

  /** The JSON Schema of this shape. */
  ObjectNode schema();

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static void wrong(Node node, Shape shape, List<Problem> problems) {
    problems.add(Problem.at(node.place(), node.describe(), shape.allowed()));
  }

  /**
   * Text.
   *
   * @param allowed what is allowed, in words
   * @param pattern pattern the whole text must match
   */
  record Text(String allowed, Pattern pattern) implements Shape {
    @Override
    public void check(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Scalar scalar
          && !scalar.isEmpty()
          && pattern.matcher(scalar.text().strip()).matches())) {
        wrong(node, this, problems);
      }
    }

    @Override
    public ObjectNode schema() {
      return object().put("type", "string").put("pattern", "^\\s*(?:" + pattern + ")\\s*$");
    }
  }

  /**
   * A whole number.
   *
   * @param min smallest allowed
   * @param max largest allowed
   */
  record Whole(long min, long max) implements Shape {
    @Override
    public String allowed() {
      return min == Long.MIN_VALUE ? "a whole number" : "a whole number from " + min + " to " + max;
    }

    OptionalLong read(Node node) {
      if (node instanceof Node.Scalar scalar && scalar.text().matches("[+-]?[0-9]{1,19}")) {
        try {
          long value = Long.parseLong(scalar.text());
          if (value >= min && value <= max) {
            return OptionalLong.of(value);
          }
        } catch (NumberFormatException e) {
          return OptionalLong.empty();
        }
      }
      return OptionalLong.empty();
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      if (read(node).isEmpty()) {
        wrong(node, this, problems);
      }
    }

    @Override
    public ObjectNode schema() {
      ObjectNode result = object().put("type", "integer");
      return min == Long.MIN_VALUE ? result : result.put("minimum", min).put("maximum", max);
    }
  }

  /**
   * A number with its unit.
   *
   * @param unit unit in which it is held, {@code 1} for a plain number or a percentage
   * @param min smallest allowed, in {@code unit}
   * @param max largest allowed
   * @param positive whether it must be above 0, whatever {@code min} says
   * @param whole whether it must be a whole number of {@code unit}
   * @param told unit in which messages tell the range
   */
  record Quantity(String unit, double min, double max, boolean positive, boolean whole, String told)
      implements Shape {

    static Quantity of(String unit, double min, double max) {
      return new Quantity(unit, min, max, false, false, unit);
    }

    /** Above 0 and up to a largest value. */
    static Quantity positive(String unit, double max) {
      return new Quantity(unit, 0, max, true, false, unit);
    }

    /** A whole number of units. */
    static Quantity whole(String unit, double min, double max) {
      return new Quantity(unit, min, max, false, true, unit);
    }

    /** A whole number of minutes up to some days, which messages tell in days. */
    static Quantity minutesInDays(int days, boolean positive) {
      return new Quantity("minute", 0, days * 1440.0, positive, true, "day");
    }

    @Override
    public String allowed() {
      return Units.allowed(unit) + ", " + range();
    }

    private String range() {
      String from = positive ? "more than 0" : "from " + Units.format(min);
      String text = from + " to " + Units.format(Units.convert(new Amount(max, unit), told), told);
      return whole ? text + " in whole " + unit + "s" : text;
    }

    OptionalDouble read(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Scalar scalar) || scalar.isEmpty()) {
        wrong(node, this, problems);
        return OptionalDouble.empty();
      }
      double value;
      try {
        value = Units.parse(scalar.text(), unit);
      } catch (UnitException e) {
        problems.add(Problem.at(node.place(), e.found(), e.allowed()));
        return OptionalDouble.empty();
      }
      if (whole && Math.abs(value - Math.rint(value)) < 1e-6) {
        value = Math.rint(value);
      }
      if (!(value >= min && value <= max)
          || (positive && !(value > 0))
          || (whole && value != Math.rint(value))) {
        String text = Problem.shorten(scalar.text());
        String converted = Units.format(value, unit);
        problems.add(
            Problem.at(
                node.place(), text.equals(converted) ? text : text + " = " + converted, range()));
        return OptionalDouble.empty();
      }
      return OptionalDouble.of(value);
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      read(node, problems);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode schema = unbounded(unit);
      if (schema.at("/anyOf/0") instanceof ObjectNode plain) {
        plain.put("maximum", max).put(positive ? "exclusiveMinimum" : "minimum", min);
      }
      return schema;
    }

    /** The JSON Schema of any number with a unit. */
    static ObjectNode unbounded(String unit) {
      if (unit.equals(Units.NONE)) {
        ObjectNode plain = object().put("type", "number");
        ObjectNode text =
            object().put("type", "string").put("pattern", "^\\s*" + Units.NUMBER + "\\s*%?\\s*$");
        ObjectNode both = object();
        both.putArray("anyOf").add(plain).add(text);
        return both;
      }
      return object()
          .put("type", "string")
          .put("pattern", "^\\s*" + Units.NUMBER + "(\\s*[/A-Za-z\\u00b5\\u03bc(]|\\s+1/).*$");
    }
  }

  /** A dose: mg, mg/kg, mg/m2 or AUC. */
  record Dose() implements Shape {

    /** What a dose says: the number in its unit. */
    record Value(double amount, Scenario.DoseUnit unit) {}

    private static final double LARGEST = 100_000;

    @Override
    public String allowed() {
      return "a dose above 0, such as 200 mg, 2 mg/kg, 75 mg/m2 or AUC 5";
    }

    Optional<Value> read(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Scalar scalar) || scalar.isEmpty()) {
        wrong(node, this, problems);
        return Optional.empty();
      }
      Amount amount;
      try {
        amount = Units.parse(scalar.text());
      } catch (UnitException e) {
        problems.add(Problem.at(node.place(), e.found(), allowed()));
        return Optional.empty();
      }
      Optional<Value> value =
          as(amount, "mg", Scenario.DoseUnit.MG)
              .or(() -> as(amount, "mg/m2", Scenario.DoseUnit.MG_PER_M2))
              .or(() -> as(amount, "mg/mL*min", Scenario.DoseUnit.AUC))
              // A mass over a mass has no dimension: only a unit that says "per kg" is meant so.
              .or(
                  () ->
                      amount.unit().replace(" ", "").matches("[mu\\u00b5\\u03bc]?g/kg")
                          ? as(amount, "mg/kg", Scenario.DoseUnit.MG_PER_KG)
                          : Optional.empty());
      if (value.isEmpty() || !(value.get().amount() > 0 && value.get().amount() <= LARGEST)) {
        wrong(node, this, problems);
        return Optional.empty();
      }
      return value;
    }

    private static Optional<Value> as(Amount amount, String unit, Scenario.DoseUnit kind) {
      return Units.fits(amount, unit)
          ? Optional.of(new Value(Units.convert(amount, unit), kind))
          : Optional.empty();
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      read(node, problems);
    }

    @Override
    public ObjectNode schema() {
      return object()
          .put("type", "string")
          .put(
              "pattern",
              "^\\s*(AUC\\s*=?\\s*"
                  + Units.NUMBER
                  + "|"
                  + Units.NUMBER
                  + "\\s*[A-Za-z\\u00b5].*)$");
    }
  }

  /**
   * A name out of a list.
   *
   * @param what what it names, in a word
   * @param names the names
   * @param files whether a YAML file may be named instead
   */
  record Choice(String what, Set<String> names, boolean files) implements Shape {

    Choice(String what, Collection<String> names) {
      this(what, new TreeSet<>(names), false);
    }

    @Override
    public String allowed() {
      return names.size() <= 16 ? String.join(", ", names) : "the name of a " + what;
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Scalar scalar) || scalar.isEmpty()) {
        wrong(node, this, problems);
      } else if (!names.contains(scalar.text()) && !(files && isFile(scalar.text()))) {
        problems.add(Problem.unknown(node.place(), what, scalar.text(), names));
      }
    }

    static boolean isFile(String text) {
      return text.endsWith(".yaml") || text.endsWith(".yml");
    }

    @Override
    public ObjectNode schema() {
      ObjectNode list = object().put("type", "string");
      ArrayNode values = list.putArray("enum");
      names.forEach(values::add);
      if (!files) {
        return list;
      }
      ObjectNode both = object();
      both.putArray("anyOf")
          .add(list)
          .add(object().put("type", "string").put("pattern", "\\.ya?ml$"));
      return both;
    }
  }

  /** On or off, as YAML writes it. */
  record Switch() implements Shape {
    @Override
    public String allowed() {
      return "on or off (true or false, yes or no)";
    }

    static Optional<Boolean> read(Node node) {
      if (node instanceof Node.Scalar scalar) {
        return switch (scalar.text()) {
          case "on", "On", "ON", "true", "True", "TRUE", "yes", "Yes", "YES" -> Optional.of(true);
          case "off", "Off", "OFF", "false", "False", "FALSE", "no", "No", "NO" ->
              Optional.of(false);
          default -> Optional.empty();
        };
      }
      return Optional.empty();
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      if (read(node).isEmpty()) {
        wrong(node, this, problems);
      }
    }

    @Override
    public ObjectNode schema() {
      ObjectNode result = object();
      ArrayNode values = result.putArray("enum");
      values.add(true).add(false).add("on").add("off").add("yes").add("no");
      return result;
    }
  }

  /**
   * A list.
   *
   * @param what what is listed, in the plural
   * @param item shape of an item
   * @param min fewest items
   * @param max most items
   */
  record ListOf(String what, Shape item, int min, int max) implements Shape {
    @Override
    public String allowed() {
      return "a list of " + what + (min > 0 ? " with " + min + " to " + max + " items" : "");
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Sequence list)) {
        wrong(node, this, problems);
        return;
      }
      if (list.items().size() < min || list.items().size() > max) {
        problems.add(
            Problem.at(node.place(), "a list of " + list.items().size() + " items", allowed()));
      }
      list.items().stream().limit(max).forEach(i -> item.check(i, problems));
    }

    @Override
    public ObjectNode schema() {
      ObjectNode result = object().put("type", "array").put("minItems", min).put("maxItems", max);
      result.set("items", item.schema());
      return result;
    }
  }

  /**
   * A key of a map.
   *
   * @param name the key
   * @param meaning what it says, for editors
   * @param shape shape of its value
   * @param required whether it must be there
   */
  record Key(String name, String meaning, Shape shape, boolean required) {
    static Key of(String name, String meaning, Shape shape) {
      return new Key(name, meaning, shape, false);
    }

    /** The schema of the key's value, with what an editor shows of it. */
    ObjectNode schema() {
      boolean measured = shape instanceof Quantity || shape instanceof Dose;
      String allowed = measured ? " Allowed: " + shape.allowed() + "." : "";
      return shape.schema().put("description", meaning + allowed);
    }
  }

  /**
   * A map of known keys.
   *
   * @param what what the keys are, in a word
   * @param keys the keys
   * @param exclusive keys of which exactly one must be there; empty when there are none such
   */
  record Section(String what, List<Key> keys, Set<String> exclusive) implements Shape {

    Section(String what, List<Key> keys) {
      this(what, keys, Set.of());
    }

    Set<String> names() {
      Set<String> names = new TreeSet<>();
      keys.forEach(key -> names.add(key.name()));
      return names;
    }

    @Override
    public String allowed() {
      return keys.size() <= 16 ? "a map of " + String.join(", ", names()) : "a map by " + what;
    }

    @Override
    public void check(Node node, List<Problem> problems) {
      if (!(node instanceof Node.Mapping map)) {
        wrong(node, this, problems);
        return;
      }
      Set<String> names = names();
      for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
        if (!names.contains(entry.getKey())) {
          problems.add(Problem.unknown(entry.getValue().key(), what, entry.getKey(), names));
        }
      }
      for (Key key : keys) {
        Optional<Node> value = map.get(key.name());
        if (value.isPresent()) {
          key.shape().check(value.get(), problems);
        } else if (key.required()) {
          problems.add(
              Problem.at(
                  below(map.place(), key.name()),
                  "no " + key.name(),
                  key.name() + ": " + key.shape().allowed()));
        }
      }
      List<String> given = new ArrayList<>(new TreeSet<>(exclusive));
      given.removeIf(name -> map.get(name).isEmpty());
      if (!exclusive.isEmpty() && given.size() != 1) {
        problems.add(
            Problem.at(
                map.place(),
                given.isEmpty() ? "none of them" : String.join(" and ", given) + " together",
                "just one of " + String.join(", ", new TreeSet<>(exclusive))));
      }
    }

    private static Place below(Place place, String key) {
      String path = place.path().isEmpty() ? key : place.path() + "." + key;
      return new Place(place.file(), place.line(), place.column(), path);
    }

    @Override
    public ObjectNode schema() {
      ObjectNode result = object().put("type", "object").put("additionalProperties", false);
      ObjectNode properties = result.putObject("properties");
      for (Key key : keys) {
        properties.set(key.name(), key.schema());
      }
      List<Key> required = keys.stream().filter(Key::required).toList();
      if (!required.isEmpty()) {
        ArrayNode names = result.putArray("required");
        required.forEach(key -> names.add(key.name()));
      }
      if (!exclusive.isEmpty()) {
        ArrayNode one = result.putArray("oneOf");
        for (String name : new TreeSet<>(exclusive)) {
          one.addObject().putArray("required").add(name);
        }
      }
      return result;
    }
  }

  /**
   * Either of several shapes, told apart by being a value, a list or a map.
   *
   * @param allowed what is allowed, in words
   * @param scalar shape of a single value, if one is allowed
   * @param list shape of a list, if one is allowed
   * @param map shape of a map, if one is allowed
   */
  record Either(String allowed, Optional<Shape> scalar, Optional<Shape> list, Optional<Shape> map)
      implements Shape {
    @Override
    public void check(Node node, List<Problem> problems) {
      Optional<Shape> shape =
          node instanceof Node.Scalar ? scalar : node instanceof Node.Sequence ? list : map;
      if (shape.isEmpty() || (node instanceof Node.Scalar value && value.isEmpty())) {
        wrong(node, this, problems);
      } else {
        shape.get().check(node, problems);
      }
    }

    @Override
    public ObjectNode schema() {
      ObjectNode result = object();
      ArrayNode any = result.putArray("anyOf");
      scalar.ifPresent(shape -> any.add(shape.schema()));
      list.ifPresent(shape -> any.add(shape.schema()));
      map.ifPresent(shape -> any.add(shape.schema()));
      return result;
    }
  }
}
