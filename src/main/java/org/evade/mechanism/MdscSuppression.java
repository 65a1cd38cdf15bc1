package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.tissue.FieldName;

/** Arginase and nitric oxide of myeloid-derived suppressor cells inhibit killing. */
public final class MdscSuppression implements Mechanism {

  @Override
  public MechanismDescriptor descriptor() {
    return MechanismDescriptor.read(MdscSuppression.class, "mdsc-suppression");
  }

  @Override
  public List<Hook> hooks(ParameterValues parameters) {
    double weight = parameters.get("mdsc-suppression.weight");
    Hook.ContactFactor suppression =
        e -> {
          double activity = e.field(FieldName.ARGINASE);
          return 1 - weight * activity / (activity + 1);
        };
    return List.of(suppression);
  }
}
