package org.evade.mechanism;

import org.evade.tissue.FieldName;

/** What a mechanism sees of a lesion's dendritic cells and its lymph node. */
public interface PrimingSite {

  /** Mean of a field over the lesion, in the field's unit. */
  double meanField(FieldName name);
}
