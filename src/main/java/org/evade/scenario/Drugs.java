package org.evade.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Node;
import org.evade.catalogue.Problem;

/**
 * The drugs that the treatment of a scenario's tree names, those with files of their own read; and
 * the words of the scenario, which take in the numbers of these.
 */
final class Drugs {

  private final SortedSet<String> names = new TreeSet<>();
  private final SortedMap<Path, Optional<DrugSpec>> files = new TreeMap<>();
  private final Path file;
  private final List<Problem> problems;
  private Vocabulary words;

  private Drugs(Path file, Vocabulary words, List<Problem> problems) {
    this.file = file;
    this.words = words;
    this.problems = problems;
  }

  /**
   * The drugs of a tree. What does not name a drug is passed over: the grammar notes it.
   *
   * @param root the tree
   * @param file the scenario's file
   * @param words the words without drugs that have files of their own
   * @param problems takes what is wrong with a drug's own file
   */
  static Drugs of(Node.Mapping root, Path file, Vocabulary words, List<Problem> problems) {
    Drugs drugs = new Drugs(file, words, problems);
    for (Node line : items(root.get("treatment"))) {
      for (Node dose :
          line instanceof Node.Mapping map ? items(map.get("drugs")) : List.<Node>of()) {
        if (dose instanceof Node.Mapping map
            && map.get("drug").orElse(null) instanceof Node.Scalar drug) {
          drugs.add(drug);
        }
      }
    }
    return drugs;
  }

  private static List<Node> items(Optional<Node> list) {
    return list.orElse(null) instanceof Node.Sequence sequence ? sequence.items() : List.of();
  }

  /**
   * The file that a value names, relative to the file that it stands in.
   *
   * @param node the value
   * @param file the scenario's file, for a setting of the command line, which stands in none
   * @throws InvalidPathException when it is no path
   */
  static Path beside(Node.Scalar node, Path file) {
    Path base = node.place().line() == 0 ? file : Path.of(node.place().file());
    return base.resolveSibling(node.text().strip()).normalize();
  }

  private void add(Node.Scalar drug) {
    String text = drug.text().strip();
    if (words.drugs().find(text).isPresent()) {
      names.add(text);
    } else if (Shape.Choice.isFile(text)) {
      try {
        Path path = beside(drug, file);
        if (Files.isRegularFile(path) && Files.isReadable(path) && !files.containsKey(path)) {
          Optional<DrugSpec> own =
              DrugReader.read(path, path.toString(), words.reserved(), problems);
          files.put(path, own);
          own.ifPresent(this::own);
        }
      } catch (InvalidPathException e) {
        // The builder notes a name that is no path.
      }
    }
  }

  private void own(DrugSpec drug) {
    names.add(drug.name());
    words = words.with(drug);
  }

  /**
   * The drug of a name, or of the path of its file as {@link #beside} gives it; empty when there is
   * none or its file is wrong.
   */
  Optional<DrugSpec> find(String drug) {
    return Shape.Choice.isFile(drug)
        ? files.getOrDefault(Path.of(drug), Optional.empty())
        : words.drugs().find(drug);
  }

  /** Names of the drugs. */
  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  /** The words of the scenario, with the numbers of drugs that have files of their own. */
  Vocabulary words() {
    return words;
  }

  /**
   * Names of the drugs that a tree gave and that another, which replaces its treatment, does not.
   */
  static SortedSet<String> dropped(
      Node.Mapping before, Node.Mapping after, Path file, Vocabulary words) {
    SortedSet<String> names = new TreeSet<>();
    if (after.get("treatment").isPresent()) {
      names.addAll(of(before, file, words, new ArrayList<>()).names());
      names.removeAll(of(after, file, words, new ArrayList<>()).names());
    }
    return names;
  }
}
