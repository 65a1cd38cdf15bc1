package org.evade.patient;

import java.util.List;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;
import org.evade.cell.KillChain;
import org.evade.cell.Leukocytes;
import org.evade.cell.TumorCells;
import org.evade.cell.TumorState;
import org.evade.mechanism.Mechanisms;
import org.evade.random.KeyedStream;
import org.evade.tissue.FieldName;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/**
 * One hour of the leukocytes of a lesion, in sub-steps: T cells without a target look for one, T
 * cells with a target hit it, all others walk.
 *
 * <p>Hits add up in fixed point and walkers that want one place are ranked by a keyed draw, so that
 * no result depends on the order of the arrays.
 */
final class LeukocyteStep {

  private static final double FIXED = 0x1.0p32;
  private static final double HOUR = 60;
  private static final double STEP_SCALE = 0x1.0p24;
  private static final double TURN_SCALE = 0x1.0p16;

  private final Lesion lesion;
  private final Streams streams;
  private final Contact contact;
  private final KillChain.Step chainStep;
  private final KillChain chain;
  private final double minutes;
  private final double attachProbability;
  private final double letGoProbability;
  private final Motility motilityFactors;
  private final Walk[] walks;
  private final int[] candidates;
  private final WalkClaims claims;

  /** Chance of a step into each voxel, by kind and site, in units of 2^-24. */
  private final int[][] chances;

  private double[] motility = {};

  private int[] walking = new int[64];
  private final long[][] bits = new long[Leukocytes.Kind.values().length][0];
  private final long[][] laterBits = new long[Leukocytes.Kind.values().length][0];
  private long[] hazard = new long[64];
  private int[] wounded = new int[64];
  private boolean[] listed = new boolean[64];
  private int woundedCount;

  LeukocyteStep(
      Lesion lesion, Streams streams, Mechanisms mechanisms, ParameterValues p, Contact contact) {
    this.lesion = lesion;
    this.streams = streams;
    this.contact = contact;
    minutes = p.get("engine.leukocyte-interval");
    if (HOUR % minutes != 0) {
      throw new IllegalArgumentException(
          "engine.leukocyte-interval must divide 60 min, found " + minutes + " min");
    }
    chain =
        new KillChain(
            p.get("cd8.hit-rate"),
            p.get("cd8.hit-half-life") / 60,
            (int) p.get("cd8.hits-to-kill"));
    chainStep = chain.step(minutes);
    attachProbability = Rates.probability(p.get("cd8.attachment-rate") * 1440, minutes);
    letGoProbability = Rates.probability(24 / p.get("cd8.engagement-time"), minutes);
    motilityFactors = new Motility(mechanisms);
    double edge = p.get("engine.voxel-edge");
    walks =
        new Walk[] {
          Walk.of(
              "cd8",
              p,
              edge,
              minutes,
              FieldName.CXCL9_10,
              p.get("cd8.attraction"),
              p.get("cd8.attraction-threshold")),
          Walk.of("treg", p, edge, minutes, FieldName.CXCL9_10, 0, 0),
          Walk.of(
              "mdsc",
              p,
              edge,
              minutes,
              FieldName.CCL2_CXCL8,
              p.get("mdsc.attraction"),
              p.get("mdsc.attraction-threshold"))
        };
    chances = new int[walks.length][lesion.lattice().size()];
    candidates = new int[lesion.lattice().directions() + 1];
    claims = new WalkClaims(lesion.lattice().size());
  }

  /**
   * How a kind walks.
   *
   * @param period sub-steps from one chance to step to the next; slow kinds have few, likely ones
   * @param step probability of a step at such a chance in loose tissue
   * @param nestEntry ease of a step into a voxel with a tumor cell or debris, relative to others
   * @param persistence probability that a step keeps its direction
   * @param attractant what it may follow
   * @param attraction probability that a step follows it
   * @param threshold concentration below which there is nothing to follow
   */
  private record Walk(
      int period,
      double step,
      double nestEntry,
      double persistence,
      FieldName attractant,
      double attraction,
      double threshold) {
    static Walk of(
        String kind,
        ParameterValues p,
        double edge,
        double minutes,
        FieldName attractant,
        double attraction,
        double threshold) {
      double step = p.get(kind + ".speed") * minutes / edge;
      if (step > 1) {
        throw new IllegalArgumentException(
            kind
                + ".speed: more than one voxel in a sub-step of "
                + minutes
                + " min; shorten engine.leukocyte-interval");
      }
      int steps = (int) (HOUR / minutes);
      int period = 1;
      while (steps % (2 * period) == 0 && step * 2 * period <= 1) {
        period *= 2;
      }
      return new Walk(
          period,
          step * period,
          p.get(kind + ".nest-entry"),
          p.get(kind + ".persistence"),
          attractant,
          attraction,
          threshold);
    }
  }

  /** Runs the hour that starts at a minute. */
  void hour(long start) {
    prepare();
    reconsider();
    int steps = (int) (HOUR / minutes);
    for (int s = 0; s < steps; s++) {
      long minute = start + Math.round(s * minutes);
      seek(minute);
      hit(minute);
      walk(minute, s);
    }
  }

  private void prepare() {
    TumorCells tumor = lesion.tumor();
    if (hazard.length < tumor.count()) {
      int capacity = Math.max(tumor.count(), 2 * hazard.length);
      hazard = new long[capacity];
      wounded = new int[capacity];
      listed = new boolean[capacity];
    }
    woundedCount = 0;
    for (int i = 0; i < tumor.count(); i++) {
      listed[i] = tumor.hits(i) > 0 && tumor.alive(i);
      if (listed[i]) {
        wounded[woundedCount++] = i;
      }
    }
  }

  /** Once an hour, engaged T cells let go of lost targets and their kill factor is taken anew. */
  private void reconsider() {
    Cd8Cells cd8 = lesion.cd8();
    for (int i = 0; i < cd8.count(); i++) {
      int target = cd8.target(i);
      if (target == Cd8Cells.NO_TARGET) {
        continue;
      }
      if (!lesion.tumor().alive(target) || !touches(cd8.site(i), lesion.tumor().site(target))) {
        cd8.target(i, Cd8Cells.NO_TARGET);
      } else {
        engage(i, target);
      }
    }
  }

  private boolean touches(int a, int b) {
    Lattice lattice = lesion.lattice();
    return Math.abs(lattice.x(a) - lattice.x(b)) <= 1
        && Math.abs(lattice.y(a) - lattice.y(b)) <= 1
        && Math.abs(lattice.z(a) - lattice.z(b)) <= 1;
  }

  private void engage(int cd8, int target) {
    contact.look(cd8, target);
    lesion.cd8().target(cd8, target);
    lesion.cd8().killFactor(cd8, contact.left());
    lesion.cd8().signal(cd8, contact.signal());
  }

  private void seek(long minute) {
    Cd8Cells cd8 = lesion.cd8();
    for (int i = 0; i < cd8.count(); i++) {
      if (cd8.specificity(i) == Cd8Cells.BYSTANDER) {
        continue;
      }
      int target = cd8.target(i);
      if (target != Cd8Cells.NO_TARGET) {
        if (lesion.tumor().alive(target)) {
          if (streams.attach().uniform(cd8.id(i), minute, 0) < letGoProbability) {
            cd8.target(i, Cd8Cells.NO_TARGET);
          }
          continue;
        }
        cd8.target(i, Cd8Cells.NO_TARGET);
      }
      // The draw before the look around: few draws attach, and looking costs more.
      long bits = streams.attach().bits(cd8.id(i), minute, 0);
      if (KeyedStream.toUniform(bits) >= attachProbability) {
        continue;
      }
      int found = neighbors(cd8.site(i));
      if (found == 0) {
        continue;
      }
      int chosen = candidates[(int) (((bits & 0x7ff) * found) >>> 11)];
      Clone clone = lesion.phylogeny().get(lesion.tumor().clone(chosen));
      if (clone.isVisible(cd8.specificity(i))) {
        engage(i, chosen);
      }
    }
  }

  /** Collects the living tumor cells in a voxel and around it, in the order of directions. */
  private int neighbors(int site) {
    Occupancy occupancy = lesion.occupancy();
    TumorCells tumor = lesion.tumor();
    int found = 0;
    int here = occupancy.tumor(site);
    if (here != Occupancy.NONE && tumor.alive(here)) {
      candidates[found++] = here;
    }
    Lattice lattice = lesion.lattice();
    for (int d = 0; d < lattice.directions(); d++) {
      int n = lattice.neighbor(site, d);
      if (n >= 0) {
        int t = occupancy.tumor(n);
        if (t != Occupancy.NONE && tumor.alive(t)) {
          candidates[found++] = t;
        }
      }
    }
    return found;
  }

  private void hit(long minute) {
    Cd8Cells cd8 = lesion.cd8();
    TumorCells tumor = lesion.tumor();
    long[] activity = lesion.activity();
    for (int i = 0; i < cd8.count(); i++) {
      int target = cd8.target(i);
      if (target == Cd8Cells.NO_TARGET) {
        continue;
      }
      if (!listed[target]) {
        listed[target] = true;
        wounded[woundedCount++] = target;
      }
      hazard[target] += Math.round(chain.effective(cd8.killFactor(i)) * FIXED);
      activity[cd8.site(i)] += Math.round(cd8.killFactor(i) * minutes * FIXED);
      cd8.engagedSteps(i, cd8.engagedSteps(i) + 1);
    }
    int kept = 0;
    for (int w = 0; w < woundedCount; w++) {
      int target = wounded[w];
      long id = tumor.id(target);
      int hits = tumor.hits(target);
      if (hits > 0) {
        hits = chainStep.survivors(hits, streams.hit().uniform(id, minute, 0));
      }
      if (hazard[target] > 0) {
        hits += chainStep.hits(hazard[target] / FIXED, streams.hit().uniform(id, minute, 1));
        hazard[target] = 0;
      }
      if (chainStep.kills(hits)) {
        kill(target);
        listed[target] = false;
      } else {
        tumor.hits(target, hits);
        if (hits > 0) {
          wounded[kept++] = target;
        } else {
          listed[target] = false;
        }
      }
    }
    woundedCount = kept;
  }

  private void kill(int target) {
    TumorCells tumor = lesion.tumor();
    tumor.state(target, TumorState.APOPTOTIC);
    tumor.hits(target, 0);
    LesionCounts counts = lesion.counts();
    counts.kills++;
    long held = lesion.phylogeny().get(tumor.clone(target)).neoantigens();
    while (held != 0) {
      counts.killedWith[Long.numberOfTrailingZeros(held)]++;
      held &= held - 1;
    }
  }

  /**
   * One step of all walkers. A block of random bits serves two sub-steps, its first word the one,
   * its second the other.
   */
  private void walk(long minute, int subStep) {
    List<Leukocytes> kinds = lesion.leukocytes();
    claims.begin();
    for (int k = 0; k < kinds.size(); k++) {
      Leukocytes cells = kinds.get(k);
      if (subStep % walks[k].period() != 0) {
        continue;
      }
      boolean even = subStep / walks[k].period() % 2 == 0;
      if (even) {
        if (bits[k].length < cells.count()) {
          bits[k] = new long[2 * cells.count()];
          laterBits[k] = new long[2 * cells.count()];
        }
        streams.move().blocks(cells.ids(), cells.count(), minute, bits[k], laterBits[k]);
      }
      step(k, cells, walks[k], even ? bits[k] : laterBits[k]);
    }
    claims.resolve(lesion, streams.move(), minute);
  }

  /**
   * Where each walker of a kind wants to go. Of a draw's 64 bits, the upper 24 decide whether it
   * steps, 16 how it turns, the lower 24 where to; all compared as whole numbers.
   */
  private void step(int kind, Leukocytes cells, Walk walk, long[] draws) {
    Cd8Cells cd8 = cells instanceof Cd8Cells engaging ? engaging : null;
    Lattice lattice = lesion.lattice();
    Occupancy occupancy = lesion.occupancy();
    int directions = lattice.directions();
    int most = (int) (walk.step() * STEP_SCALE);
    int persistence = (int) (walk.persistence() * TURN_SCALE);
    int attraction = (int) ((1 - walk.attraction()) * TURN_SCALE);
    int[] chance = chances[kind];
    int walkers = walkers(cells, cd8, draws, most);
    for (int w = 0; w < walkers; w++) {
      int i = walking[w];
      long draw = draws[i];
      int site = cells.site(i);
      int heading = cells.heading(i);
      int turn = (int) (draw >>> 24) & 0xffff;
      boolean keeps = turn < persistence && heading >= 0;
      int direction = keeps ? heading : (int) (((draw & 0xffffff) * directions) >>> 24);
      if (turn >= attraction && !keeps) {
        direction = uphill(site, walk.attractant(), walk.threshold());
      }
      int to = direction < 0 ? -1 : lattice.neighbor(site, direction);
      if (to < 0) {
        cells.heading(i, -1);
        continue;
      }
      if ((int) (draw >>> 40) >= chance[to] || occupancy.free(to) <= 0) {
        cells.heading(i, -1);
        continue;
      }
      cells.heading(i, direction);
      claims.claim(kind, i, to);
    }
  }

  /**
   * Collects the cells that step in this sub-step. A loop of its own without a jump that depends on
   * the draw: a mispredicted one costs as much as the rest of the step.
   */
  private int walkers(Leukocytes cells, Cd8Cells cd8, long[] draws, int most) {
    if (walking.length <= cells.count()) {
      walking = new int[2 * cells.count() + 1];
    }
    int count = 0;
    if (cd8 == null) {
      for (int i = 0; i < cells.count(); i++) {
        walking[count] = i;
        count += ((int) (draws[i] >>> 40) - most) >>> 31;
      }
    } else {
      for (int i = 0; i < cells.count(); i++) {
        walking[count] = i;
        count += (((int) (draws[i] >>> 40) - most) & cd8.target(i)) >>> 31;
      }
    }
    return count;
  }

  /** The direction of the neighbor with most of a field, if it has more than the voxel itself. */
  private int uphill(int site, FieldName name, double threshold) {
    double[] values = lesion.field(name);
    double best = Math.max(values[site], threshold);
    int direction = -1;
    for (int d = 0; d < lesion.lattice().directions(); d++) {
      int n = lesion.lattice().neighbor(site, d);
      if (n >= 0 && values[n] > best) {
        best = values[n];
        direction = d;
      }
    }
    return direction;
  }

  /** Takes up the matrix of the lesion, after it was laid down or read. */
  void matrixChanged() {
    motility = motilityFactors.of(lesion.ecm());
    tumorMoved();
  }

  /**
   * Works out anew how easily each voxel is entered. Between two tumor steps no voxel gains or
   * loses a tumor cell or its debris.
   */
  void tumorMoved() {
    Occupancy occupancy = lesion.occupancy();
    for (int k = 0; k < walks.length; k++) {
      int[] chance = chances[k];
      double open = walks[k].step() * STEP_SCALE;
      double nest = open * walks[k].nestEntry();
      for (int site = 0; site < chance.length; site++) {
        double step = occupancy.tumor(site) == Occupancy.NONE ? open : nest;
        chance[site] = (int) (step * motility[site]);
      }
    }
  }
}
