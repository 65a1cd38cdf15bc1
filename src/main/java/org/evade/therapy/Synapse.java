package org.evade.therapy;

/**
 * PD-1 and its ligands where a T cell touches a cell: two-dimensional binding in equilibrium, and
 * the inhibition that follows from it.
 *
 * <p>With receptors R and ligands L per µm² and a two-dimensional dissociation constant K, the
 * bound pairs b solve (R − b)(L − b) = K b. Inhibition is H = bⁿ/(b50ⁿ + bⁿ) (as in HanwenWang95/
 * QSPIO-TNBC, NSCLC parameters). Two ligands share the receptor.
 */
public final class Synapse {

  /** Most Newton steps for the free receptor; a handful suffices. */
  private static final int STEPS = 200;

  private Synapse() {}

  /**
   * Pairs bound, one ligand.
   *
   * @param receptor free and bound receptors that no drug holds, per µm², 0 or more
   * @param ligand free and bound ligands that no drug holds, per µm², 0 or more
   * @param kd dissociation constant per µm², above 0
   * @return pairs per µm²
   */
  public static double bound(double receptor, double ligand, double kd) {
    check(receptor, ligand, kd);
    double s = receptor + ligand + kd;
    // The smaller root of b² − s b + R L = 0, in the form that does not cancel.
    return 2 * receptor * ligand / (s + Math.sqrt(s * s - 4 * receptor * ligand));
  }

  /**
   * Pairs bound, two ligands of one receptor, such as PD-L1 and PD-L2 of PD-1.
   *
   * @param receptor receptors that no drug holds, per µm², 0 or more
   * @param ligand1 first ligands that no drug holds, per µm², 0 or more
   * @param kd1 dissociation constant of the first per µm², above 0
   * @param ligand2 second ligands that no drug holds, per µm², 0 or more
   * @param kd2 dissociation constant of the second per µm², above 0
   * @return pairs of both kinds together, per µm²
   * @throws ArithmeticException when the equation was not solved to rounding
   */
  public static double bound(
      double receptor, double ligand1, double kd1, double ligand2, double kd2) {
    check(receptor, ligand1, kd1);
    check(receptor, ligand2, kd2);
    if (ligand2 == 0) {
      return bound(receptor, ligand1, kd1);
    }
    if (ligand1 == 0) {
      return bound(receptor, ligand2, kd2);
    }
    double free = freeReceptor(receptor, ligand1, kd1, ligand2, kd2);
    return ligand1 * free / (kd1 + free) + ligand2 * free / (kd2 + free);
  }

  /**
   * Free receptors r: r + L1 r/(K1 + r) + L2 r/(K2 + r) = R. The left side rises and is concave, so
   * Newton's method from r = 0 climbs to the root and never passes it.
   */
  private static double freeReceptor(
      double receptor, double ligand1, double kd1, double ligand2, double kd2) {
    double r = 0;
    for (int i = 0; i < STEPS; i++) {
      double d1 = kd1 + r;
      double d2 = kd2 + r;
      double excess = receptor - r - ligand1 * r / d1 - ligand2 * r / d2;
      double slope = 1 + ligand1 * kd1 / (d1 * d1) + ligand2 * kd2 / (d2 * d2);
      double next = r + excess / slope;
      if (Math.abs(next - r) <= 4e-16 * receptor || !(next > r)) {
        if (Math.abs(excess) <= 1e-12 * receptor) {
          return r;
        }
        break;
      }
      r = next;
    }
    throw new ArithmeticException(
        "binding of two ligands not solved for receptor "
            + receptor
            + ", ligands "
            + ligand1
            + " and "
            + ligand2
            + " per um2");
  }

  /**
   * Inhibition by bound pairs, 0 to 1.
   *
   * @param bound pairs per µm², 0 or more
   * @param half pairs per µm² that inhibit by half, above 0
   * @param n Hill coefficient, above 0
   */
  public static double hill(double bound, double half, double n) {
    double x = bound / half;
    double power = n == 2 ? x * x : StrictMath.pow(x, n);
    return power == Double.POSITIVE_INFINITY ? 1 : power / (1 + power);
  }

  private static void check(double receptor, double ligand, double kd) {
    if (!(receptor >= 0)
        || !(ligand >= 0)
        || !(kd > 0)
        || !Double.isFinite(receptor + ligand + kd)) {
      throw new IllegalArgumentException(
          "densities must not be negative, the constant positive, and all finite, found "
              + receptor
              + ", "
              + ligand
              + ", "
              + kd);
    }
  }
}
