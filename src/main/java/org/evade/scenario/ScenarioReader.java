package org.evade.scenario;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.evade.catalogue.Nearest;
import org.evade.catalogue.Node;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.YamlReader;

/**
 * Reads scenario files. Whatever is wrong with one, in the file or in one it extends, comes out in
 * a single {@link ScenarioException}; nothing is written anywhere.
 */
public final class ScenarioReader {

  /** Longest chain of files that extend one another. */
  private static final int LONGEST_CHAIN = 10;

  private static final String TREATMENT = "treatment";

  private final Vocabulary words;
  private final Layers layers;
  private final List<Problem> problems = new ArrayList<>();

  private ScenarioReader(Vocabulary words) {
    this.words = words;
    this.layers = new Layers(words, problems);
  }

  /**
   * Reads a scenario file and those it extends.
   *
   * @param file the file
   * @param words names it may use
   * @param settings values set over those of the file, the last one winning
   * @throws ScenarioException with all problems
   */
  public static Scenario read(Path file, Vocabulary words, List<Setting> settings) {
    ScenarioReader reader = new ScenarioReader(words);
    Optional<Node.Mapping> root = reader.layer(file, new ArrayList<>());
    return reader.finish(root, file, settings);
  }

  /**
   * Reads a scenario from a text.
   *
   * @param text the text of the file
   * @param file the file it stands for: names it in messages and is where relative paths start
   * @param words names it may use
   * @param settings values set over those of the text, the last one winning
   * @throws ScenarioException with all problems
   */
  public static Scenario read(String text, Path file, Vocabulary words, List<Setting> settings) {
    ScenarioReader reader = new ScenarioReader(words);
    Optional<Node> root = YamlReader.read(text, file.toString(), reader.problems);
    return reader.finish(
        root.flatMap(node -> reader.layer(node, file, new ArrayList<>())), file, settings);
  }

  /**
   * The files that a scenario is written in: its own, then in turn those it extends.
   *
   * @param file the scenario's file, which has been read without a problem
   * @param words names it may use
   */
  public static List<Path> files(Path file, Vocabulary words) {
    List<Path> chain = new ArrayList<>();
    new ScenarioReader(words).layer(file, chain);
    return List.copyOf(chain);
  }

  private Scenario finish(Optional<Node.Mapping> root, Path file, List<Setting> settings) {
    if (root.isEmpty()) {
      throw new ScenarioException(problems);
    }
    // The treatment comes first: its drugs bring the numbers that other settings may name.
    Node.Mapping tree = root.get();
    for (Setting setting : settings) {
      tree = setting.head().equals(TREATMENT) ? layers.set(tree, setting) : tree;
    }
    tree = Layers.without(tree, Drugs.dropped(root.get(), tree, file, words));
    Drugs drugs = Drugs.of(tree, file, words, problems);
    Layers known = new Layers(drugs.words(), problems);
    for (Setting setting : settings) {
      tree = setting.head().equals(TREATMENT) ? tree : known.set(tree, setting);
    }
    Grammar.root(drugs.words()).check(tree, problems);
    Scenario scenario = new ScenarioBuilder(drugs, file, problems).build(tree);
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    return scenario;
  }

  private Optional<Node.Mapping> layer(Path file, List<Path> chain) {
    return YamlReader.read(file, file.toString(), problems)
        .flatMap(node -> layer(node, file, chain));
  }

  private Optional<Node.Mapping> layer(Node root, Path file, List<Path> chain) {
    if (!(root instanceof Node.Mapping map)) {
      problems.add(Problem.at(root.place(), root.describe(), "keys with values, such as name: x"));
      return Optional.empty();
    }
    Node.Mapping own = layers.normalize(map);
    chain.add(real(file));
    return Optional.of(parent(own, file, chain).map(base -> over(base, own, file)).orElse(own));
  }

  /**
   * A layer over another; numbers of drugs that a new treatment no longer gives go with the old.
   */
  private Node.Mapping over(Node.Mapping base, Node.Mapping own, Path file) {
    return layers.over(Layers.without(base, Drugs.dropped(base, own, file, words)), own);
  }

  private Optional<Node.Mapping> parent(Node.Mapping own, Path file, List<Path> chain) {
    if (!(own.get("extends").orElse(null) instanceof Node.Scalar scalar) || scalar.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> resolved = relative(scalar, file);
    if (resolved.isEmpty()) {
      return Optional.empty();
    }
    Path path = resolved.get();
    Place place = scalar.place();
    if (chain.contains(real(path))) {
      problems.add(
          Problem.at(
              place,
              "'" + Problem.shorten(scalar.text()) + "', which extends this file in turn",
              "a scenario that does not lead back here"));
      return Optional.empty();
    }
    if (chain.size() >= LONGEST_CHAIN) {
      problems.add(
          Problem.at(place, "a chain of more than " + LONGEST_CHAIN + " files", "fewer files"));
      return Optional.empty();
    }
    if (!Files.isRegularFile(path)) {
      problems.add(
          new Problem(
              place.file(),
              place.line(),
              place.column(),
              place.path(),
              "no file '" + Problem.shortenPath(scalar.text()) + "'",
              "the path of a scenario relative to this file",
              nearestBeside(path)));
      return Optional.empty();
    }
    return layer(path, chain).map(ScenarioReader::inherited);
  }

  /** The name most like a file's among those of its folder, if any is like it. */
  private static Optional<String> nearestBeside(Path file) {
    File[] beside = Optional.ofNullable(file.getParent()).orElse(Path.of("")).toFile().listFiles();
    return beside == null
        ? Optional.empty()
        : Nearest.to(
            file.getFileName().toString(),
            Arrays.stream(beside).filter(File::isFile).map(File::getName).sorted().toList());
  }

  /** What is inherited of a scenario: all but its name, its purpose and what it extends. */
  private static Node.Mapping inherited(Node.Mapping base) {
    var entries = new java.util.LinkedHashMap<>(base.entries());
    entries.keySet().removeAll(List.of("name", "purpose", "extends"));
    return new Node.Mapping(base.place(), entries);
  }

  /** A path relative to a file, or empty (and noted by the grammar) when it is none. */
  private Optional<Path> relative(Node.Scalar scalar, Path file) {
    try {
      String path = scalar.text().strip();
      return Grammar.RELATIVE.matcher(path).matches() && !Path.of(path).isAbsolute()
          ? Optional.of(file.resolveSibling(path).normalize())
          : Optional.empty();
    } catch (InvalidPathException e) {
      problems.add(
          Problem.at(scalar.place(), scalar.describe(), "a relative path, such as base.yaml"));
      return Optional.empty();
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
