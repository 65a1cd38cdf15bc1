package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;
import org.evade.cell.Neoantigens;

/**
 * A daughter loses one HLA-I haplotype and with it every neoantigen only that haplotype presents.
 */
public final class HlaLoh implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(HlaLoh.class, "hla-loh");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double rate = parameters.get("hla-loh.rate");
    Hook.PresentationFactor unpresented =
        e -> (e.presentingAlleles() & ~e.clone().lostAlleles()) == 0 ? 0 : 1;
    return List.of(new Loss(rate), unpresented);
  }

  private record Loss(double rate) implements Hook.Heritable {
    @Override
    public int targets(Clone clone) {
      return clone.lostAlleles() == 0 ? 2 : 0;
    }

    @Override
    public Mutation change(Mutation daughter, int target) {
      return daughter.loseAlleles(Neoantigens.haplotype(target));
    }
  }
}
