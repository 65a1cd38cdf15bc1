package org.evade.mechanism;

/** Small functions that mechanisms and the engine share. */
public final class Recognition {

  private Recognition() {}

  /**
   * Recognition by the amount of MHC-I, a saturating function with g(0) = 0 and g(1) = 1.
   *
   * @param mhc MHC-I in [0, 1], 1 at full induction
   * @param half amount at which an unsaturated response would be half, positive
   */
  public static double ofMhc(double mhc, double half) {
    return mhc * (1 + half) / (mhc + half);
  }

  /** What is left of a part: part / whole, at most 1, and 1 where the whole is nothing. */
  static double share(double part, double whole) {
    return whole <= 0 ? 1 : Math.min(1, part / whole);
  }
}
