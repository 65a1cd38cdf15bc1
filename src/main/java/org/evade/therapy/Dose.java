package org.evade.therapy;

import org.evade.scenario.Scenario.DoseUnit;
import org.evade.scenario.Scenario.Patient;

/** From a dose as prescribed to milligrams. */
final class Dose {

  private static final double GFR_CAP = 125;

  private Dose() {}

  /**
   * Body surface by Mosteller's formula, √(height · weight / 3600), in m².
   *
   * @param patient the host
   */
  static double bodySurface(Patient patient) {
    return Math.sqrt(patient.heightCm() * patient.weightKg() / 3600);
  }

  /**
   * A dose in mg; a target area under the curve by Calvert's formula, mg = AUC · (GFR + 25), with
   * the filtration rate capped at 125 mL/min as the FDA recommends for estimated ones.
   *
   * @param amount dose in its unit
   * @param unit its unit
   * @param patient the host
   */
  static double mg(double amount, DoseUnit unit, Patient patient) {
    return switch (unit) {
      case MG -> amount;
      case MG_PER_KG -> amount * patient.weightKg();
      case MG_PER_M2 -> amount * bodySurface(patient);
      case AUC -> amount * (Math.min(patient.gfr(), GFR_CAP) + 25);
    };
  }
}
