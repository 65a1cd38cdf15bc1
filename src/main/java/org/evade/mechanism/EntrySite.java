package org.evade.mechanism;

import org.evade.tissue.FieldName;

/** What a mechanism sees of a vessel through which CD8 T cells may enter. */
public interface EntrySite {

  /** Density of extracellular matrix around the vessel, in [0, 1]. */
  double ecm();

  /** Value of a field at the vessel, in the field's unit. */
  double field(FieldName name);
}
