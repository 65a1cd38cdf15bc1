package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/**
 * Chronic antigen with PD-1 signal drives T cells into terminal exhaustion; blockade re-arms
 * progenitors only.
 */
public final class Exhaustion implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(Exhaustion.class, "exhaustion");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double rate = parameters.get("exhaustion.rate");
    double alone = parameters.get("exhaustion.antigen-share");
    double leak = parameters.get("exhaustion.rearming-without-blockade");
    double progenitor = 1 - parameters.get("exhaustion.progenitor-weight");
    double terminal = 1 - parameters.get("exhaustion.terminal-weight");
    Hook.FateRule fate =
        site ->
            new FateRates(
                leak + (1 - leak) * (1 - site.pd1Signal()),
                rate * site.antigen() * (alone + (1 - alone) * site.pd1Signal()));
    Hook.ContactFactor weakness =
        e ->
            switch (e.state()) {
              case PROGENITOR -> progenitor;
              case EFFECTOR -> 1;
              case TERMINAL -> terminal;
            };
    return List.of(fate, weakness);
  }
}
