package org.evade.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A drug: what it blocks and every number about it. Read from one YAML file a drug by {@link
 * DrugReader}.
 *
 * @param name name in scenario files, such as {@code pembrolizumab}
 * @param title name as written in a text or a legend
 * @param drugClass what kind of drug it is, in a few words
 * @param aucDosing whether its doses may be given as an area under the curve, which Calvert's
 *     formula turns into mg
 * @param blocks the molecules it blocks, in the file's order
 * @param parameters its numbers by short name, such as {@code clearance}; the name inside each is
 *     full, such as {@code pembrolizumab.clearance}
 */
public record DrugSpec(
    String name,
    String title,
    String drugClass,
    boolean aucDosing,
    List<Block> blocks,
    SortedMap<String, ParameterSpec> parameters) {

  /** What stands between a drug's name and a target's in the name of an affinity. */
  static final String AFFINITY = "affinity.";

  /**
   * A molecule that the drug blocks.
   *
   * @param target the molecule
   * @param affinity concentration in tissue that blocks half of it, in nM; its name is such as
   *     {@code pembrolizumab.affinity.PD-1}
   */
  public record Block(Target target, ParameterSpec affinity) {}

  /** Copies the collections, so that the drug cannot change. */
  public DrugSpec {
    blocks = List.copyOf(blocks);
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * The value of a number in its unit.
   *
   * @param parameter short name, such as {@code clearance}
   * @throws IllegalArgumentException when the drug has no such number
   */
  public double value(String parameter) {
    ParameterSpec spec = parameters.get(parameter);
    if (spec == null) {
      throw new IllegalArgumentException("drug " + name + " has no " + parameter);
    }
    return spec.value();
  }

  /**
   * The value of a number in its unit, or another value when the drug does not give it.
   *
   * @param parameter short name, such as {@code clearance-hill}
   * @param otherwise the value without it
   */
  public double valueOr(String parameter, double otherwise) {
    return Optional.ofNullable(parameters.get(parameter))
        .map(ParameterSpec::value)
        .orElse(otherwise);
  }

  /** Every number that a run reads and a scenario may set, with its full name; affinities first. */
  public List<ParameterSpec> numbers() {
    List<ParameterSpec> numbers = new ArrayList<>();
    blocks.forEach(block -> numbers.add(block.affinity()));
    parameters.forEach(
        (shortName, spec) -> {
          if (!isFigure(shortName)) {
            numbers.add(spec);
          }
        });
    return List.copyOf(numbers);
  }

  /** The figures to check the drug against, which no run reads: its label, what was published. */
  public List<ParameterSpec> figures() {
    List<ParameterSpec> figures = new ArrayList<>(parameters.values());
    figures.removeAll(numbers());
    return List.copyOf(figures);
  }

  private static boolean isFigure(String shortName) {
    return DrugNumber.ALL.stream()
        .anyMatch(n -> n.name().equals(shortName) && n.use() == DrugNumber.Use.FIGURE);
  }

  /**
   * This drug with other values.
   *
   * @param values values by full name, such as {@code pembrolizumab.clearance}; names of other
   *     things are passed over
   */
  public DrugSpec with(Map<String, Double> values) {
    List<Block> otherBlocks = new ArrayList<>();
    for (Block block : blocks) {
      otherBlocks.add(new Block(block.target(), with(block.affinity(), values)));
    }
    SortedMap<String, ParameterSpec> others = new TreeMap<>();
    parameters.forEach((shortName, spec) -> others.put(shortName, with(spec, values)));
    return new DrugSpec(name, title, drugClass, aucDosing, otherBlocks, others);
  }

  private static ParameterSpec with(ParameterSpec spec, Map<String, Double> values) {
    Double value = values.get(spec.name());
    if (value == null) {
      return spec;
    }
    return new ParameterSpec(
        spec.name(),
        spec.meaning(),
        spec.unit(),
        value,
        spec.min(),
        spec.max(),
        spec.evidence(),
        spec.source(),
        spec.reason());
  }
}
