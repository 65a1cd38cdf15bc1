package org.evade.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterSpec;

/**
 * The words a scenario may use.
 *
 * @param catalogue every parameter, those of the mechanisms and drugs included
 * @param mechanisms mechanisms by name
 * @param drugs the drugs that a scenario may name; any other needs a file of its own
 */
public record Vocabulary(
    Catalogue catalogue, SortedMap<String, MechanismDescriptor> mechanisms, DrugLibrary drugs) {

  /** A vocabulary with an unmodifiable copy of the mechanisms. */
  public Vocabulary {
    mechanisms = Collections.unmodifiableSortedMap(new TreeMap<>(mechanisms));
  }

  /**
   * A vocabulary.
   *
   * @param catalogue every parameter but those of the drugs
   * @param mechanisms the mechanisms
   * @param drugs the drugs
   */
  public static Vocabulary of(
      Catalogue catalogue, List<MechanismDescriptor> mechanisms, DrugLibrary drugs) {
    SortedMap<String, MechanismDescriptor> byName = new TreeMap<>();
    for (MechanismDescriptor mechanism : mechanisms) {
      if (byName.put(mechanism.name(), mechanism) != null) {
        throw new IllegalArgumentException("two mechanisms named " + mechanism.name());
      }
    }
    List<ParameterSpec> numbers = new ArrayList<>();
    drugs.drugs().forEach(drug -> numbers.addAll(drug.numbers()));
    return new Vocabulary(catalogue.with(numbers), byName, drugs);
  }

  /** Names of the mechanisms that change clones: those that a founder can carry. */
  public SortedSet<String> heritable() {
    SortedSet<String> names = new TreeSet<>(mechanisms.keySet());
    names.removeIf(name -> !mechanisms.get(name).heritable());
    return Collections.unmodifiableSortedSet(names);
  }

  /**
   * Names that mean something in a scenario, so that a drug of the user's own may not have them.
   */
  public SortedSet<String> reserved() {
    SortedSet<String> names = new TreeSet<>(Grammar.root(this).names());
    names.addAll(mechanisms.keySet());
    names.addAll(drugs.names());
    catalogue.names().forEach(name -> names.add(name.substring(0, name.indexOf('.'))));
    return names;
  }

  /**
   * These words and the numbers of a drug that has a file of its own.
   *
   * @param own the drug
   * @throws IllegalArgumentException when one of its numbers is there already
   */
  public Vocabulary with(DrugSpec own) {
    return new Vocabulary(catalogue.with(own.numbers()), mechanisms, drugs);
  }
}
