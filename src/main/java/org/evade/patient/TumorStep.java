package org.evade.patient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.cell.Mutation;
import org.evade.cell.TumorCells;
import org.evade.cell.TumorState;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.mechanism.TumorSite;
import org.evade.random.AgentId;
import org.evade.random.KeyedStream;
import org.evade.tissue.FieldName;
import org.evade.tissue.Occupancy;

/**
 * One interval of the tumor cells of a lesion: expression, death, clearance, division and heredity.
 *
 * <p>Dividing cells take their turns in the order of a keyed draw, so that no result depends on the
 * order of the arrays.
 */
final class TumorStep {

  private final Lesion lesion;
  private final Streams streams;
  private final double minutes;
  private final double birthRate;
  private final double hypoxia;
  private final double anoxia;
  private final double necrosisRate;
  private final double clearance;
  private final double mhcBasal;
  private final double mhcHalf;
  private final double mhcStep;
  private final double pdl1Step;
  private final double cytostasis;
  private final double cytostasisHalf;
  private final List<Mechanisms.Bound<Hook.DivisionFactor>> divisionFactors;
  private final List<Mechanisms.Bound<Hook.ExpressionFactor>> expressionFactors;
  private final List<Mechanisms.Bound<Hook.Heritable>> heritable;
  private final KeyedStream[] heredity;
  private final int[] slots;
  private final Site site = new Site();
  private final Push push;

  TumorStep(Lesion lesion, Streams streams, Mechanisms mechanisms, ParameterValues p) {
    this.lesion = lesion;
    this.streams = streams;
    minutes = p.get("engine.tumor-interval") * 60;
    birthRate = birthRate(p);
    hypoxia = p.get("tumor.hypoxia");
    anoxia = p.get("tumor.anoxia");
    necrosisRate = p.get("tumor.necrosis-rate");
    clearance = Rates.probability(p.get("tumor.debris-clearance"), minutes);
    mhcBasal = p.get("tumor.mhc-basal");
    mhcHalf = p.get("tumor.mhc-half-effect");
    mhcStep = Rates.probability(p.get("tumor.mhc-turnover"), minutes);
    pdl1Step = Rates.probability(p.get("tumor.pd-l1-turnover"), minutes);
    cytostasis = p.get("tumor.ifn-gamma-cytostasis");
    cytostasisHalf = p.get("tumor.ifn-gamma-cytostasis-half-effect");
    divisionFactors = mechanisms.hooks(Hook.DivisionFactor.class);
    expressionFactors = mechanisms.hooks(Hook.ExpressionFactor.class);
    heritable = mechanisms.hooks(Hook.Heritable.class);
    heredity = new KeyedStream[heritable.size()];
    slots = new int[heritable.size()];
    for (int h = 0; h < heredity.length; h++) {
      int mechanism = heritable.get(h).mechanism();
      heredity[h] = streams.heredity().part(mechanisms.name(mechanism));
      slots[h] = h > 0 && heritable.get(h - 1).mechanism() == mechanism ? slots[h - 1] + 1 : 0;
    }
    push =
        new Push(
            lesion,
            (int) Math.round(p.get("tumor.push-distance") / p.get("engine.voxel-edge")),
            p.get("tissue.ecm-closed"));
  }

  /** Division rate per day that gives the doubling time at the cell-loss factor. */
  static double birthRate(ParameterValues p) {
    return growthRate(p) / (1 - p.get("tumor.cell-loss-factor"));
  }

  /** Net growth rate per day before treatment. */
  static double growthRate(ParameterValues p) {
    return FastMath.log(2) / p.get("tumor.volume-doubling-time");
  }

  /** What a mechanism sees of a tumor cell. */
  private final class Site implements TumorSite {
    private int cell;

    @Override
    public Clone clone() {
      return lesion.phylogeny().get(lesion.tumor().clone(cell));
    }

    @Override
    public double field(FieldName name) {
      return lesion.field(name)[lesion.tumor().site(cell)];
    }
  }

  /** Runs the interval that starts at a minute. */
  void run(long minute) {
    boolean[] gone = live(minute);
    lesion.removeTumor(gone);
    divide(minute);
  }

  private boolean[] live(long minute) {
    TumorCells tumor = lesion.tumor();
    double[] oxygen = lesion.field(FieldName.OXYGEN);
    double intrinsic = lesion.calibration().intrinsicDeath;
    double normoxicDeath = Rates.probability(intrinsic, minutes);
    double anoxicDeath = Rates.probability(intrinsic + necrosisRate, minutes);
    double necroticShare =
        intrinsic + necrosisRate > 0 ? necrosisRate / (intrinsic + necrosisRate) : 0;
    boolean[] gone = new boolean[tumor.count()];
    for (int i = 0; i < tumor.count(); i++) {
      if (!tumor.alive(i)) {
        gone[i] = streams.death().uniform(tumor.id(i), minute, 1) < clearance;
        continue;
      }
      int voxel = tumor.site(i);
      boolean anoxic = oxygen[voxel] < anoxia;
      double u = streams.death().uniform(tumor.id(i), minute, 0);
      if (u < (anoxic ? anoxicDeath : normoxicDeath)) {
        die(i, anoxic && u < anoxicDeath * necroticShare);
        continue;
      }
      adapt(i);
    }
    return gone;
  }

  /** Lets living cells adapt to the fields where they are; none dies or divides. */
  void hold() {
    for (int i = 0; i < lesion.tumor().count(); i++) {
      if (lesion.tumor().alive(i)) {
        adapt(i);
      }
    }
  }

  private void adapt(int i) {
    TumorCells tumor = lesion.tumor();
    int voxel = tumor.site(i);
    boolean hypoxic = lesion.field(FieldName.OXYGEN)[voxel] < hypoxia;
    tumor.state(i, hypoxic ? TumorState.QUIESCENT : TumorState.CYCLING);
    express(i, lesion.field(FieldName.IFN_GAMMA)[voxel]);
  }

  private void die(int i, boolean necrotic) {
    TumorCells tumor = lesion.tumor();
    tumor.state(i, necrotic ? TumorState.NECROTIC : TumorState.APOPTOTIC);
    tumor.hits(i, 0);
    LesionCounts counts = lesion.counts();
    if (necrotic) {
      counts.necroses++;
    } else {
      counts.deaths++;
    }
    long held = lesion.phylogeny().get(tumor.clone(i)).neoantigens();
    while (held != 0) {
      counts.diedWith[Long.numberOfTrailingZeros(held)]++;
      held &= held - 1;
    }
  }

  private void express(int i, double ifng) {
    TumorCells tumor = lesion.tumor();
    site.cell = i;
    Clone clone = site.clone();
    double mhc = mhcBasal;
    if (clone.ifngCopies() > 0) {
      mhc += (1 - mhcBasal) * ifng / (ifng + mhcHalf);
    }
    tumor.mhc(i, tumor.mhc(i) + mhcStep * (mhc - tumor.mhc(i)));
    double pdl1 = clone.basalPdl1();
    for (Mechanisms.Bound<Hook.ExpressionFactor> bound : expressionFactors) {
      pdl1 *= bound.hook().pdl1(site);
    }
    tumor.pdl1(i, tumor.pdl1(i) + pdl1Step * (pdl1 - tumor.pdl1(i)));
  }

  private double divisionRate(int i, double ifng) {
    site.cell = i;
    double rate = birthRate;
    if (site.clone().ifngCopies() > 0) {
      rate *= 1 - cytostasis * ifng / (ifng + cytostasisHalf);
    }
    for (Mechanisms.Bound<Hook.DivisionFactor> bound : divisionFactors) {
      rate *= bound.hook().factor(site);
    }
    return rate;
  }

  private void divide(long minute) {
    TumorCells tumor = lesion.tumor();
    double[] ifng = lesion.field(FieldName.IFN_GAMMA);
    List<Turn> turns = new ArrayList<>();
    for (int i = 0; i < tumor.count(); i++) {
      if (tumor.state(i) == TumorState.CYCLING) {
        double p = Rates.division(divisionRate(i, ifng[tumor.site(i)]), minutes);
        lesion.counts().expectedBirths += Math.round(p * 0x1.0p32);
        if (streams.division().uniform(tumor.id(i), minute, 0) < p) {
          turns.add(new Turn(streams.division().bits(tumor.id(i), minute, 1), tumor.id(i), i));
        }
      }
    }
    turns.sort(null);
    lesion.counts().turns += turns.size();
    push.begin();
    List<Mutation> mutations = new ArrayList<>();
    List<Integer> mutants = new ArrayList<>();
    for (Turn turn : turns) {
      int voxel = push.makeRoom(tumor.site(turn.cell()), turn.priority());
      if (voxel == Occupancy.NONE) {
        continue;
      }
      int daughter = bear(turn, voxel, minute);
      Optional<Mutation> mutation = mutation(turn.cell(), tumor.id(daughter), minute);
      if (mutation.isPresent()) {
        mutations.add(mutation.get());
        mutants.add(daughter);
      }
    }
    push.carryLeukocytes();
    if (!mutations.isEmpty()) {
      int[] clones = lesion.phylogeny().addAll(mutations);
      for (int m = 0; m < clones.length; m++) {
        int cell = mutants.get(m);
        tumor.clone(cell, clones[m]);
      }
    }
  }

  private int bear(Turn turn, int voxel, long minute) {
    TumorCells tumor = lesion.tumor();
    int mother = turn.cell();
    int daughter =
        tumor.add(
            AgentId.daughter(turn.id(), minute, 1),
            voxel,
            tumor.clone(mother),
            tumor.mhc(mother),
            tumor.pdl1(mother));
    lesion.occupancy().tumor(voxel, daughter);
    lesion.counts().births++;
    return daughter;
  }

  /**
   * The changes that a daughter is born with. Each mechanism draws for itself, so that one switched
   * off shifts no draw of the others.
   */
  private Optional<Mutation> mutation(int mother, long daughterId, long minute) {
    Clone clone = lesion.phylogeny().get(lesion.tumor().clone(mother));
    Mutation daughter = null;
    for (int h = 0; h < heredity.length; h++) {
      Mechanisms.Bound<Hook.Heritable> bound = heritable.get(h);
      Hook.Heritable hook = bound.hook();
      int targets = hook.targets(clone);
      if (targets == 0) {
        continue;
      }
      double u = heredity[h].uniform(daughterId, minute, slots[h]);
      if (u < targets * hook.rate()) {
        int target = (int) Math.min(targets - 1, u / hook.rate());
        daughter =
            hook.change(
                daughter == null ? Mutation.of(clone, minute, daughterId) : daughter, target);
        if (hook.resistant(daughter)) {
          daughter = daughter.changedBy(bound.mechanism());
        }
      }
    }
    return Optional.ofNullable(daughter);
  }

  /** Room for daughters: the nearest free voxel, towards which the cells between are pushed. */
  private static final class Push {
    private final Lesion lesion;
    private final int reach;
    private final double closed;
    private final int[] stamp;
    private final int[] previous;
    private final int[] carried;
    private final int[] carriedTo;
    private int[] queue = new int[1024];
    private int search;
    private boolean pushed;

    Push(Lesion lesion, int reach, double closed) {
      this.lesion = lesion;
      this.reach = reach;
      this.closed = closed;
      int size = lesion.lattice().size();
      stamp = new int[size];
      previous = new int[size];
      carried = new int[size];
      carriedTo = new int[size];
    }

    void begin() {
      pushed = false;
      for (int v = 0; v < carried.length; v++) {
        carried[v] = v;
        carriedTo[v] = v;
      }
    }

    private boolean passable(int voxel) {
      return !lesion.vessel()[voxel] && lesion.ecm()[voxel] <= closed;
    }

    /**
     * Makes a voxel next to a cell free by pushing, and returns it, or {@link Occupancy#NONE}.
     *
     * <p>Breadth first through the occupied voxels; of the free voxels at the least number of steps
     * the nearest in space is taken, and among equals the first in a keyed rotation of the
     * directions.
     */
    int makeRoom(int from, long draw) {
      if (++search == Integer.MAX_VALUE) {
        Arrays.fill(stamp, 0);
        search = 1;
      }
      int directions = lesion.lattice().directions();
      int turn = (int) ((draw >>> 32) % directions);
      int head = 0;
      int tail = 0;
      queue[tail++] = from;
      stamp[from] = search;
      for (int depth = 1; depth <= reach && head < tail; depth++) {
        int levelEnd = tail;
        int best = Occupancy.NONE;
        long bestDistance = Long.MAX_VALUE;
        while (head < levelEnd) {
          int v = queue[head++];
          for (int k = 0; k < directions; k++) {
            int n = lesion.lattice().neighbor(v, (k + turn) % directions);
            if (n < 0 || stamp[n] == search || !passable(n)) {
              continue;
            }
            stamp[n] = search;
            previous[n] = v;
            if (lesion.occupancy().tumor(n) == Occupancy.NONE) {
              long distance = lesion.lattice().squaredDistance(from, n);
              if (distance < bestDistance) {
                bestDistance = distance;
                best = n;
              }
            } else {
              if (tail == queue.length) {
                queue = Arrays.copyOf(queue, 2 * tail);
              }
              queue[tail++] = n;
            }
          }
        }
        if (best != Occupancy.NONE) {
          return shift(from, best);
        }
      }
      return Occupancy.NONE;
    }

    private int shift(int from, int free) {
      int to = free;
      while (previous[to] != from) {
        int source = previous[to];
        int cell = lesion.occupancy().tumor(source);
        lesion.tumor().site(cell, to);
        lesion.occupancy().tumor(to, cell);
        carried[to] = carried[source];
        if (carried[source] >= 0) {
          carriedTo[carried[source]] = to;
        }
        carried[source] = -1;
        pushed = true;
        to = source;
      }
      carried[to] = -1;
      return to;
    }

    /** Moves the leukocytes of pushed voxels with them. */
    void carryLeukocytes() {
      if (!pushed) {
        return;
      }
      for (Leukocytes kind : lesion.leukocytes()) {
        int k = kind.kind().ordinal();
        for (int i = 0; i < kind.count(); i++) {
          int to = carriedTo[kind.site(i)];
          if (to != kind.site(i)) {
            lesion.occupancy().leave(k, kind.site(i));
            lesion.occupancy().enter(k, to);
            kind.site(i, to);
          }
        }
      }
    }
  }
}
