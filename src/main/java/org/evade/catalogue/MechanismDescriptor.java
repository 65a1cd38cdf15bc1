package org.evade.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What is said of a resistance mechanism: everything but its behavior.
 *
 * @param name name in scenario files, such as {@code hla-loh}
 * @param title name as written in a text or a legend
 * @param biology what happens, in one or two sentences
 * @param number its number in the review's list, such as {@code M3}
 * @param primary whether it can be there from the start
 * @param acquired whether it can arise under treatment
 * @param reads fields and quantities it reads
 * @param writes fields and quantities it changes
 * @param parameters its numbers
 */
public record MechanismDescriptor(
    String name,
    String title,
    String biology,
    String number,
    boolean primary,
    boolean acquired,
    List<String> reads,
    List<String> writes,
    List<ParameterSpec> parameters) {

  /** What a mechanism writes that changes clones. */
  private static final String CLONE = "clone";

  private static final Set<String> KEYS =
      Set.of(
          "name",
          "title",
          "biology",
          "number",
          "primary",
          "acquired",
          "reads",
          "writes",
          "parameters");

  /**
   * Reads the descriptor of a mechanism from {@code /org/evade/mechanism/<name>.yaml} on the class
   * path of a class.
   *
   * @throws CatalogueException when the file is absent or an entry of it is wrong
   */
  public static MechanismDescriptor read(Class<?> anchor, String name) {
    String file = "/org/evade/mechanism/" + name + ".yaml";
    try (InputStream in = anchor.getResourceAsStream(file)) {
      if (in == null) {
        throw new CatalogueException(
            List.of(Problem.at(Place.of(file), "no such resource", "the mechanism's descriptor")));
      }
      return read(in, name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /**
   * Reads the descriptor of a mechanism.
   *
   * @param in the YAML text, in UTF-8; left open
   * @param name the mechanism's name, which the file must give too
   * @throws CatalogueException when an entry of it is missing or wrong
   * @throws IOException when it cannot be read
   */
  public static MechanismDescriptor read(InputStream in, String name) throws IOException {
    String file = name + ".yaml";
    String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    List<Problem> problems = new ArrayList<>();
    Node root = YamlReader.read(text, file, problems).orElse(null);
    if (!(root instanceof Node.Mapping mapping)) {
      problems.add(Problem.at(Place.of(file), "no mechanism", "the mechanism's keys"));
      throw new CatalogueException(problems);
    }
    ParameterReader reader = new ParameterReader(problems);
    reader.known(mapping, KEYS);
    if (!reader.text(mapping, "name").equals(name)) {
      problems.add(Problem.at(mapping.place(), "another name", "name: " + name));
    }
    MechanismDescriptor descriptor =
        new MechanismDescriptor(
            name,
            reader.text(mapping, "title"),
            reader.text(mapping, "biology"),
            reader.text(mapping, "number"),
            flag(mapping, "primary", problems),
            flag(mapping, "acquired", problems),
            names(mapping, "reads", problems),
            names(mapping, "writes", problems),
            mapping.get("parameters").map(node -> reader.read(node, name)).orElse(List.of()));
    if (!problems.isEmpty()) {
      throw new CatalogueException(problems);
    }
    return descriptor;
  }

  /** Whether it changes what a cell hands down to its daughters. */
  public boolean heritable() {
    return writes.contains(CLONE);
  }

  private static boolean flag(Node.Mapping mapping, String key, List<Problem> problems) {
    if (mapping.get(key).orElse(null) instanceof Node.Scalar scalar
        && (scalar.text().equals("true") || scalar.text().equals("false"))) {
      return scalar.text().equals("true");
    }
    problems.add(Problem.at(mapping.place(), "no " + key, key + ": true or false"));
    return false;
  }

  private static List<String> names(Node.Mapping mapping, String key, List<Problem> problems) {
    if (mapping.get(key).orElse(null) instanceof Node.Sequence sequence) {
      List<String> names = new ArrayList<>();
      for (Node item : sequence.items()) {
        if (item instanceof Node.Scalar scalar && !scalar.text().isBlank()) {
          names.add(scalar.text());
        } else {
          problems.add(Problem.at(item.place(), item.describe(), "a name"));
        }
      }
      return List.copyOf(names);
    }
    problems.add(Problem.at(mapping.place(), "no " + key, key + ": a list of names"));
    return List.of();
  }
}
