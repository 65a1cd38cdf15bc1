package org.evade.patient;

import java.util.List;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;

/** What the mechanisms leave of the leukocytes' steps, by the matrix of the voxel moved into. */
final class Motility {

  private final List<Mechanisms.Bound<Hook.MotilityFactor>> hooks;

  Motility(Mechanisms mechanisms) {
    hooks = mechanisms.hooks(Hook.MotilityFactor.class);
  }

  /** The product of all factors for each voxel. */
  double[] of(double[] ecm) {
    double[] factors = new double[ecm.length];
    for (int site = 0; site < ecm.length; site++) {
      double factor = 1;
      for (Mechanisms.Bound<Hook.MotilityFactor> bound : hooks) {
        factor *= bound.hook().factor(ecm[site]);
      }
      factors[site] = factor;
    }
    return factors;
  }
}
