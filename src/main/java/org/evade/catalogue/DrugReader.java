package org.evade.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads drug files, those that come with Evade and those of the user, and notes all they lack. */
public final class DrugReader {

  /** A copy of a drug's file is named after it. */
  private static final int LONGEST_NAME = 64;

  /** Pattern of a drug's name. */
  public static final String NAME = ParameterReader.NAME;

  private static final String AUC_DOSING = "auc-dosing";
  private static final Set<String> KEYS =
      Set.of("drug", "title", "class", AUC_DOSING, "blocks", "parameters");
  private static final String AFFINITY_UNIT = "nM";

  private final List<Problem> problems;
  private final ParameterReader reader;

  private DrugReader(List<Problem> problems) {
    this.problems = problems;
    this.reader = new ParameterReader(problems);
  }

  /**
   * Reads a drug file.
   *
   * @param file the file
   * @param name how messages name it
   * @param taken names that the drug must not have
   * @param problems takes what is wrong with it
   * @return the drug, or empty when anything is wrong
   */
  public static Optional<DrugSpec> read(
      Path file, String name, Collection<String> taken, List<Problem> problems) {
    int before = problems.size();
    Optional<Node> root = YamlReader.read(file, name, problems);
    return root.flatMap(node -> new DrugReader(problems).drug(node, taken, before));
  }

  /**
   * Reads a drug from the text of its file.
   *
   * @param text the text
   * @param name how messages name the file
   * @param taken names that the drug must not have
   * @param problems takes what is wrong with it
   * @return the drug, or empty when anything is wrong
   */
  public static Optional<DrugSpec> parse(
      String text, String name, Collection<String> taken, List<Problem> problems) {
    int before = problems.size();
    Optional<Node> root = YamlReader.read(text, name, problems);
    return root.flatMap(node -> new DrugReader(problems).drug(node, taken, before));
  }

  /**
   * The numbers of a drug that a scenario may set: by what follows the drug's name and a dot, such
   * as {@code clearance} or {@code affinity.PD-1}, the unit.
   */
  public static SortedMap<String, String> settable() {
    SortedMap<String, String> units = new TreeMap<>();
    for (DrugNumber number : DrugNumber.ALL) {
      if (number.use() != DrugNumber.Use.FIGURE) {
        units.put(number.name(), number.unit());
      }
    }
    Target.labels().forEach(label -> units.put(DrugSpec.AFFINITY + label, AFFINITY_UNIT));
    return Collections.unmodifiableSortedMap(units);
  }

  private Optional<DrugSpec> drug(Node root, Collection<String> taken, int before) {
    if (!(root instanceof Node.Mapping map)) {
      problems.add(
          Problem.at(root.place(), root.describe(), "the keys of a drug, as drug: my-drug"));
      return Optional.empty();
    }
    reader.known(map, KEYS);
    String name = reader.text(map, "drug");
    if (!name.isEmpty() && !(name.matches(NAME) && name.length() <= LONGEST_NAME)) {
      problems.add(
          Problem.at(
              map.place("drug"),
              "'" + Problem.shorten(name) + "'",
              "a kebab-case name of at most " + LONGEST_NAME + " letters: my-drug"));
    } else if (taken.contains(name)) {
      problems.add(
          Problem.at(
              map.place("drug"),
              "the name '" + name + "', which is taken",
              "a name that no other drug, mechanism, section or key has"));
    }
    String title = reader.text(map, "title");
    String drugClass = reader.text(map, "class");
    boolean aucDosing = aucDosing(map);
    List<DrugSpec.Block> blocks = blocks(map, name);
    SortedMap<String, ParameterSpec> parameters = parameters(map, name);
    return problems.size() == before
        ? Optional.of(new DrugSpec(name, title, drugClass, aucDosing, blocks, parameters))
        : Optional.empty();
  }

  private boolean aucDosing(Node.Mapping map) {
    Optional<Node> given = map.get(AUC_DOSING);
    String text = given.orElse(null) instanceof Node.Scalar scalar ? scalar.text() : "";
    if (given.isPresent() && !text.equals("true") && !text.equals("false")) {
      problems.add(
          Problem.at(
              map.place(AUC_DOSING), given.get().describe(), "true or false (when left out)"));
    }
    return text.equals("true");
  }

  private List<DrugSpec.Block> blocks(Node.Mapping drug, String name) {
    List<DrugSpec.Block> blocks = new ArrayList<>();
    Map<String, Node.Entry> entries = section(drug, "blocks", "a map of what it blocks");
    if (entries.isEmpty() && drug.get("blocks").orElse(null) instanceof Node.Mapping) {
      problems.add(
          Problem.at(
              drug.place("blocks"),
              "a drug that blocks nothing",
              "at least one of " + String.join(", ", Target.labels())));
    }
    entries.forEach(
        (label, entry) -> {
          Optional<Target> target = Target.of(label);
          if (target.isEmpty()) {
            problems.add(Problem.unknown(entry.key(), "target", label, Target.labels()));
            return;
          }
          number(entry.value(), name + "." + DrugSpec.AFFINITY + label, AFFINITY_UNIT, true)
              .ifPresent(affinity -> blocks.add(new DrugSpec.Block(target.get(), affinity)));
        });
    return blocks;
  }

  private SortedMap<String, ParameterSpec> parameters(Node.Mapping drug, String name) {
    Map<String, DrugNumber> known = new LinkedHashMap<>();
    DrugNumber.ALL.forEach(number -> known.put(number.name(), number));
    Map<String, Node.Entry> entries = section(drug, "parameters", "a map of the drug's numbers");
    SortedMap<String, ParameterSpec> parameters = new TreeMap<>();
    entries.forEach(
        (key, entry) -> {
          DrugNumber number = known.get(key);
          if (number == null) {
            problems.add(Problem.unknown(entry.key(), "number", key, known.keySet()));
            return;
          }
          number(entry.value(), name + "." + key, number.unit(), number.positive())
              .ifPresent(spec -> parameters.put(key, spec));
          for (String needed : number.needs()) {
            if (!entries.containsKey(needed)) {
              problems.add(
                  Problem.at(entry.key(), key + " without " + needed, "both of them, or neither"));
            }
          }
        });
    if (drug.get("parameters").orElse(null) instanceof Node.Mapping map) {
      for (DrugNumber number : DrugNumber.ALL) {
        if (number.use() == DrugNumber.Use.REQUIRED && !entries.containsKey(number.name())) {
          problems.add(
              Problem.at(
                  map.place(), "no " + number.name(), number.name() + ": in " + number.unit()));
        }
      }
    }
    return parameters;
  }

  private Map<String, Node.Entry> section(Node.Mapping drug, String key, String allowed) {
    Optional<Node> node = drug.get(key);
    if (node.orElse(null) instanceof Node.Mapping map) {
      return map.entries();
    }
    String found = node.map(Node::describe).orElse("no " + key);
    problems.add(Problem.at(drug.place(key), found, key + ": " + allowed));
    return Map.of();
  }

  private Optional<ParameterSpec> number(Node node, String name, String unit, boolean positive) {
    Optional<ParameterSpec> spec = reader.entry(node, name);
    if (spec.isEmpty() || !(node instanceof Node.Mapping map)) {
      return spec;
    }
    if (!spec.get().unit().equals(unit)) {
      problems.add(Problem.at(map.place("unit"), "the unit '" + spec.get().unit() + "'", unit));
    }
    if (positive && !(spec.get().min() > 0)) {
      problems.add(
          Problem.at(
              map.place("range"),
              "a range from " + Units.format(spec.get().min()),
              "a range above 0"));
    }
    return spec;
  }
}
