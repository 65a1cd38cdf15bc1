package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/** Regulatory T cells next to a CD8 T cell suppress its killing. */
public final class TregSuppression implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(TregSuppression.class, "treg-suppression");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double weight = parameters.get("treg-suppression.weight");
    double half = parameters.get("treg-suppression.half-effect");
    Hook.ContactFactor suppression = e -> 1 - weight * e.tregs() / (e.tregs() + half);
    return List.of(suppression);
  }
}
