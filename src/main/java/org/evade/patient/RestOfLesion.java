package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;
import org.evade.cell.Phylogeny;
import org.evade.cell.TumorCells;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.random.AgentId;
import org.evade.random.Inverse;
import org.evade.random.KeyedStream;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/**
 * The part of a lesion beyond its lattice: which genotypes it holds, and its exchange of cells with
 * the lattice. A genotype is the set of heritable hooks that have acted, a bit each. Rates are
 * those measured on the lattice; kills scale with the neoantigens that a genotype still shows.
 */
final class RestOfLesion {

  private static final int KIND_IMMIGRANT = 14;
  private static final double SPHERE = FastMath.PI / 6;
  private static final double MM3_PER_ML = 1000;

  private final Lesion lesion;
  private final int number;
  private final ParameterValues p;
  private final Streams streams;
  private final List<Mechanisms.Bound<Hook.Heritable>> hooks;
  private final int[] bits;
  private final Mutation founder;
  private final Reservoir reservoir;
  private final double exchange;
  private final SortedMap<Long, Double> visibleShares = new TreeMap<>();
  private long births;
  private long deaths;
  private long kills;

  RestOfLesion(
      Lesion lesion, int number, Streams streams, Mechanisms mechanisms, ParameterValues p) {
    this.lesion = lesion;
    this.number = number;
    this.p = p;
    this.streams = streams;
    hooks = mechanisms.hooks(Hook.Heritable.class);
    bits = stableBits(mechanisms);
    founder = Founding.founder(lesion.neoantigens(), p, 0);
    reservoir = new Reservoir(changes());
    exchange = p.get("reservoir.exchange");
  }

  /**
   * A bit for each hook that no other mechanism's being on or off changes: two for each registered
   * mechanism.
   */
  private int[] stableBits(Mechanisms mechanisms) {
    int[] result = new int[hooks.size()];
    for (int h = 0; h < result.length; h++) {
      int mechanism = hooks.get(h).mechanism();
      boolean second = h > 0 && hooks.get(h - 1).mechanism() == mechanism;
      if (h > 1 && hooks.get(h - 2).mechanism() == mechanism) {
        throw new IllegalArgumentException(
            mechanisms.name(mechanism) + " has more than two heritable hooks");
      }
      result[h] =
          2 * mechanisms.registered().indexOf(mechanisms.name(mechanism)) + (second ? 1 : 0);
    }
    return result;
  }

  /** One change a hook that can act on the founder or on what another hook made of it. */
  private List<Reservoir.Change> changes() {
    List<Reservoir.Change> changes = new ArrayList<>();
    for (int h = 0; h < hooks.size(); h++) {
      Hook.Heritable hook = hooks.get(h).hook();
      int targets = hook.targets(clone(0));
      long requires = 0;
      for (int first = 0; targets == 0 && first < hooks.size(); first++) {
        if (first != h && hooks.get(first).hook().targets(clone(0)) > 0) {
          targets = hook.targets(clone(1L << bits[first]));
          requires = 1L << bits[first];
        }
      }
      if (targets > 0 && hook.rate() > 0) {
        changes.add(new Reservoir.Change(bits[h], requires, Math.min(1, targets * hook.rate())));
      }
    }
    return changes;
  }

  /** The founder after the hooks of a genotype. */
  private Mutation mutation(long genotype, long minute, long cell) {
    Mutation daughter =
        new Mutation(
            0,
            minute,
            cell,
            founder.neoantigens(),
            founder.lostAlleles(),
            founder.b2mCopies(),
            founder.ifngCopies(),
            founder.basalPdl1(),
            0);
    for (int h = 0; h < hooks.size(); h++) {
      if ((genotype >>> bits[h] & 1) != 0) {
        Hook.Heritable hook = hooks.get(h).hook();
        int targets = Math.max(1, hook.targets(clone(genotype & ((1L << bits[h]) - 1))));
        int target =
            KeyedStream.toBelow(streams.exchange().bits(cell, minute, 8 + bits[h]), targets);
        daughter = hook.change(daughter, target);
        if (hook.resistant(daughter)) {
          daughter = daughter.changedBy(hooks.get(h).mechanism());
        }
      }
    }
    return daughter;
  }

  /** A clone of a genotype, apart from the lesion's own phylogeny. */
  private Clone clone(long genotype) {
    Phylogeny apart = new Phylogeny(lesion.neoantigens());
    int id = apart.addAll(List.of(founder))[0];
    Mutation daughter = Mutation.of(apart.get(id), founder.minute(), 1);
    for (int h = 0; h < hooks.size(); h++) {
      if ((genotype >>> bits[h] & 1) != 0) {
        daughter = hooks.get(h).hook().change(daughter, 0);
      }
    }
    return genotype == 0 ? apart.get(id) : apart.get(apart.addAll(List.of(daughter))[0]);
  }

  /** Share of the founder's visible neoantigens that a genotype still shows. */
  private double visibleShare(long genotype) {
    return visibleShares.computeIfAbsent(genotype, this::countVisible);
  }

  private double countVisible(long genotype) {
    int all = Long.bitCount(clone(0).visible());
    return all == 0 ? 0 : Long.bitCount(clone(genotype).visible()) / (double) all;
  }

  /** Fills the reservoir for a lesion that grew from one cell. */
  void start(long minute) {
    reservoir.fill(size(minute), 1, p.get("tumor.cell-loss-factor"));
  }

  /** Gives the lattice the patches of resistant cells that chance puts there. */
  void scatter(long minute, Founding founding) {
    double turnover = p.get("tumor.cell-loss-factor");
    double multiple = p.get("reservoir.pre-existing");
    for (long genotype : reservoir.genotypes().keySet()) {
      if (genotype == 0) {
        continue;
      }
      double expected =
          multiple
              * reservoir.preexisting(genotype, size(minute), 1, turnover)
              * lesion.tumor().count();
      int count =
          Inverse.poisson(expected, streams.exchange().uniform(genotype, minute, 1000 + number));
      if (count > 0) {
        founding.patch(
            Math.min(count, lesion.tumor().count()),
            1000 + Long.hashCode(genotype),
            (clone, cell) -> mutation(genotype, minute, cell));
      }
    }
  }

  /** Cells of the whole lesion at a minute before treatment, when it grows as configured. */
  private double size(long minute) {
    double diameter = lesion.plan().diameterMm();
    double volume = SPHERE * diameter * diameter * diameter / MM3_PER_ML;
    double cells =
        volume
            * p.get("tumor.cell-density")
            * FastMath.exp(TumorStep.growthRate(p) * (minute / (double) Rates.MINUTES_PER_DAY));
    return Math.max(1, cells);
  }

  /** Carries the reservoir over a day and exchanges cells at the tumor's margin. */
  void day(long minute) {
    LesionCounts counts = lesion.counts();
    int living = lesion.livingTumorCells();
    if (living > 0) {
      double weighted = weightedByVisibility();
      double birth = (counts.births - births) / (double) living;
      double death = (counts.deaths + counts.necroses - deaths) / (double) living;
      double kill = weighted == 0 ? 0 : (counts.kills - kills) / weighted;
      reservoir.advance(
          1,
          new Reservoir.Rates() {
            @Override
            public double birth(long genotype) {
              return birth;
            }

            @Override
            public double death(long genotype) {
              return death;
            }

            @Override
            public double kill(long genotype) {
              return kill * visibleShare(genotype);
            }
          });
      for (Reservoir.Immigrants arrivals :
          reservoir.immigrants(exchange, 1, living, streams.exchange(), arrival(minute))) {
        for (int n = 0; n < arrivals.count(); n++) {
          swap(arrivals.genotype(), minute, n);
        }
      }
    }
    births = counts.births;
    deaths = counts.deaths + counts.necroses;
    kills = counts.kills;
  }

  /** The minute by which arrivals are keyed: one for each lesion, since all arrive at midnight. */
  private long arrival(long midnight) {
    return midnight + number;
  }

  private double weightedByVisibility() {
    double founderVisible = Math.max(1, Long.bitCount(lesion.founder().visible()));
    int[] cells = lesion.cellsByClone(false);
    double sum = 0;
    for (Clone clone : lesion.phylogeny().clones()) {
      sum += cells[clone.id()] * (Long.bitCount(clone.visible()) / founderVisible);
    }
    return sum;
  }

  /** A cell from beyond takes the place of one at the margin, which leaves for beyond. */
  private void swap(long genotype, long minute, int ordinal) {
    TumorCells tumor = lesion.tumor();
    long best = -1;
    int leaving = -1;
    for (int i = 0; i < tumor.count(); i++) {
      if (tumor.alive(i) && atMargin(tumor.site(i))) {
        long priority = streams.exchange().bits(tumor.id(i), minute, 1 + ordinal) >>> 1;
        if (leaving < 0 || priority < best) {
          best = priority;
          leaving = i;
        }
      }
    }
    if (leaving < 0) {
      return;
    }
    long id = AgentId.arrival(genotype, KIND_IMMIGRANT, arrival(minute), ordinal);
    int clone = 0;
    if (genotype != 0) {
      clone = lesion.phylogeny().addAll(List.of(mutation(genotype, minute, id)))[0];
    }
    tumor.replace(leaving, id, clone, p.get("tumor.mhc-basal"), basal(clone));
    lesion.counts().emigrants++;
    lesion.counts().immigrants++;
  }

  private double basal(int clone) {
    return lesion.phylogeny().get(clone).basalPdl1();
  }

  private boolean atMargin(int site) {
    Lattice lattice = lesion.lattice();
    for (int d = 0; d < lattice.directions(); d++) {
      int n = lattice.neighbor(site, d);
      if (n >= 0 && lesion.occupancy().tumor(n) == Occupancy.NONE) {
        return true;
      }
    }
    return false;
  }

  void writeState(DataOutput out) throws IOException {
    out.writeLong(births);
    out.writeLong(deaths);
    out.writeLong(kills);
    reservoir.writeState(out);
  }

  void readState(DataInput in) throws IOException {
    births = in.readLong();
    deaths = in.readLong();
    kills = in.readLong();
    reservoir.readState(in);
  }
}
