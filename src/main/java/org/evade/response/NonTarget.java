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
  NE
}
