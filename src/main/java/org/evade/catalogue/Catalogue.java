package org.evade.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Parameters of the model by name. Immutable. */
public final class Catalogue {

  private static final String FOLDER = "/org/evade/catalogue/";

  private final SortedMap<String, ParameterSpec> specs;

  private Catalogue(SortedMap<String, ParameterSpec> specs) {
    this.specs = Collections.unmodifiableSortedMap(specs);
  }

  /**
   * The catalogue of this build: the sections listed in {@code sections.txt} and the parameters of
   * these mechanisms.
   *
   * @throws CatalogueException when an entry lacks a default, a unit that parses, a range around
   *     its default, a source (or, when assumed, a reason), or is there twice
   */
  public static Catalogue standard(List<MechanismDescriptor> mechanisms) {
    Map<String, String> sections = new LinkedHashMap<>();
    for (String name : resource("sections.txt").lines().toList()) {
      if (!name.isBlank() && !name.startsWith("#")) {
        sections.put(name.strip() + ".yaml", resource(name.strip() + ".yaml"));
      }
    }
    return of(sections, mechanisms);
  }

  /**
   * A catalogue of these sections and mechanisms.
   *
   * @param sections text of the section files by file name
   * @param mechanisms mechanisms whose parameters are taken in
   * @throws CatalogueException as {@link #standard(List)}
   */
  public static Catalogue of(Map<String, String> sections, List<MechanismDescriptor> mechanisms) {
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, ParameterSpec> specs = new TreeMap<>();
    sections.forEach(
        (file, text) -> {
          for (ParameterSpec spec : section(file, text, problems)) {
            add(specs, spec, file, problems);
          }
        });
    for (MechanismDescriptor mechanism : mechanisms) {
      for (ParameterSpec spec : mechanism.parameters()) {
        add(specs, spec, mechanism.name() + ".yaml", problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new CatalogueException(problems);
    }
    return new Catalogue(specs);
  }

  /**
   * This catalogue with more parameters.
   *
   * @param more parameters, such as those of a drug
   * @throws IllegalArgumentException when it has one of them already
   */
  public Catalogue with(Collection<ParameterSpec> more) {
    SortedMap<String, ParameterSpec> all = new TreeMap<>(specs);
    for (ParameterSpec spec : more) {
      if (all.putIfAbsent(spec.name(), spec) != null) {
        throw new IllegalArgumentException("a second parameter named " + spec.name());
      }
    }
    return new Catalogue(all);
  }

  private static List<ParameterSpec> section(String file, String text, List<Problem> problems) {
    Optional<Node> root = YamlReader.read(text, file, problems);
    if (root.isEmpty()) {
      return List.of();
    }
    if (!(root.get() instanceof Node.Mapping mapping)) {
      problems.add(Problem.at(Place.of(file), root.get().describe(), "section and parameters"));
      return List.of();
    }
    ParameterReader reader = new ParameterReader(problems);
    reader.known(mapping, Set.of("section", "parameters"));
    String section = reader.text(mapping, "section");
    if (!section.isEmpty() && !section.matches(ParameterReader.NAME)) {
      problems.add(Problem.at(mapping.place(), "section '" + section + "'", "a kebab-case name"));
    }
    Optional<Node> parameters = mapping.get("parameters");
    if (parameters.isEmpty()) {
      problems.add(Problem.at(mapping.place(), "no parameters", "parameters by name"));
      return List.of();
    }
    return reader.read(parameters.get(), section);
  }

  private static void add(
      SortedMap<String, ParameterSpec> specs,
      ParameterSpec spec,
      String file,
      List<Problem> problems) {
    if (specs.putIfAbsent(spec.name(), spec) != null) {
      problems.add(
          Problem.at(
              Place.of(file), "a second parameter named " + spec.name(), "each name only once"));
    }
  }

  private static String resource(String name) {
    try (InputStream in = Catalogue.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new CatalogueException(
            List.of(Problem.at(Place.of(name), "no such resource", "a file in " + FOLDER)));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the catalogue file " + name, e);
    }
  }

  /** The parameter of a name, if there is one. */
  public Optional<ParameterSpec> find(String name) {
    return Optional.ofNullable(specs.get(name));
  }

  /**
   * The parameter of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public ParameterSpec get(String name) {
    return find(name).orElseThrow(() -> new IllegalArgumentException("no parameter named " + name));
  }

  /** All parameters, sorted by name. */
  public Collection<ParameterSpec> all() {
    return specs.values();
  }

  /** All names, sorted. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(specs.keySet()));
  }

  /** Every default. */
  public ParameterValues defaults() {
    return resolve(Map.of());
  }

  /**
   * Every parameter, given or default.
   *
   * @param given values by name, each in its parameter's unit
   * @throws IllegalArgumentException when a name is unknown or a value lies outside its range
   */
  public ParameterValues resolve(Map<String, Double> given) {
    SortedMap<String, Double> values = new TreeMap<>();
    specs.forEach((name, spec) -> values.put(name, spec.value()));
    new TreeMap<>(given)
        .forEach(
            (name, value) -> {
              ParameterSpec spec = get(name);
              if (!(spec.min() <= value && value <= spec.max())) {
                throw new IllegalArgumentException(
                    name + " = " + value + " lies outside " + spec.min() + " to " + spec.max());
              }
              values.put(name, value);
            });
    return new ParameterValues(values);
  }
}
