package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.therapy.Synapse;

/** PD-1 of the T cell binds the ligands of the tumor cell and inhibits killing. */
public final class Pd1Checkpoint implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(Pd1Checkpoint.class, "pd-1-checkpoint");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double pd1 = parameters.get("pd-1-checkpoint.pd-1-density");
    double pdl1 = parameters.get("pd-1-checkpoint.pd-l1-density");
    double pdl1Affinity = parameters.get("pd-1-checkpoint.pd-l1-affinity");
    double pdl2 = pdl1 * parameters.get("pd-1-checkpoint.pd-l2-ratio");
    double pdl2Affinity = parameters.get("pd-1-checkpoint.pd-l2-affinity");
    double half = parameters.get("pd-1-checkpoint.half-effect");
    double hill = parameters.get("pd-1-checkpoint.hill");
    Hook.SynapseRule signal =
        (blockedPd1, blockedPdl1, multiple) ->
            Synapse.hill(
                Synapse.bound(
                    pd1 * (1 - blockedPd1),
                    pdl1 * multiple * (1 - blockedPdl1),
                    pdl1Affinity,
                    pdl2,
                    pdl2Affinity),
                half,
                hill);
    Hook.ContactFactor inhibition = e -> e.pd1Relief(e.founder().basalPdl1());
    return List.of(signal, inhibition);
  }
}
