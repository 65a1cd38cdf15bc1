package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/** A daughter gains PD-L1 that needs no IFNγ, as by amplification of 9p24. */
public final class ConstitutivePdl1 implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(ConstitutivePdl1.class, "constitutive-pd-l1");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double rate = parameters.get("constitutive-pd-l1.rate");
    double fold = parameters.get("constitutive-pd-l1.fold");
    Hook.ContactFactor raised =
        e -> Recognition.share(e.pd1Relief(e.basalPdl1()), e.pd1Relief(e.founder().basalPdl1()));
    return List.of(new Gain(rate, fold), raised);
  }

  private record Gain(double rate, double fold) implements Hook.Heritable {
    @Override
    public int targets(Clone clone) {
      return clone.basalPdl1() < fold ? 1 : 0;
    }

    @Override
    public Mutation change(Mutation daughter, int target) {
      return daughter.multiplyPdl1(fold);
    }
  }
}
