package org.evade.catalogue;

import java.util.ArrayList;
import java.util.List;

/**
 * A number that a drug file may give beside its affinities: what is read, what is checked and what
 * a scenario may set come of this one list.
 *
 * @param name short name, such as {@code clearance}
 * @param unit unit that the file must use, since the model reckons in it
 * @param use whether a run reads it
 * @param positive whether it must be above 0
 * @param needs numbers without which it says nothing
 */
record DrugNumber(String name, String unit, Use use, boolean positive, List<String> needs) {

  /** What a number is for. */
  enum Use {
    /** No run without it. */
    REQUIRED,
    /** Read by a run when it is there. */
    OPTIONAL,
    /** A figure to check the drug against, which no run reads. */
    FIGURE
  }

  /** All of them. */
  static final List<DrugNumber> ALL = all();

  private static List<DrugNumber> all() {
    List<DrugNumber> all = new ArrayList<>();
    all.add(new DrugNumber("molecular-weight", "kDa", Use.REQUIRED, true, List.of()));
    all.add(new DrugNumber("clearance", "L/day", Use.REQUIRED, true, List.of()));
    all.add(new DrugNumber("central-volume", "L", Use.REQUIRED, true, List.of()));
    all.add(positive("clearance-factor", Units.NONE));
    all.add(positive("exchange", "L/day", "peripheral-volume"));
    all.add(positive("peripheral-volume", "L", "exchange"));
    all.add(free("clearance-change", "clearance-half-time"));
    all.add(positive("clearance-half-time", "day", "clearance-change"));
    all.add(positive("clearance-hill", Units.NONE, "clearance-change"));
    all.add(positive("reference-weight", "kg"));
    all.add(free("weight-on-clearance", "reference-weight"));
    all.add(free("weight-on-central-volume", "reference-weight"));
    all.add(free("weight-on-exchange", "reference-weight", "exchange"));
    all.add(free("weight-on-peripheral-volume", "reference-weight", "peripheral-volume"));
    all.add(positive("reference-bmi", "kg/m^2"));
    all.add(free("bmi-on-volumes", "reference-bmi"));
    all.add(figure("label-dose", "mg", "label-interval"));
    all.add(figure("label-interval", "day", "label-dose"));
    all.add(figure("published-initial-half-life", "day"));
    all.add(figure("published-final-half-life", "day"));
    all.add(
        figure(
            "published-average",
            "mg/L",
            "label-dose",
            "label-interval",
            "published-initial-half-life",
            "published-final-half-life",
            "published-trough",
            "label-half-life"));
    all.add(figure("published-trough", "mg/L"));
    all.add(figure("label-half-life", "day"));
    return List.copyOf(all);
  }

  private static DrugNumber positive(String name, String unit, String... needs) {
    return new DrugNumber(name, unit, Use.OPTIONAL, true, List.of(needs));
  }

  private static DrugNumber free(String name, String... needs) {
    return new DrugNumber(name, Units.NONE, Use.OPTIONAL, false, List.of(needs));
  }

  private static DrugNumber figure(String name, String unit, String... needs) {
    return new DrugNumber(name, unit, Use.FIGURE, true, List.of(needs));
  }
}
