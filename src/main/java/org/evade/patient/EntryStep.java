package org.evade.patient;

import java.util.Arrays;
import java.util.List;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.EntrySite;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.random.AgentId;
import org.evade.random.Inverse;
import org.evade.tissue.FieldName;
import org.evade.tissue.Occupancy;

/**
 * Entry of leukocytes from the blood through the vessels of a lesion over one interval. Those who
 * came at any time in it and live at its end are put beside their vessel then.
 */
final class EntryStep {

  /** Causes beyond the mechanisms: too little CXCL9 and CXCL10. */
  static final int BASE_CAUSES = 1;

  /** Names of the causes beyond the mechanisms. */
  static final List<String> BASE_CAUSE_NAMES = List.of("low-chemokine");

  private final Lesion lesion;
  private final Streams streams;
  private final Circulation circulation;
  private final double days;
  private final double chemokineFloor;
  private final double chemokineHalf;
  private final double conversion;
  private final double conversionHalf;
  private final double recruitmentHalf;
  private final double progenitorShare;
  private final int divisionLimit;

  /** Share of those who come in an interval that lives at its end: by state, or by kind. */
  private final double[] lastingCd8;

  private final double lastingBystander;
  private final double lastingTreg;
  private final double lastingMdsc;
  private final List<Mechanisms.Bound<Hook.EntryFactor>> hooks;
  private final double[] factors;
  private final Vessel vessel = new Vessel();

  EntryStep(
      Lesion lesion,
      Streams streams,
      Mechanisms mechanisms,
      ParameterValues p,
      Circulation circulation) {
    this.lesion = lesion;
    this.streams = streams;
    this.circulation = circulation;
    days = p.get("engine.circulation-interval") / 24;
    chemokineFloor = p.get("cd8.entry-chemokine-floor");
    chemokineHalf = p.get("cd8.entry-chemokine-half-effect");
    conversion = p.get("treg.conversion");
    conversionHalf = p.get("treg.conversion-half-effect");
    recruitmentHalf = p.get("mdsc.recruitment-half-effect");
    progenitorShare = p.get("cd8.progenitor-share");
    divisionLimit = (int) p.get("cd8.division-limit");
    double minutes = days * Rates.MINUTES_PER_DAY;
    lastingCd8 =
        new double[] {
          Rates.lasting(p.get("cd8.death-progenitor"), minutes),
          Rates.lasting(p.get("cd8.death-effector"), minutes)
        };
    lastingBystander = Rates.lasting(p.get("cd8.death-bystander"), minutes);
    lastingTreg = Rates.lasting(p.get("treg.death"), minutes);
    lastingMdsc = Rates.lasting(p.get("mdsc.death"), minutes);
    hooks = mechanisms.hooks(Hook.EntryFactor.class);
    factors = new double[mechanisms.count() + BASE_CAUSES];
  }

  private final class Vessel implements EntrySite {
    private int site;

    @Override
    public double ecm() {
      return lesion.ecm()[site];
    }

    @Override
    public double field(FieldName name) {
      return lesion.field(name)[site];
    }
  }

  /** Share of the entry that is left at a vessel for a kind, by mechanisms and tissue. */
  private double gate(Leukocytes.Kind kind, int site) {
    vessel.site = site;
    switch (kind) {
      case CD8 -> {
        Arrays.fill(factors, 1);
        for (Mechanisms.Bound<Hook.EntryFactor> bound : hooks) {
          factors[bound.mechanism()] *= bound.hook().factor(vessel);
        }
        double ligand = vessel.field(FieldName.CXCL9_10);
        factors[factors.length - 1] =
            chemokineFloor + (1 - chemokineFloor) * ligand / (ligand + chemokineHalf);
        double product = 1;
        for (double factor : factors) {
          product *= factor;
        }
        return product;
      }
      case TREG -> {
        double tgf = vessel.field(FieldName.TGF_BETA);
        return 1 + conversion * tgf / (tgf + conversionHalf);
      }
      default -> {
        double ligand = vessel.field(FieldName.CCL2_CXCL8);
        return ligand / (ligand + recruitmentHalf);
      }
    }
  }

  /** Sum of the gates of a kind over all vessels. */
  double openVessels(Leukocytes.Kind kind) {
    double sum = 0;
    boolean[] vessels = lesion.vessel();
    for (int site = 0; site < vessels.length; site++) {
      if (vessels[site]) {
        sum += gate(kind, site);
      }
    }
    return sum;
  }

  /** Lets leukocytes in over the interval that starts at a minute. */
  void run(long minute) {
    boolean[] vessels = lesion.vessel();
    for (Leukocytes.Kind kind : Leukocytes.Kind.values()) {
      double level = kind == Leukocytes.Kind.CD8 ? circulation.cd8Level() : 1;
      double expected = lesion.calibration().entry(kind) * days * level;
      for (int site = 0; site < vessels.length; site++) {
        if (!vessels[site]) {
          continue;
        }
        double open = gate(kind, site);
        if (kind == Leukocytes.Kind.CD8) {
          lesion.entryLedger().add(expected, factors);
        }
        double u = streams.entry().uniform(lesion.origin(site), minute, kind.ordinal());
        int count = Inverse.poisson(expected * open, u);
        for (int n = 0; n < count; n++) {
          arrive(kind, site, minute, n);
        }
      }
    }
  }

  private void arrive(Leukocytes.Kind kind, int vesselSite, long minute, int ordinal) {
    long id = AgentId.arrival(lesion.origin(vesselSite), kind.ordinal(), minute, ordinal);
    int site = room(vesselSite, id, minute);
    if (site == Occupancy.NONE) {
      lesion.counts().refused++;
      return;
    }
    double chance = streams.entry().uniform(id, minute, 3);
    switch (kind) {
      case CD8 -> {
        int specificity = circulation.specificity(streams.entry().uniform(id, minute, 1));
        boolean progenitor =
            specificity != Cd8Cells.BYSTANDER
                && streams.entry().uniform(id, minute, 2) < progenitorShare;
        Cd8State state = progenitor ? Cd8State.PROGENITOR : Cd8State.EFFECTOR;
        boolean bystander = specificity == Cd8Cells.BYSTANDER;
        if (chance >= (bystander ? lastingBystander : lastingCd8[state.ordinal()])) {
          return;
        }
        lesion.cd8().add(id, site, state, specificity, divisionLimit);
      }
      case TREG -> {
        if (chance >= lastingTreg) {
          return;
        }
        lesion.tregs().add(id, site);
      }
      case MDSC -> {
        if (chance >= lastingMdsc) {
          return;
        }
        lesion.mdscs().add(id, site);
      }
    }
    lesion.occupancy().enter(kind.ordinal(), site);
    lesion.counts().arrivals++;
  }

  /** A voxel with room at a vessel, in a keyed rotation of directions, or NONE. */
  private int room(int vesselSite, long id, long minute) {
    int beside = lesion.roomBeside(vesselSite, streams.entry().bits(id, minute, 0));
    return beside == Occupancy.NONE && lesion.occupancy().free(vesselSite) > 0
        ? vesselSite
        : beside;
  }
}
