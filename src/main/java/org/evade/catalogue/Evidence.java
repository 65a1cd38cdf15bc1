package org.evade.catalogue;

/** How well a number of the model is known. */
public enum Evidence {
  /** Read off an experiment or a trial that the source reports. */
  MEASURED,
  /** Fitted or used in a published model. */
  FITTED,
  /** Neither: a choice of ours, with its reason. */
  ASSUMED
}
