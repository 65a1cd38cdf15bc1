package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/** A daughter loses a neoantigen, by a deletion or by silencing of its gene. */
public final class NeoantigenLoss implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(NeoantigenLoss.class, "neoantigen-loss");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double rate = parameters.get("neoantigen-loss.rate");
    Hook.PresentationFactor unseen =
        e -> (e.clone().neoantigens() >>> e.neoantigen() & 1) == 1 ? 1 : 0;
    return List.of(new Loss(rate), unseen);
  }

  private record Loss(double rate) implements Hook.Heritable {
    @Override
    public int targets(Clone clone) {
      return Long.bitCount(clone.neoantigens());
    }

    @Override
    public Mutation change(Mutation daughter, int target) {
      long bits = daughter.neoantigens();
      for (int i = 0; i < target; i++) {
        bits &= bits - 1;
      }
      return daughter.loseNeoantigens(Long.lowestOneBit(bits));
    }
  }
}
