package org.evade.therapy;

import java.util.Arrays;
import java.util.stream.Collectors;

/** A molecule that a drug can block. A new target is one line here. */
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

  /**
   * The target of a name.
   *
   * @param label name as in drug files
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Target of(String label) {
    for (Target target : values()) {
      if (target.label.equals(label)) {
        return target;
      }
    }
    throw new IllegalArgumentException(
        "no target named "
            + label
            + "; known are "
            + Arrays.stream(values()).map(Target::label).collect(Collectors.joining(", ")));
  }
}
