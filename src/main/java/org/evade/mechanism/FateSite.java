package org.evade.mechanism;

import org.evade.cell.Cd8State;
import org.evade.tissue.FieldName;

/** What a mechanism sees of a CD8 T cell when its fate is decided. */
public interface FateSite {

  /** State of the T cell. */
  Cd8State state();

  /** Share of the last interval spent on a tumor cell that shows its antigen, in [0, 1]. */
  double antigen();

  /** PD-1 signal of the present contact, in [0, 1]; 0 without one. */
  double pd1Signal();

  /** Value of a field in the T cell's voxel, in the field's unit. */
  double field(FieldName name);
}
