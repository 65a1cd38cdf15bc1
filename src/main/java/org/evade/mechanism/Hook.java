package org.evade.mechanism;

import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/** A place where a mechanism acts. A mechanism may have several hooks, also of one kind. */
public sealed interface Hook {

  /** A factor on the kill rate of a CD8 T cell in contact with a tumor cell. */
  @FunctionalInterface
  non-sealed interface ContactFactor extends Hook {
    /** The factor, in [0, 1]; 1 where the mechanism takes nothing. */
    double factor(Engagement engagement);
  }

  /**
   * A factor on the kill rate by what a tumor cell shows of a T cell's neoantigen, whoever the T
   * cell is and wherever it is. It also tells of a cell that no T cell touches what a contact would
   * have met.
   */
  @FunctionalInterface
  non-sealed interface PresentationFactor extends Hook {
    /** The factor, in [0, 1]; 1 where the mechanism takes nothing. */
    double factor(Presentation presentation);
  }

  /** A factor on the entry of CD8 T cells through a vessel. */
  @FunctionalInterface
  non-sealed interface EntryFactor extends Hook {
    /** The factor, in [0, 1]. */
    double factor(EntrySite site);
  }

  /** A factor on the speed of leukocytes in a voxel. */
  @FunctionalInterface
  non-sealed interface MotilityFactor extends Hook {
    /**
     * The factor, in [0, 1].
     *
     * @param ecm density of extracellular matrix in the voxel moved into, in [0, 1]
     */
    double factor(double ecm);
  }

  /** A factor on the division rate of tumor cells. */
  @FunctionalInterface
  non-sealed interface DivisionFactor extends Hook {
    /** The factor, 0 or more. */
    double factor(TumorSite cell);
  }

  /** A factor on the expansion of T cells in the lymph node. */
  @FunctionalInterface
  non-sealed interface PrimingFactor extends Hook {
    /** The factor, in [0, 1]. */
    double factor(PrimingSite site);
  }

  /** A factor on the expression of a protein by a tumor cell. */
  @FunctionalInterface
  non-sealed interface ExpressionFactor extends Hook {
    /** Multiple of PD-L1 that the cell tends to, relative to its clone's basal level; 1 or more. */
    double pdl1(TumorSite cell);
  }

  /** The signal of the PD-1 synapse. */
  @FunctionalInterface
  non-sealed interface SynapseRule extends Hook {
    /**
     * The PD-1 signal, in [0, 1].
     *
     * @param blockedPd1 share of PD-1 that antibody blocks
     * @param blockedPdl1 share of PD-L1 that antibody blocks
     * @param pdl1 PD-L1 on the tumor cell, a multiple of the default
     */
    double signal(double blockedPd1, double blockedPdl1, double pdl1);
  }

  /** The fate of CD8 T cells under chronic antigen. */
  @FunctionalInterface
  non-sealed interface FateRule extends Hook {
    /** The rates that hold for a CD8 T cell now. */
    FateRates rates(FateSite site);
  }

  /** A change that a tumor cell's daughter can be born with. */
  non-sealed interface Heritable extends Hook {
    /** How many independent targets the change has in a clone, such as antigens or copies. */
    int targets(Clone clone);

    /** Probability of the change per target and division. */
    double rate();

    /**
     * The daughter after the change.
     *
     * @param daughter the daughter as it would be without the change
     * @param target number of the target, from 0 to below {@link #targets}
     */
    Mutation change(Mutation daughter, int target);

    /**
     * Whether the daughter counts as a resistant genotype; the loss of one of two copies does not.
     */
    default boolean resistant(Mutation daughter) {
      return true;
    }
  }
}
