package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.tissue.FieldName;

/** IFNγ of the T cells raises PD-L1 on the tumor cells they attack. */
public final class AdaptivePdl1 implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(AdaptivePdl1.class, "adaptive-pd-l1");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double fold = parameters.get("adaptive-pd-l1.max-fold");
    double half = parameters.get("adaptive-pd-l1.half-effect");
    Hook.ExpressionFactor induction =
        cell -> {
          if (cell.clone().ifngCopies() == 0) {
            return 1;
          }
          double ifng = cell.field(FieldName.IFN_GAMMA);
          return 1 + (fold - 1) * ifng / (ifng + half);
        };
    Hook.ContactFactor induced =
        e -> Recognition.share(e.pd1Relief(e.pdl1()), e.pd1Relief(e.basalPdl1()));
    return List.of(induction, induced);
  }
}
