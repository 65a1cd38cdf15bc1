package org.evade.scenario;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.Problem;

/**
 * The words a scenario may use.
 *
 * @param catalogue every parameter, those of the mechanisms included
 * @param mechanisms mechanisms by name
 * @param drugs names of the drugs that come with Evade
 * @param drugFiles checks a user's own drug file
 */
public record Vocabulary(
    Catalogue catalogue,
    SortedMap<String, MechanismDescriptor> mechanisms,
    SortedSet<String> drugs,
    DrugFileCheck drugFiles) {

  /** Tells what is wrong with a user's own drug file. */
  @FunctionalInterface
  public interface DrugFileCheck {
    /**
     * The problems of a drug file that exists and can be read; none when it is fine.
     *
     * @param file the file
     * @param name how messages name it
     */
    List<Problem> problems(Path file, String name);
  }

  /** A vocabulary with unmodifiable copies of the names. */
  public Vocabulary {
    mechanisms = Collections.unmodifiableSortedMap(new TreeMap<>(mechanisms));
    drugs = Collections.unmodifiableSortedSet(new TreeSet<>(drugs));
  }

  /**
   * A vocabulary.
   *
   * @param catalogue every parameter, those of the mechanisms included
   * @param mechanisms the mechanisms
   * @param drugs names of the drugs that come with Evade
   * @param drugFiles checks a user's own drug file
   */
  public static Vocabulary of(
      Catalogue catalogue,
      List<MechanismDescriptor> mechanisms,
      Collection<String> drugs,
      DrugFileCheck drugFiles) {
    SortedMap<String, MechanismDescriptor> byName = new TreeMap<>();
    for (MechanismDescriptor mechanism : mechanisms) {
      if (byName.put(mechanism.name(), mechanism) != null) {
        throw new IllegalArgumentException("two mechanisms named " + mechanism.name());
      }
    }
    return new Vocabulary(catalogue, byName, new TreeSet<>(drugs), drugFiles);
  }
}
