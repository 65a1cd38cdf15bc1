package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.therapy.Pd1Synapse;

/** PD-1 of the T cell binds the ligands of the tumor cell and inhibits killing. */
public final class Pd1Checkpoint implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(Pd1Checkpoint.class, "pd-1-checkpoint");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    Hook.SynapseRule signal = Pd1Synapse.of(parameters)::signal;
    Hook.ContactFactor inhibition = e -> e.pd1Relief(e.founder().basalPdl1());
    return List.of(signal, inhibition);
  }
}
