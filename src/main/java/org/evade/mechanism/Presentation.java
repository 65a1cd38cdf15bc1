package org.evade.mechanism;

import org.evade.cell.Clone;

/** What a mechanism sees of a tumor cell that may show one neoantigen. */
public interface Presentation {

  /** The cell's clone. */
  Clone clone();

  /** Number of the neoantigen that is looked for, 0 to 63. */
  int neoantigen();

  /** Bit mask of the six HLA-I alleles that present this neoantigen. */
  int presentingAlleles();
}
