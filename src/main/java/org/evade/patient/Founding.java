package org.evade.patient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongFunction;
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
import org.evade.scenario.CellTable;
import org.evade.scenario.Scenario;
import org.evade.scenario.Scenario.LesionPlan;
import org.evade.tissue.Architecture;
import org.evade.tissue.Occupancy;

/**
 * The first tissue and cells of a lesion, at the start of the burn-in: laid by chance, or those of
 * the user's table. The latter are put in place a second time when the burn-in is over.
 */
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
    Optional<CellTable> given = lesion.plan().cells();
    if (given.isPresent()) {
      CellTable cells = given.get();
      lesion.layDown(
          Architecture.around(
              lesion.lattice(),
              sites(cells, EnumSet.of(CellTable.Type.TUMOR, CellTable.Type.DEBRIS)),
              sites(cells, EnumSet.of(CellTable.Type.VESSEL)),
              architecture(),
              seed,
              number));
      rest.start(minute);
      placeGiven(cells, rest, id -> drawCd8(id));
      return;
    }
    Architecture tissue = Architecture.build(lesion.lattice(), architecture(), seed, number);
    lesion.layDown(tissue);
    placeTumor(tissue.tumorSites());
    placeFounders();
    rest.start(minute);
    rest.scatter(minute, this);
    lesion.reoccupy();
    placeLeukocytes();
  }

  /**
   * Puts the cells of the table back in their places. Each CD8 T cell takes specificity and state
   * of one, drawn by its key, of those that the lesion held until now.
   */
  void putBack(CellTable cells, RestOfLesion rest) {
    Cd8Cells cd8 = lesion.cd8();
    int[] order =
        IntStream.range(0, cd8.count())
            .boxed()
            .sorted(Comparator.comparingLong(cd8::id))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Cd8> held = IntStream.of(order).mapToObj(i -> Cd8.of(cd8, i)).toList();
    lesion.clear();
    placeGiven(
        cells,
        rest,
        id ->
            held.isEmpty()
                ? drawCd8(id)
                : held.get(KeyedStream.toBelow(stream.bits(id, minute, 20), held.size())));
  }

  /** What distinguishes CD8 T cells. */
  private record Cd8(Cd8State state, int specificity, int divisionsLeft) {
    static Cd8 of(Cd8Cells cells, int i) {
      return new Cd8(cells.state(i), cells.specificity(i), cells.divisionsLeft(i));
    }
  }

  private void placeGiven(CellTable cells, RestOfLesion rest, LongFunction<Cd8> cd8) {
    Clone founder = begin();
    List<CellTable.Cell> tumor =
        cells.cells().stream()
            .filter(c -> c.type() == CellTable.Type.TUMOR || c.type() == CellTable.Type.DEBRIS)
            .toList();
    for (CellTable.Cell cell : tumor) {
      TumorState state =
          cell.type() == CellTable.Type.TUMOR ? TumorState.CYCLING : TumorState.APOPTOTIC;
      addTumor(site(cell), founder, state);
    }
    int label = 0;
    for (String clone : cells.clones().keySet()) {
      label++;
      int[] members =
          IntStream.range(0, tumor.size())
              .filter(i -> tumor.get(i).label().equals(clone))
              .toArray();
      int id = assign(members, -label, (parent, cell) -> labeled(parent, cell, clone))[0];
      lesion.phylogeny().label(id, clone);
      events.add(
          new PatientEvent(
              minute,
              "founder",
              clone,
              members.length,
              "cells of this label in the table, " + lesion.phylogeny().name(id) + ofSeveral()));
    }
    if (cells.count(CellTable.Type.DEBRIS) == 0) {
      addDebris(tumor.size(), fullVoxels(cells));
    }
    placeFounders();
    if (cells.clones().isEmpty()) {
      rest.scatter(minute, this);
    }
    lesion.reoccupy();
    placeGivenLeukocytes(cells, cd8);
  }

  private void placeGivenLeukocytes(CellTable cells, LongFunction<Cd8> cd8) {
    for (CellTable.Cell cell : cells.cells()) {
      if (!cell.type().isLeukocyte()) {
        continue;
      }
      Leukocytes.Kind kind = Leukocytes.Kind.valueOf(cell.type().name());
      int site = site(cell);
      int ordinal = FOUNDER - lesion.occupancy().count(kind.ordinal(), site);
      long id = AgentId.arrival(lesion.origin(site), kind.ordinal(), minute, ordinal);
      switch (kind) {
        case CD8 -> add(id, site, cd8.apply(id));
        case TREG -> lesion.tregs().add(id, site);
        case MDSC -> lesion.mdscs().add(id, site);
      }
      lesion.occupancy().enter(kind.ordinal(), site);
    }
  }

  private int site(CellTable.Cell cell) {
    return lesion.lattice().site(cell.x(), cell.y(), cell.z());
  }

  private int[] sites(CellTable cells, Set<CellTable.Type> types) {
    return cells.cells().stream()
        .filter(cell -> types.contains(cell.type()))
        .mapToInt(this::site)
        .toArray();
  }

  /** A label's clone: changed by the mechanisms that it names, else like its parent. */
  private Mutation labeled(Clone parent, long cell, String label) {
    Mutation daughter = Mutation.of(parent, minute, cell);
    for (String part : CellTable.parts(label)) {
      if (mechanisms.names().contains(part)) {
        daughter = resistant(daughter, parent, mechanisms.indexOf(part));
      }
    }
    return daughter;
  }

  /** Voxels that cannot take debris: with a vessel, or with more leukocytes than fit beside it. */
  private boolean[] fullVoxels(CellTable cells) {
    boolean[] full = lesion.vessel().clone();
    int[] leukocytes = new int[full.length];
    for (CellTable.Cell cell : cells.cells()) {
      if (cell.type().isLeukocyte()) {
        full[site(cell)] |= ++leukocytes[site(cell)] > LesionPlan.CAPACITY_BESIDE_TUMOR;
      }
    }
    return full;
  }

  /**
   * Adds the debris that is in balance with the living, which stains for tumor cells do not show.
   * It lies in the free voxels nearest to the cells, and is of the clone that it lies beside.
   */
  private void addDebris(int living, boolean[] full) {
    int wanted = (int) Math.round(living * debrisPerLiving());
    int[] edge = IntStream.range(0, lesion.tumor().count()).toArray();
    while (wanted > 0 && edge.length > 0) {
      SortedMap<Integer, Integer> beside = new TreeMap<>();
      for (int cell : edge) {
        for (int d = 0; d < lesion.lattice().directions(); d++) {
          int site = lesion.lattice().neighbor(lesion.tumor().site(cell), d);
          if (site >= 0 && !full[site] && lesion.occupancy().tumor(site) == Occupancy.NONE) {
            beside.putIfAbsent(site, cell);
          }
        }
      }
      int[] sites =
          beside.keySet().stream()
              .sorted(Comparator.comparingLong(s -> stream.bits(lesion.origin(s), minute, 31)))
              .limit(wanted)
              .mapToInt(Integer::intValue)
              .toArray();
      edge =
          IntStream.of(sites)
              .map(
                  site ->
                      addTumor(
                          site,
                          lesion.phylogeny().get(lesion.tumor().clone(beside.get(site))),
                          TumorState.APOPTOTIC))
              .toArray();
      wanted -= sites.length;
    }
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
   * Debris for each living cell when it is in balance with the configured loss: at growth g, loss
   * φb and clearance c it is φb/(c + g).
   */
  private double debrisPerLiving() {
    double loss = TumorStep.birthRate(p) * p.get("tumor.cell-loss-factor");
    return loss / (p.get("tumor.debris-clearance") + TumorStep.growthRate(p));
  }

  /** Begins the phylogeny and returns its founder. */
  private Clone begin() {
    Mutation founder = founder(lesion.neoantigens(), p, minute);
    return lesion.phylogeny().get(lesion.phylogeny().addAll(List.of(founder))[0]);
  }

  private int addTumor(int site, Clone clone, TumorState state) {
    long id = AgentId.arrival(lesion.origin(site), KIND_TUMOR, minute, FOUNDER);
    int cell =
        lesion.tumor().add(id, site, clone.id(), p.get("tumor.mhc-basal"), clone.basalPdl1());
    lesion.tumor().state(cell, state);
    lesion.occupancy().tumor(site, cell);
    return cell;
  }

  /** Tumor cells, a share of them dead such that debris is in balance. */
  private void placeTumor(int[] sites) {
    Clone founder = begin();
    double dead = debrisPerLiving() / (1 + debrisPerLiving());
    for (int site : sites) {
      int cell = addTumor(site, founder, TumorState.CYCLING);
      if (stream.uniform(lesion.tumor().id(cell), minute, 30) < dead) {
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
      patch(
          cells, f, (clone, cell) -> resistant(Mutation.of(clone, minute, cell), clone, mechanism));
      events.add(
          new PatientEvent(
              minute,
              "founder",
              founder.mechanism(),
              cells,
              (founder.seeded() ? "seeded " : "expected ")
                  + cells
                  + " cells at the start"
                  + ofSeveral()));
    }
  }

  /** Which lesion of several this is, to end a sentence; empty when it is the only one. */
  private String ofSeveral() {
    return scenario.lesions().size() == 1 ? "" : ", lesion " + lesion.plan().name();
  }

  /** A clone changed by a mechanism until it counts as resistant. */
  private Mutation resistant(Mutation like, Clone clone, int mechanism) {
    List<Hook.Heritable> hooks =
        mechanisms.hooks(Hook.Heritable.class).stream()
            .filter(bound -> bound.mechanism() == mechanism)
            .map(Mechanisms.Bound::hook)
            .toList();
    Mutation daughter = like;
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
    assign(members(cells, patch), patch, change);
  }

  /** Gives cells, by index, to clones changed from those they had; returns the clone of each. */
  private int[] assign(int[] members, int patch, Change change) {
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
    return IntStream.of(members).map(i -> lesion.tumor().clone(i)).toArray();
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
      case CD8 -> add(id, site, drawCd8(id));
      case TREG -> lesion.tregs().add(id, site);
      case MDSC -> lesion.mdscs().add(id, site);
    }
    lesion.occupancy().enter(kind.ordinal(), site);
  }

  private Cd8 drawCd8(long id) {
    double reactive = p.get("cd8.reactive-share");
    double u = stream.uniform(id, minute, 20);
    int specificity = Cd8Cells.BYSTANDER;
    if (u < reactive) {
      specificity = clonotype(u / reactive);
    }
    boolean progenitor =
        specificity != Cd8Cells.BYSTANDER
            && stream.uniform(id, minute, 21) < p.get("cd8.progenitor-share");
    return new Cd8(
        progenitor ? Cd8State.PROGENITOR : Cd8State.EFFECTOR,
        specificity,
        (int) p.get("cd8.division-limit"));
  }

  private void add(long id, int site, Cd8 cd8) {
    lesion.cd8().add(id, site, cd8.state(), cd8.specificity(), cd8.divisionsLeft());
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
