package org.evade.therapy;

import org.evade.catalogue.ParameterValues;

/**
 * The PD-1 synapse as the model runs it: PD-1 of a CD8 T cell, PD-L1 and PD-L2 of the cell it
 * touches, and the inhibition by the pairs they make.
 *
 * @param pd1 PD-1 per µm²
 * @param pdl1 PD-L1 per µm² at the default level
 * @param pdl1Affinity two-dimensional dissociation constant of PD-1 and PD-L1 per µm²
 * @param pdl2 PD-L2 per µm²
 * @param pdl2Affinity two-dimensional dissociation constant of PD-1 and PD-L2 per µm²
 * @param half pairs per µm² that inhibit by half
 * @param hill Hill coefficient of the inhibition
 */
public record Pd1Synapse(
    double pd1,
    double pdl1,
    double pdl1Affinity,
    double pdl2,
    double pdl2Affinity,
    double half,
    double hill) {

  /** The synapse of the catalogue's section {@code pd-1-checkpoint}. */
  public static Pd1Synapse of(ParameterValues parameters) {
    double pdl1 = parameters.get("pd-1-checkpoint.pd-l1-density");
    return new Pd1Synapse(
        parameters.get("pd-1-checkpoint.pd-1-density"),
        pdl1,
        parameters.get("pd-1-checkpoint.pd-l1-affinity"),
        pdl1 * parameters.get("pd-1-checkpoint.pd-l2-ratio"),
        parameters.get("pd-1-checkpoint.pd-l2-affinity"),
        parameters.get("pd-1-checkpoint.half-effect"),
        parameters.get("pd-1-checkpoint.hill"));
  }

  /**
   * This synapse with another inhibition by the pairs.
   *
   * @param otherHalf pairs per µm² that inhibit by half
   * @param otherHill Hill coefficient
   */
  public Pd1Synapse with(double otherHalf, double otherHill) {
    return new Pd1Synapse(pd1, pdl1, pdl1Affinity, pdl2, pdl2Affinity, otherHalf, otherHill);
  }

  /**
   * The inhibition of killing, 0 to 1.
   *
   * @param blockedPd1 share of PD-1 that drugs hold
   * @param blockedPdl1 share of PD-L1 that drugs hold
   * @param multiple PD-L1 as a multiple of the default level
   */
  public double signal(double blockedPd1, double blockedPdl1, double multiple) {
    return Synapse.hill(
        Synapse.bound(
            pd1 * (1 - blockedPd1),
            pdl1 * multiple * (1 - blockedPdl1),
            pdl1Affinity,
            pdl2,
            pdl2Affinity),
        half,
        hill);
  }
}
