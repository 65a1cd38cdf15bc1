package org.evade.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.Units;
import org.evade.catalogue.YamlReader;
import org.evade.mechanism.Mechanisms;
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
    return Mechanisms.descriptors();
  }

  /** The drugs that come with Evade, by name. */
  static SortedMap<String, Drug> drugs() {
    SortedMap<String, Drug> drugs = new TreeMap<>();
    for (DrugSpec drug : DrugLibrary.shipped().drugs()) {
      drugs.put(drug.name(), describe(drug));
    }
    return Collections.unmodifiableSortedMap(drugs);
  }

  private static Drug describe(DrugSpec drug) {
    List<String> details = new ArrayList<>();
    for (ParameterSpec number : drug.numbers()) {
      details.add(
          number.name()
              + ": "
              + Units.format(number.value(), number.unit())
              + ", "
              + number.evidence().name().toLowerCase(Locale.ROOT)
              + number
                  .source()
                  .map(source -> ", " + source.citation() + " (" + source.id() + ")")
                  .orElse(""));
    }
    return new Drug(drug.title() + ", " + drug.drugClass(), details);
  }

  /** What is wrong with a user's own drug file. */
  private static List<Problem> drugFile(Path file, String name) {
    List<Problem> problems = new ArrayList<>();
    YamlReader.read(file, name, problems);
    if (problems.isEmpty()) {
      try {
        DrugLibrary.parse(Files.readAllBytes(file), name);
      } catch (IllegalArgumentException | IOException e) {
        problems.add(
            Problem.at(
                Place.of(name),
                "no drug: " + e.getMessage(),
                "a drug file such as those that come with Evade"));
      }
    }
    return problems;
  }

  /** The words a scenario may use. */
  static Vocabulary vocabulary() {
    List<MechanismDescriptor> mechanisms = mechanisms();
    return Vocabulary.of(
        Catalogue.standard(mechanisms), mechanisms, drugs().keySet(), Library::drugFile);
  }
}
