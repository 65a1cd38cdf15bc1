package org.evade.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the entries of a {@code parameters:} block, noting whatever they lack. */
final class ParameterReader {

  private static final Set<String> KEYS =
      Set.of("meaning", "value", "unit", "range", "evidence", "source", "reason");
  private static final Set<String> SOURCE_KEYS = Set.of("citation", "id", "quote");
  static final String NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

  private final List<Problem> problems;

  ParameterReader(List<Problem> problems) {
    this.problems = problems;
  }

  /** The parameters of a block, their names prefixed by the section's. */
  List<ParameterSpec> read(Node block, String section) {
    List<ParameterSpec> specs = new ArrayList<>();
    if (!(block instanceof Node.Mapping mapping)) {
      problems.add(Problem.at(block.place(), block.describe(), "parameters by name"));
      return specs;
    }
    for (Map.Entry<String, Node.Entry> entry : mapping.entries().entrySet()) {
      if (!entry.getKey().matches(NAME)) {
        problems.add(
            Problem.at(entry.getValue().key(), "'" + entry.getKey() + "'", "a kebab-case name"));
      } else {
        entry(entry.getValue().value(), section + "." + entry.getKey()).ifPresent(specs::add);
      }
    }
    return specs;
  }

  /** The parameter of an entry, under its full name; empty after noting what is wrong with it. */
  Optional<ParameterSpec> entry(Node node, String name) {
    if (node instanceof Node.Mapping fields) {
      return parameter(fields, name);
    }
    problems.add(Problem.at(node.place(), node.describe(), "value, unit, range, evidence"));
    return Optional.empty();
  }

  private Optional<ParameterSpec> parameter(Node.Mapping fields, String name) {
    int before = problems.size();
    known(fields, KEYS);
    String meaning = text(fields, "meaning");
    String unit = text(fields, "unit");
    double value = number(fields, "value");
    double min = Double.NaN;
    double max = Double.NaN;
    if (fields.get("range").orElse(null) instanceof Node.Sequence range
        && range.items().size() == 2) {
      min = number(range.items().get(0));
      max = number(range.items().get(1));
      if (min > max) {
        problems.add(
            Problem.at(
                range.place(),
                "a range from " + Units.format(min) + " to " + Units.format(max),
                "[smallest, largest]"));
      }
    } else {
      String found = fields.get("range").map(Node::describe).orElse("no range");
      problems.add(Problem.at(fields.place("range"), found, "range: [smallest, largest]"));
    }
    try {
      if (!unit.isEmpty()) {
        Units.check(unit);
      }
    } catch (UnitException e) {
      problems.add(Problem.at(fields.place("unit"), e.found(), e.allowed()));
    }
    if (problems.size() == before && !(min <= value && value <= max)) {
      problems.add(
          Problem.at(
              fields.place("value"),
              "the default " + Units.format(value, unit),
              "a default from " + Units.format(min) + " to " + Units.format(max, unit)));
    }
    Optional<Evidence> evidence = evidence(fields);
    if (evidence.isEmpty()) {
      return Optional.empty();
    }
    Optional<Source> source = source(fields, evidence.get());
    boolean reasoned = evidence.get() == Evidence.ASSUMED || fields.get("reason").isPresent();
    String reason = reasoned ? text(fields, "reason") : "";
    return problems.size() == before
        ? Optional.of(
            new ParameterSpec(name, meaning, unit, value, min, max, evidence.get(), source, reason))
        : Optional.empty();
  }

  /** The level of evidence; empty after noting that there is none such. */
  private Optional<Evidence> evidence(Node.Mapping fields) {
    String text = text(fields, "evidence");
    List<String> levels = new ArrayList<>();
    for (Evidence evidence : Evidence.values()) {
      String level = evidence.name().toLowerCase(Locale.ROOT);
      if (level.equals(text)) {
        return Optional.of(evidence);
      }
      levels.add(level);
    }
    if (!text.isEmpty()) {
      problems.add(Problem.unknown(fields.place("evidence"), "evidence", text, levels));
    }
    return Optional.empty();
  }

  private Optional<Source> source(Node.Mapping fields, Evidence evidence) {
    Optional<Node> node = fields.get("source");
    if (evidence == Evidence.ASSUMED) {
      node.ifPresent(
          n -> problems.add(Problem.at(n.place(), "a source", "a reason: the number is assumed")));
      return Optional.empty();
    }
    if (node.orElse(null) instanceof Node.Mapping mapping) {
      known(mapping, SOURCE_KEYS);
      return Optional.of(
          new Source(text(mapping, "citation"), text(mapping, "id"), text(mapping, "quote")));
    }
    String found = node.map(Node::describe).orElse("no source");
    problems.add(Problem.at(fields.place("source"), found, "source: {citation, id, quote}"));
    return Optional.empty();
  }

  /** Notes the keys that are none of those allowed. */
  void known(Node.Mapping mapping, Set<String> keys) {
    mapping
        .entries()
        .forEach(
            (key, entry) -> {
              if (!keys.contains(key)) {
                problems.add(Problem.unknown(entry.key(), "key", key, new TreeSet<>(keys)));
              }
            });
  }

  /** The text of a key that must be there and not be blank; empty after noting its absence. */
  String text(Node.Mapping mapping, String key) {
    if (mapping.get(key).orElse(null) instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
      return scalar.text().strip().replaceAll("\\s+", " ");
    }
    String found = mapping.get(key).map(Node::describe).orElse("no " + key);
    problems.add(Problem.at(mapping.place(key), found, key + ": with a text"));
    return "";
  }

  private double number(Node.Mapping mapping, String key) {
    Optional<Node> node = mapping.get(key);
    if (node.isEmpty()) {
      problems.add(Problem.at(mapping.place(), "no " + key, key + ": with a number"));
      return Double.NaN;
    }
    return number(node.get());
  }

  private double number(Node node) {
    if (node instanceof Node.Scalar scalar) {
      try {
        return Units.number(scalar.text());
      } catch (UnitException e) {
        problems.add(Problem.at(node.place(), e.found(), e.allowed()));
        return Double.NaN;
      }
    }
    problems.add(Problem.at(node.place(), node.describe(), "a number"));
    return Double.NaN;
  }
}
