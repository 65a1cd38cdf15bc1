package org.evade.response;

/**
 * Lesions on one scan that were not there at baseline. RECIST 1.1 asks only whether there ever was
 * one; the rest is for iRECIST.
 *
 * @param count how many were found so far, those of earlier scans included; never falls
 * @param present whether any of them is still there
 * @param sumMm sum of diameters of those followed as measured (up to five, two an organ) in mm
 * @param othersGrew whether any that is not measured grew since the last scan
 */
public record NewLesions(int count, boolean present, double sumMm, boolean othersGrew) {

  /** No new lesion. */
  public static final NewLesions NONE = new NewLesions(0, false, 0, false);

  /** Refuses what cannot be. */
  public NewLesions {
    if (count < 0 || !(sumMm >= 0) || (count == 0 && (present || sumMm > 0 || othersGrew))) {
      throw new IllegalArgumentException(
          "new lesions cannot be " + count + " with a sum of " + sumMm + " mm");
    }
  }

  /**
   * New lesions that are measured.
   *
   * @param count how many so far
   * @param sumMm sum of their diameters in mm
   */
  public static NewLesions measured(int count, double sumMm) {
    return new NewLesions(count, sumMm > 0, sumMm, false);
  }
}
