package org.evade.mechanism;

import java.util.ArrayList;
import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/**
 * A daughter loses a copy of the IFNγ pathway; without any, IFNγ induces neither MHC-I nor PD-L1
 * nor chemokines, and does not slow division.
 */
public final class IfngPathwayLoss implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(IfngPathwayLoss.class, "ifng-pathway-loss");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    CopyLoss.Gene gene =
        new CopyLoss.Gene(Clone::ifngCopies, Mutation::ifngCopies, Mutation::loseIfngCopy);
    double halfMhc = parameters.get("tumor.mhc-half-recognition");
    Hook.ContactFactor uninduced =
        e -> Recognition.ofMhc(e.mhc(), halfMhc) / Recognition.ofMhc(e.intactMhc(), halfMhc);
    List<Hook> hooks = new ArrayList<>(CopyLoss.bothHits("ifng-pathway-loss", parameters, gene));
    hooks.add(uninduced);
    return hooks;
  }
}
