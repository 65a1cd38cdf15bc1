package org.evade.mechanism;

import java.util.ArrayList;
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
    CopyLoss.Gene gene =
        new CopyLoss.Gene(Clone::b2mCopies, Mutation::b2mCopies, Mutation::loseB2mCopy);
    Hook.PresentationFactor unpresented = e -> e.clone().b2mCopies() == 0 ? 0 : 1;
    List<Hook> hooks = new ArrayList<>(CopyLoss.bothHits("b2m-loss", parameters, gene));
    hooks.add(unpresented);
    return hooks;
  }
}
