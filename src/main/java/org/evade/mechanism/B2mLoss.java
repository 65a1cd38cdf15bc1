package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/** A daughter loses a copy of B2M; without any, no HLA-I reaches the surface. */
public final class B2mLoss implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(B2mLoss.class, "b2m-loss");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double rate = parameters.get("b2m-loss.rate");
    double second = parameters.get("b2m-loss.second-hit-rate");
    Hook.ContactFactor unpresented = e -> e.clone().b2mCopies() == 0 ? 0 : 1;
    return List.of(new Loss(rate, 2), new Loss(second, 1), unpresented);
  }

  /** A hit on a clone that holds the given number of copies. */
  private record Loss(double rate, int copies) implements Hook.Heritable {
    @Override
    public int targets(Clone clone) {
      return clone.b2mCopies() == copies ? copies : 0;
    }

    @Override
    public Mutation change(Mutation daughter, int target) {
      return daughter.loseB2mCopy();
    }

    @Override
    public boolean resistant(Mutation daughter) {
      return daughter.b2mCopies() == 0;
    }
  }
}
