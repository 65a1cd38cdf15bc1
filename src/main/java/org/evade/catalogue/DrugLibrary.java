package org.evade.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Drugs by name. A drug is a YAML file, read by {@link DrugReader}; the ones shipped, under {@code
 * org/evade/catalogue/drugs}, are the example to follow. Immutable.
 */
public final class DrugLibrary {

  private final SortedMap<String, DrugSpec> drugs;

  private DrugLibrary(SortedMap<String, DrugSpec> drugs) {
    this.drugs = Collections.unmodifiableSortedMap(drugs);
  }

  /** These drugs; the last of several with one name. */
  public static DrugLibrary of(Collection<DrugSpec> drugs) {
    SortedMap<String, DrugSpec> byName = new TreeMap<>();
    drugs.forEach(drug -> byName.put(drug.name(), drug));
    return new DrugLibrary(byName);
  }

  /**
   * The drugs that come with Evade, as listed in {@code drugs/drugs.txt}.
   *
   * @throws CatalogueException when one of them is wrong
   */
  public static DrugLibrary shipped() {
    List<DrugSpec> drugs = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String name : resource("drugs.txt").lines().toList()) {
      String file = name + ".yaml";
      Optional<DrugSpec> drug = DrugReader.parse(resource(file), file, Set.of(), problems);
      drug.ifPresent(drugs::add);
      if (drug.isPresent() && !drug.get().name().equals(name)) {
        problems.add(Problem.at(Place.of(file), "drug: " + drug.get().name(), "drug: " + name));
      }
    }
    if (!problems.isEmpty()) {
      throw new CatalogueException(problems);
    }
    return of(drugs);
  }

  /**
   * These drugs and one more, which takes the place of one with the same name.
   *
   * @param drug the drug to add
   */
  public DrugLibrary with(DrugSpec drug) {
    SortedMap<String, DrugSpec> more = new TreeMap<>(drugs);
    more.put(drug.name(), drug);
    return new DrugLibrary(more);
  }

  /** Names of the drugs, in alphabetical order. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(drugs.keySet()));
  }

  /** The drugs, in alphabetical order. */
  public List<DrugSpec> drugs() {
    return List.copyOf(drugs.values());
  }

  /** The drug of a name, if there is one. */
  public Optional<DrugSpec> find(String name) {
    return Optional.ofNullable(drugs.get(name));
  }

  /**
   * A drug.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public DrugSpec get(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no drug named " + name + "; known are " + String.join(", ", drugs.keySet())));
  }

  private static String resource(String name) {
    try (InputStream in = DrugLibrary.class.getResourceAsStream("drugs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource org/evade/catalogue/drugs/" + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
