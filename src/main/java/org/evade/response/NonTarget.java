package org.evade.response;

/** State of the non-target lesions, taken together, on one scan. */
public enum NonTarget {
  /** There were none at baseline. */
  NONE,
  /** All have disappeared, nodes below 10 mm. */
  CR,
  /** Some persist, without unequivocal progression. */
  NON_CR_NON_PD,
  /** Unequivocal progression. */
  PD,
  /** Not evaluable. */
  NE;

  /**
   * Growth in volume that is unequivocal progression: by 73 %, as 20 % in diameter (RECIST 1.1,
   * Eisenhauer 2009, Eur J Cancer 45:228).
   */
  private static final double UNEQUIVOCAL = 1.2 * 1.2 * 1.2;

  /**
   * State of non-target lesions of which the volume is known.
   *
   * @param volume their volume, relative to any reference
   * @param smallest smallest volume on a scan before, baseline included, in the same measure
   * @param visible whether they are large enough to be seen
   * @return progression, disappearance or neither
   */
  public static NonTarget of(double volume, double smallest, boolean visible) {
    if (!visible) {
      return CR;
    }
    return volume >= UNEQUIVOCAL * smallest ? PD : NON_CR_NON_PD;
  }
}
