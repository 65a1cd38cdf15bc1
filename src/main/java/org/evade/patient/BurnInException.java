package org.evade.patient;

import java.util.List;

/** No draw of the burn-in fitted the scenario's own configuration. */
public final class BurnInException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** The cells of a table outgrew their lattice. */
  BurnInException(String scenario, String lesion) {
    super(
        scenario
            + ": the cells of lesion "
            + lesion
            + " outgrow their lattice before the burn-in is over; give the lesion a larger one.");
  }

  BurnInException(String scenario, List<String> refusals) {
    super(
        scenario
            + ": none of "
            + refusals.size()
            + " draws met the configured growth and T-cell density; the last: "
            + refusals.get(refusals.size() - 1)
            + ". Give a small lesion a larger lattice, change the configuration, or raise burn-in.growth-tolerance,"
            + " burn-in.density-tolerance or burn-in.attempts.");
  }
}
