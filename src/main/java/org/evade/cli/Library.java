package org.evade.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.Problem;
import org.evade.catalogue.YamlReader;
import org.evade.scenario.Vocabulary;

/** What this build knows: its mechanisms, drugs and parameters. The one place to plug them in. */
final class Library {

  /**
   * A drug, as text for the user.
   *
   * @param summary what it is, in one line
   * @param details what {@code evade explain} prints of it, one item a line
   */
  record Drug(String summary, List<String> details) {}

  private Library() {}

  /** Descriptors of the registered mechanisms. */
  static List<MechanismDescriptor> mechanisms() {
    return List.of();
  }

  /** The drugs that come with Evade, by name. */
  static SortedMap<String, Drug> drugs() {
    return Collections.unmodifiableSortedMap(new TreeMap<>());
  }

  /** What is wrong with a user's own drug file. */
  private static List<Problem> drugFile(Path file, String name) {
    List<Problem> problems = new ArrayList<>();
    YamlReader.read(file, name, problems);
    return problems;
  }

  /** The words a scenario may use. */
  static Vocabulary vocabulary() {
    List<MechanismDescriptor> mechanisms = mechanisms();
    return Vocabulary.of(
        Catalogue.standard(mechanisms), mechanisms, drugs().keySet(), Library::drugFile);
  }
}
