package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/** Dense matrix keeps T cells out: fewer enter through its vessels, and those that do are slow. */
public final class StromalExclusion implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(StromalExclusion.class, "stromal-exclusion");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double entry = parameters.get("stromal-exclusion.entry-weight");
    double motility = parameters.get("stromal-exclusion.motility-weight");
    Hook.EntryFactor closed = site -> 1 - entry * site.ecm();
    Hook.MotilityFactor slowed = ecm -> 1 - motility * ecm;
    return List.of(closed, slowed);
  }
}
