package org.evade.patient;

import java.util.Locale;
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
   * Makes sure that one division in an interval is enough for a rate.
   *
   * @throws IllegalArgumentException when the chance would be above 1
   */
  static void checkDivision(String what, double perDay, String interval, double minutes) {
    if (division(perDay, minutes) > 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s of %.3g /day: cells would divide more than once in the %.3g h of %s; shorten it",
              what,
              perDay,
              minutes / 60,
              interval));
    }
  }

  /** Molecules in a voxel at 1 pM, for a voxel's edge in µm. */
  static double moleculesAtOnePicomolar(double edge) {
    return 1e-12 * edge * edge * edge * LITER_PER_CUBIC_MICROMETER * AVOGADRO;
  }
}
