package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/** A mechanism added by this class, its descriptor and one line of a service file. */
public final class ToyMechanism implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(ToyMechanism.class, "toy-mechanism");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double weight = parameters.get("toy-mechanism.weight");
    Hook.ContactFactor taken = e -> 1 - weight;
    return List.of(taken);
  }
}
