package org.evade.mechanism;

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
    double rate = parameters.get("ifng-pathway-loss.rate");
    double second = parameters.get("ifng-pathway-loss.second-hit-rate");
    double halfMhc = parameters.get("tumor.mhc-half-recognition");
    Hook.ContactFactor uninduced =
        e -> Recognition.ofMhc(e.mhc(), halfMhc) / Recognition.ofMhc(e.intactMhc(), halfMhc);
    return List.of(new Loss(rate, 2), new Loss(second, 1), uninduced);
  }

  /** A hit on a clone that holds the given number of copies. */
  private record Loss(double rate, int copies) implements Hook.Heritable {
    @Override
    public int targets(Clone clone) {
      return clone.ifngCopies() == copies ? copies : 0;
    }

    @Override
    public Mutation change(Mutation daughter, int target) {
      return daughter.loseIfngCopy();
    }

    @Override
    public boolean resistant(Mutation daughter) {
      return daughter.ifngCopies() == 0;
    }
  }
}
