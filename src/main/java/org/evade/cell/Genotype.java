package org.evade.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Names of sets of heritable changes. */
public final class Genotype {

  /** Name of the founder's genotype, without any change. */
  public static final String NONE = "none";

  private Genotype() {}

  /**
   * Name of a set of changes: the mechanisms' names in alphabetical order, joined by {@code +}.
   *
   * @param changes bit mask by the registry's index
   * @param mechanisms names by the registry's index
   * @return such as {@code b2m-loss+hla-loh}; {@link #NONE} for the empty set
   * @throws IllegalArgumentException when a bit has no name
   */
  public static String name(long changes, List<String> mechanisms) {
    if (changes == 0) {
      return NONE;
    }
    if (64 - Long.numberOfLeadingZeros(changes) > mechanisms.size()) {
      throw new IllegalArgumentException(
          "no mechanism has the index " + (63 - Long.numberOfLeadingZeros(changes)));
    }
    List<String> names = new ArrayList<>();
    for (long rest = changes; rest != 0; rest &= rest - 1) {
      names.add(mechanisms.get(Long.numberOfTrailingZeros(rest)));
    }
    Collections.sort(names);
    return String.join("+", names);
  }
}
