package org.evade.patient;

import org.apache.commons.math3.util.FastMath;

/** Rates, probabilities and units of the steps. */
final class Rates {

  static final long MINUTES_PER_DAY = 1440;
  static final double SECONDS_PER_DAY = 86_400;
  private static final double AVOGADRO = 6.02214076e23;
  private static final double LITER_PER_CUBIC_MICROMETER = 1e-15;

  private Rates() {}

  /** Probability that an event of a rate per day happens within some minutes. */
  static double probability(double perDay, double minutes) {
    return -FastMath.expm1(-perDay * minutes / MINUTES_PER_DAY);
  }

  /**
   * Chance with which a cell divides in some minutes, at most once, such that cells that divide at
   * a rate grow as e^(rate·t) whatever the interval: its expected offspring, daughters of daughters
   * included.
   */
  static double division(double perDay, double minutes) {
    return FastMath.expm1(perDay * minutes / MINUTES_PER_DAY);
  }

  /**
   * Share of those who came at any time within some minutes, each as likely as another, that is
   * alive at their end. Who comes is put where it stays at the end of an interval: with this share
   * of them a population is as large whatever the interval.
   */
  static double lasting(double deathsPerDay, double minutes) {
    double deaths = deathsPerDay * minutes / MINUTES_PER_DAY;
    return deaths == 0 ? 1 : -FastMath.expm1(-deaths) / deaths;
  }

  /** Molecules in a voxel at 1 pM, for a voxel's edge in µm. */
  static double moleculesAtOnePicomolar(double edge) {
    return 1e-12 * edge * edge * edge * LITER_PER_CUBIC_MICROMETER * AVOGADRO;
  }
}
