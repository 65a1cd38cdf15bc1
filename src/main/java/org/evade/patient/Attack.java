package org.evade.patient;

import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;
import org.evade.cell.KillChain;
import org.evade.cell.TumorCells;
import org.evade.cell.TumorState;
import org.evade.random.KeyedStream;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/**
 * Tumor-reactive CD8 T cells look for targets and hit them.
 *
 * <p>Hits add up in fixed point, so that no result depends on the order of the arrays.
 */
final class Attack {

  private static final double FIXED = 0x1.0p32;

  private final Lesion lesion;
  private final Streams streams;
  private final Contact contact;
  private final KillChain chain;
  private final KillChain.Step chainStep;
  private final double minutes;
  private final double attachProbability;
  private final double letGoProbability;
  private final int[] candidates;

  /** Indices of the T cells that recognize a neoantigen: the same all hour. */
  private int[] reactive = new int[64];

  private int reactiveCount;

  /** Hazard that a T cell puts on its target and its secretion in a sub-step, in 2^-32. */
  private long[] hazardOf = new long[64];

  private long[] secretionOf = new long[64];

  private long[] hazard = new long[64];
  private int[] wounded = new int[64];
  private boolean[] listed = new boolean[64];
  private int woundedCount;

  Attack(Lesion lesion, Streams streams, ParameterValues p, Contact contact, double minutes) {
    this.lesion = lesion;
    this.streams = streams;
    this.contact = contact;
    this.minutes = minutes;
    chain =
        new KillChain(
            p.get("cd8.hit-rate"),
            p.get("cd8.hit-half-life") / 60,
            (int) p.get("cd8.hits-to-kill"));
    chainStep = chain.step(minutes);
    attachProbability = Rates.probability(p.get("cd8.attachment-rate") * 1440, minutes);
    letGoProbability = Rates.probability(24 / p.get("cd8.engagement-time"), minutes);
    candidates = new int[lesion.lattice().directions() + 1];
  }

  /**
   * Begins an hour: engaged T cells let go of lost targets and their kill factor is taken anew.
   * Until the next hour no T cell comes or goes.
   */
  void begin() {
    listReactive();
    listWounded();
    Cd8Cells cd8 = lesion.cd8();
    for (int r = 0; r < reactiveCount; r++) {
      int i = reactive[r];
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

  private void listReactive() {
    Cd8Cells cd8 = lesion.cd8();
    if (reactive.length < cd8.count()) {
      int capacity = 2 * cd8.count();
      reactive = new int[capacity];
      hazardOf = new long[capacity];
      secretionOf = new long[capacity];
    }
    reactiveCount = 0;
    for (int i = 0; i < cd8.count(); i++) {
      if (cd8.specificity(i) != Cd8Cells.BYSTANDER) {
        reactive[reactiveCount++] = i;
      }
    }
  }

  private void listWounded() {
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

  private boolean touches(int a, int b) {
    Lattice lattice = lesion.lattice();
    return Math.abs(lattice.x(a) - lattice.x(b)) <= 1
        && Math.abs(lattice.y(a) - lattice.y(b)) <= 1
        && Math.abs(lattice.z(a) - lattice.z(b)) <= 1;
  }

  private void engage(int i, int target) {
    contact.look(i, target);
    double left = contact.left();
    Cd8Cells cd8 = lesion.cd8();
    cd8.target(i, target);
    cd8.killFactor(i, left);
    cd8.signal(i, contact.signal());
    hazardOf[i] = Math.round(chain.effective(left) * FIXED);
    secretionOf[i] = Math.round(left * minutes * FIXED);
  }

  /** A sub-step that starts at a minute. */
  void step(long minute) {
    seek(minute);
    hit();
    kill(minute);
  }

  /** A sub-step in which T cells take and leave targets and secrete, but do not hit. */
  void hold(long minute) {
    seek(minute);
    for (int r = 0; r < reactiveCount; r++) {
      if (lesion.cd8().target(reactive[r]) != Cd8Cells.NO_TARGET) {
        secrete(reactive[r]);
      }
    }
  }

  private void secrete(int i) {
    Cd8Cells cd8 = lesion.cd8();
    lesion.activity()[cd8.site(i)] += secretionOf[i];
    cd8.engagedSteps(i, cd8.engagedSteps(i) + 1);
  }

  private void seek(long minute) {
    Cd8Cells cd8 = lesion.cd8();
    for (int r = 0; r < reactiveCount; r++) {
      int i = reactive[r];
      int target = cd8.target(i);
      // One draw serves letting go and attaching: a T cell does one of them in a sub-step.
      long bits = streams.attach().bits(cd8.id(i), minute, 0);
      double u = KeyedStream.toUniform(bits);
      if (target != Cd8Cells.NO_TARGET) {
        if (lesion.tumor().alive(target)) {
          if (u < letGoProbability) {
            cd8.target(i, Cd8Cells.NO_TARGET);
          }
          continue;
        }
        cd8.target(i, Cd8Cells.NO_TARGET);
      }
      // The draw before the look around: few draws attach, and looking costs more.
      if (u >= attachProbability) {
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

  private void hit() {
    Cd8Cells cd8 = lesion.cd8();
    for (int r = 0; r < reactiveCount; r++) {
      int i = reactive[r];
      int target = cd8.target(i);
      if (target == Cd8Cells.NO_TARGET) {
        continue;
      }
      if (!listed[target]) {
        listed[target] = true;
        wounded[woundedCount++] = target;
      }
      hazard[target] += hazardOf[i];
      secrete(i);
    }
  }

  private void kill(long minute) {
    TumorCells tumor = lesion.tumor();
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
        die(target);
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

  private void die(int target) {
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
}
