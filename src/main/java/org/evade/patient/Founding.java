package org.evade.patient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.cell.Mutation;
import org.evade.cell.Neoantigens;
import org.evade.cell.TumorState;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.random.AgentId;
import org.evade.random.KeyedStream;
import org.evade.scenario.Scenario;
import org.evade.tissue.Architecture;
import org.evade.tissue.Occupancy;

/** The first tissue and cells of a lesion, at the start of the burn-in. */
final class Founding {

  private static final int KIND_TUMOR = 15;

  /** Ordinal of a founder's id; those that enter through the same voxel at once count from 0. */
  private static final int FOUNDER = -1;

  private final Lesion lesion;
  private final Scenario scenario;
  private final ParameterValues p;
  private final Mechanisms mechanisms;
  private final KeyedStream stream;
  private final long seed;
  private final int number;
  private final long minute;
  private final List<PatientEvent> events;

  Founding(
      Lesion lesion,
      Scenario scenario,
      Mechanisms mechanisms,
      Streams streams,
      long seed,
      int number,
      long minute,
      List<PatientEvent> events) {
    this.lesion = lesion;
    this.scenario = scenario;
    this.p = scenario.parameters();
    this.mechanisms = mechanisms;
    this.stream = streams.founding();
    this.seed = seed;
    this.number = number;
    this.minute = minute;
    this.events = events;
  }

  /** Fills the lesion. */
  void run(RestOfLesion rest) {
    Architecture tissue = Architecture.build(lesion.lattice(), architecture(), seed, number);
    lesion.layDown(tissue);
    placeTumor(tissue.tumorSites());
    placeFounders();
    rest.start(minute, this);
    lesion.reoccupy();
    placeLeukocytes();
  }

  /** The clone from which the whole lesion descends. */
  static Mutation founder(Neoantigens neoantigens, ParameterValues p, long minute) {
    return Mutation.founder(minute, 0, neoantigens.truncal())
        .multiplyPdl1(p.get("tumor.pd-l1-basal"));
  }

  private Architecture.Parameters architecture() {
    double fill =
        lesion.plan().fill() * FastMath.exp(-TumorStep.growthRate(p) * p.get("burn-in.duration"));
    double stroma;
    double capsule;
    switch (lesion.plan().phenotype()) {
      case INFLAMED -> {
        stroma = p.get("tissue.ecm-inflamed");
        capsule = stroma;
      }
      case EXCLUDED -> {
        stroma = p.get("tissue.ecm-excluded");
        capsule = p.get("tissue.ecm-capsule");
      }
      default -> {
        stroma = p.get("tissue.ecm-desert");
        capsule = stroma;
      }
    }
    return new Architecture.Parameters(
        fill,
        p.get("tissue.nest-fraction"),
        p.get("tissue.nest-correlation-length"),
        p.get("tissue.vessel-spacing"),
        p.get("tissue.vessel-distance"),
        stroma,
        capsule,
        p.get("tissue.ecm-capsule-width"),
        p.get("tissue.ecm-noise"));
  }

  /**
   * Tumor cells, a share of them dead such that debris is in balance with the configured loss: at
   * growth g, loss φb and clearance c it is φb/(c + g) of the living.
   */
  private void placeTumor(int[] sites) {
    Mutation founder = founder(lesion.neoantigens(), p, minute);
    int clone = lesion.phylogeny().addAll(List.of(founder))[0];
    double pdl1 = lesion.phylogeny().get(clone).basalPdl1();
    double loss = TumorStep.birthRate(p) * p.get("tumor.cell-loss-factor");
    double perLiving = loss / (p.get("tumor.debris-clearance") + TumorStep.growthRate(p));
    double dead = perLiving / (1 + perLiving);
    for (int site : sites) {
      long id = AgentId.arrival(lesion.origin(site), KIND_TUMOR, minute, FOUNDER);
      int cell = lesion.tumor().add(id, site, clone, p.get("tumor.mhc-basal"), pdl1);
      lesion.occupancy().tumor(site, cell);
      if (stream.uniform(id, minute, 30) < dead) {
        lesion.tumor().state(cell, TumorState.APOPTOTIC);
      }
    }
  }

  /** Subclonal neoantigens and the scenario's resistant clones, each as one contiguous patch. */
  private void placeFounders() {
    int total = lesion.tumor().count();
    for (int k = 0; k < lesion.neoantigens().count(); k++) {
      if ((lesion.neoantigens().truncal() >>> k & 1) == 0) {
        int number = k;
        patch(
            (int) Math.round(total * lesion.neoantigens().prevalence(k)),
            100 + k,
            (clone, cell) -> Mutation.of(clone, minute, cell).gainNeoantigens(1L << number));
      }
    }
    for (int f = 0; f < scenario.founders().size(); f++) {
      Scenario.Founder founder = scenario.founders().get(f);
      int mechanism = mechanisms.indexOf(founder.mechanism());
      int cells = (int) Math.round(total * founder.share());
      patch(cells, f, (clone, cell) -> resistant(clone, cell, mechanism));
      events.add(
          new PatientEvent(
              minute,
              "founder",
              founder.mechanism(),
              cells,
              (founder.seeded() ? "seeded " : "expected ") + cells + " cells at the start"));
    }
  }

  /** A clone changed by a mechanism until it counts as resistant. */
  private Mutation resistant(Clone clone, long cell, int mechanism) {
    List<Hook.Heritable> hooks =
        mechanisms.hooks(Hook.Heritable.class).stream()
            .filter(bound -> bound.mechanism() == mechanism)
            .map(Mechanisms.Bound::hook)
            .toList();
    Mutation daughter = Mutation.of(clone, minute, cell);
    for (Hook.Heritable hook : hooks) {
      daughter = mostHiding(hook, clone, daughter);
    }
    return daughter.changedBy(mechanism);
  }

  /** The change at the target that hides most neoantigens, as selection would have it. */
  private Mutation mostHiding(Hook.Heritable hook, Clone clone, Mutation daughter) {
    Mutation best = hook.change(daughter, 0);
    for (int target = 1; target < hook.targets(clone); target++) {
      Mutation other = hook.change(daughter, target);
      if (visible(other) < visible(best)) {
        best = other;
      }
    }
    return best;
  }

  private int visible(Mutation m) {
    return Long.bitCount(
        lesion.neoantigens().visible(m.neoantigens(), m.lostAlleles(), m.b2mCopies()));
  }

  @FunctionalInterface
  interface Change {
    Mutation of(Clone clone, long cell);
  }

  /** Gives a contiguous patch of cells to clones changed from those they had. */
  void patch(int cells, int patch, Change change) {
    if (cells == 0) {
      return;
    }
    int[] members = members(cells, patch);
    // A patch may lie across clones: each of them gets its own changed daughter clone.
    int[] clones =
        IntStream.of(members).map(i -> lesion.tumor().clone(i)).distinct().sorted().toArray();
    List<Mutation> born = new ArrayList<>();
    for (int clone : clones) {
      int first =
          IntStream.of(members)
              .filter(i -> lesion.tumor().clone(i) == clone)
              .findFirst()
              .orElseThrow();
      born.add(change.of(lesion.phylogeny().get(clone), lesion.tumor().id(first) ^ patch));
    }
    int[] ids = lesion.phylogeny().addAll(born);
    for (int member : members) {
      int at = Arrays.binarySearch(clones, lesion.tumor().clone(member));
      lesion.tumor().clone(member, ids[at]);
      lesion.tumor().pdl1(member, lesion.phylogeny().get(ids[at]).basalPdl1());
    }
  }

  /** Indices of a contiguous patch of tumor cells. */
  private int[] members(int cells, int patch) {
    int[] sites = new int[lesion.tumor().count()];
    for (int i = 0; i < sites.length; i++) {
      sites[i] = lesion.tumor().site(i);
    }
    int[] chosen = Architecture.patch(lesion.lattice(), sites, cells, seed, lesion.origin(patch));
    return IntStream.of(chosen).map(lesion.occupancy()::tumor).toArray();
  }

  private void placeLeukocytes() {
    double layer = lesion.lattice().spacing() * lesion.lattice().spacing() * 1e-6;
    double inNest;
    double inStroma;
    switch (lesion.plan().phenotype()) {
      case INFLAMED -> {
        inNest = p.get("cd8.density-inflamed");
        inStroma = inNest;
      }
      case EXCLUDED -> {
        inNest = p.get("cd8.density-excluded-nest");
        inStroma = p.get("cd8.density-excluded-stroma");
      }
      default -> {
        inNest = p.get("cd8.density-desert");
        inStroma = inNest;
      }
    }
    for (int site = 0; site < lesion.lattice().size(); site++) {
      boolean nest = lesion.occupancy().tumor(site) != Occupancy.NONE;
      double expected = (nest ? inNest : inStroma) * layer;
      place(Leukocytes.Kind.CD8, site, expected);
      place(Leukocytes.Kind.TREG, site, expected * p.get("treg.ratio"));
      place(Leukocytes.Kind.MDSC, site, expected * p.get("mdsc.ratio"));
    }
  }

  private void place(Leukocytes.Kind kind, int site, double expected) {
    if (lesion.occupancy().free(site) <= 0
        || stream.uniform(lesion.origin(site), minute, 10 + kind.ordinal()) >= expected) {
      return;
    }
    long id = AgentId.arrival(lesion.origin(site), kind.ordinal(), minute, FOUNDER);
    switch (kind) {
      case CD8 -> placeCd8(id, site);
      case TREG -> lesion.tregs().add(id, site);
      case MDSC -> lesion.mdscs().add(id, site);
    }
    lesion.occupancy().enter(kind.ordinal(), site);
  }

  private void placeCd8(long id, int site) {
    double reactive = p.get("cd8.reactive-share");
    double u = stream.uniform(id, minute, 20);
    int specificity = Cd8Cells.BYSTANDER;
    if (u < reactive) {
      specificity = clonotype(u / reactive);
    }
    boolean progenitor =
        specificity != Cd8Cells.BYSTANDER
            && stream.uniform(id, minute, 21) < p.get("cd8.progenitor-share");
    lesion
        .cd8()
        .add(
            id,
            site,
            progenitor ? Cd8State.PROGENITOR : Cd8State.EFFECTOR,
            specificity,
            (int) p.get("cd8.division-limit"));
  }

  private int clonotype(double u) {
    double total = 0;
    for (int k = 0; k < lesion.neoantigens().count(); k++) {
      total += lesion.neoantigens().prevalence(k);
    }
    double left = u * total;
    int k = 0;
    while (k < lesion.neoantigens().count() - 1) {
      left -= lesion.neoantigens().prevalence(k);
      if (left < 0) {
        break;
      }
      k++;
    }
    return k;
  }
}
