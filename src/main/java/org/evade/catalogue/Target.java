package org.evade.catalogue;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A molecule that a drug can block. One added here can be named in drug files; what its blockade
 * does is up to the model.
 */
public enum Target {
  /** Programmed death 1, on T cells. */
  PD_1("PD-1"),
  /** Programmed death ligand 1, on tumor and myeloid cells. */
  PD_L1("PD-L1");

  private final String label;

  Target(String label) {
    this.label = label;
  }

  /** Its name in drug files, such as {@code PD-1}. */
  public String label() {
    return label;
  }

  /** The names of all targets, as in drug files. */
  public static SortedSet<String> labels() {
    SortedSet<String> labels = new TreeSet<>();
    for (Target target : values()) {
      labels.add(target.label);
    }
    return labels;
  }

  /** The target of a name as in drug files, if there is one. */
  public static Optional<Target> of(String label) {
    for (Target target : values()) {
      if (target.label.equals(label)) {
        return Optional.of(target);
      }
    }
    return Optional.empty();
  }
}
