package org.evade.response;

/**
 * The target lesions of one scan, taken together.
 *
 * @param mm sum of the diameters that could be read, in mm
 * @param complete whether all could be read
 * @param gone whether all have disappeared, nodes below 10 mm
 */
record TargetSum(double mm, boolean complete, boolean gone) {

  /** Slack of every threshold in mm: far below what is read, far above rounding of a sum. */
  static final double SLACK = 1e-9;

  static TargetSum of(Baseline baseline, Scan scan) {
    if (scan.targets().size() != baseline.targets().size()) {
      throw new IllegalArgumentException(
          "the scan of day "
              + scan.day()
              + " reads "
              + scan.targets().size()
              + " target lesions, baseline has "
              + baseline.targets().size());
    }
    double mm = 0;
    boolean complete = true;
    boolean gone = true;
    for (int i = 0; i < scan.targets().size(); i++) {
      Reading reading = scan.targets().get(i);
      if (reading.kind() == Reading.Kind.NOT_EVALUABLE) {
        complete = false;
        continue;
      }
      mm += reading.mm();
      gone &= reading.mm() == 0 || (baseline.targets().get(i).node() && reading.mm() < 10);
    }
    return new TargetSum(mm, complete, gone && complete);
  }

  /** Whether it has grown by 20 % and 5 mm over a reference. */
  boolean progressedFrom(double referenceMm) {
    return mm >= 1.20 * referenceMm - SLACK && mm - referenceMm >= 5 - SLACK;
  }

  /** Whether it has shrunk by 30 % from baseline. */
  boolean partialFrom(double baselineMm) {
    return mm <= 0.70 * baselineMm + SLACK;
  }
}
