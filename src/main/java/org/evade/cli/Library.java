package org.evade.cli;

import java.util.List;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.mechanism.Mechanisms;
import org.evade.scenario.Vocabulary;

/** What this build knows: its mechanisms, drugs and parameters. The one place to plug them in. */
final class Library {

  private Library() {}

  /** Descriptors of the registered mechanisms. */
  static List<MechanismDescriptor> mechanisms() {
    return Mechanisms.descriptors();
  }

  /** The words a scenario may use. */
  static Vocabulary vocabulary() {
    List<MechanismDescriptor> mechanisms = mechanisms();
    return Vocabulary.of(Catalogue.standard(mechanisms), mechanisms, DrugLibrary.shipped());
  }
}
