package org.evade.mechanism;

import org.evade.cell.Cd8State;
import org.evade.cell.Clone;

/** What a mechanism sees of the contact between a CD8 T cell and a tumor cell. */
public interface Engagement extends TumorSite, Presentation {

  @Override
  Clone clone();

  /** The clone from which all of the lesion descends. */
  Clone founder();

  /** MHC-I on the tumor cell, 1 at full induction. */
  double mhc();

  /** MHC-I that the same cell would have here with an intact IFNγ pathway. */
  double intactMhc();

  /** PD-L1 of the tumor cell, a multiple of the default. */
  double pdl1();

  /** PD-L1 that the tumor cell would have without induction by IFNγ, a multiple of the default. */
  double basalPdl1();

  /**
   * Share of the kill rate that the PD-1 checkpoint would leave, in [0, 1], if the tumor cell had
   * this much PD-L1, under the antibodies of the moment; 1 when the checkpoint is switched off.
   *
   * @param pdl1 PD-L1, a multiple of the default
   */
  double pd1Relief(double pdl1);

  /** State of the T cell. */
  Cd8State state();

  /** Tregs in the T cell's voxel and its Moore neighborhood. */
  int tregs();
}
