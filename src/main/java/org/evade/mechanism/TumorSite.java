package org.evade.mechanism;

import org.evade.cell.Clone;
import org.evade.tissue.FieldName;

/** What a mechanism sees of a tumor cell and the voxel it is in. */
public interface TumorSite {

  /** The cell's clone. */
  Clone clone();

  /** Value of a field in the cell's voxel, in the field's unit. */
  double field(FieldName name);
}
