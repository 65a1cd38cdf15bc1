package org.evade.mechanism;

import java.util.List;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;

/**
 * A named way in which a tumor evades T cells. Implementations are found by {@link
 * java.util.ServiceLoader}: they have a constructor without arguments, say what they are, and hand
 * out their hooks.
 */
public interface Mechanism {

  /** What is said of the mechanism. */
  MechanismDescriptor descriptor();

  /**
   * Its hooks, with the numbers of one run.
   *
   * @param parameters every parameter of the run
   */
  List<Hook> hooks(ParameterValues parameters);
}
