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
  private double[] motility = {};
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
          Walk.of("cd8", p, edge, minutes, FieldName.CXCL9_10, p.get("cd8.attraction")),
          Walk.of("treg", p, edge, minutes, FieldName.CXCL9_10, 0),
          Walk.of("mdsc", p, edge, minutes, FieldName.CCL2_CXCL8, p.get("mdsc.attraction"))
        };
    candidates = new int[lesion.lattice().directions() + 1];
    claims = new WalkClaims(lesion.lattice().size());
  }

  /**
   * How a kind walks.
   *
   * @param step probability of a step per sub-step in loose tissue
   * @param nestEntry ease of a step into a voxel with a tumor cell or debris, relative to others
   * @param persistence probability that a step keeps its direction
   * @param attractant what it may follow
   * @param attraction probability that a step follows it
   */
  private record Walk(
      double step, double nestEntry, double persistence, FieldName attractant, double attraction) {
    static Walk of(
        String kind,
        ParameterValues p,
        double edge,
        double minutes,
        FieldName attractant,
        double attraction) {
      double step = p.get(kind + ".speed") * minutes / edge;
      if (step > 1) {
        throw new IllegalArgumentException(
            kind
                + ".speed: more than one voxel in a sub-step of "
                + minutes
                + " min; shorten engine.leukocyte-interval");
      }
      return new Walk(
          step, p.get(kind + ".nest-entry"), p.get(kind + ".persistence"), attractant, attraction);
    }
  }

  /** Runs the hour that starts at a minute. */
  void hour(long start) {
    prepare();
    reconsider();
    int steps = (int) (60 / minutes);
    for (int s = 0; s < steps; s++) {
      long minute = start + Math.round(s * minutes);
      seek(minute);
      hit(minute);
      walk(minute);
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
        if (!lesion.tumor().alive(target)
            || streams.attach().uniform(cd8.id(i), minute, 0) < letGoProbability) {
          cd8.target(i, Cd8Cells.NO_TARGET);
        }
        continue;
      }
      int found = neighbors(cd8.site(i));
      if (found == 0) {
        continue;
      }
      long bits = streams.attach().bits(cd8.id(i), minute, 0);
      if (KeyedStream.toUniform(bits) >= attachProbability) {
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
  int neighbors(int site) {
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

  /** The candidates that {@link #neighbors} found. */
  int[] candidates() {
    return candidates;
  }

  private void hit(long minute) {
    Cd8Cells cd8 = lesion.cd8();
    TumorCells tumor = lesion.tumor();
    long[] activity = lesion.activity();
    int subMinutes = (int) Math.round(minutes);
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
      cd8.engagedMinutes(i, cd8.engagedMinutes(i) + subMinutes);
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

  private void walk(long minute) {
    claims.begin();
    List<Leukocytes> kinds = lesion.leukocytes();
    for (int k = 0; k < kinds.size(); k++) {
      Leukocytes cells = kinds.get(k);
      int[] wanted = claims.wanted(k, cells.count());
      for (int i = 0; i < cells.count(); i++) {
        wanted[i] = destination(cells, i, walks[k], minute);
        if (wanted[i] >= 0) {
          claims.claim(wanted[i]);
        }
      }
    }
    claims.resolve(lesion, streams.move(), minute);
  }

  /**
   * Where a leukocyte wants to go, or -1. Of the draw's bits, 24 decide whether it steps, 16 how it
   * turns, 24 where to.
   */
  private int destination(Leukocytes cells, int i, Walk walk, long minute) {
    if (cells instanceof Cd8Cells cd8 && cd8.target(i) != Cd8Cells.NO_TARGET) {
      return -1;
    }
    long bits = streams.move().bits(cells.id(i), minute, 0);
    double step = (bits >>> 40) * 0x1.0p-24;
    if (step >= walk.step()) {
      return -1;
    }
    double turn = (bits >>> 24 & 0xffff) * 0x1.0p-16;
    int direction;
    if (turn < walk.persistence() && cells.heading(i) >= 0) {
      direction = cells.heading(i);
    } else if (turn >= 1 - walk.attraction()) {
      direction = uphill(cells.site(i), walk.attractant());
    } else {
      direction = (int) (((bits & 0xffffff) * lesion.lattice().directions()) >>> 24);
    }
    int to = direction < 0 ? -1 : lesion.lattice().neighbor(cells.site(i), direction);
    if (to < 0 || step >= walk.step() * ease(to, walk) || lesion.occupancy().free(to) <= 0) {
      cells.heading(i, -1);
      return -1;
    }
    cells.heading(i, direction);
    return to;
  }

  private double ease(int to, Walk walk) {
    return lesion.occupancy().tumor(to) == Occupancy.NONE
        ? motility[to]
        : motility[to] * walk.nestEntry();
  }

  /** The direction of the neighbor with most of a field, if it has more than the voxel itself. */
  private int uphill(int site, FieldName name) {
    double[] values = lesion.field(name);
    double best = values[site];
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
  }
}
