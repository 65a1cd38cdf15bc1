package org.evade.patient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Leukocytes;
import org.evade.cell.TumorCells;
import org.evade.tissue.FieldCrew;
import org.evade.tissue.FieldName;
import org.evade.tissue.Occupancy;

/**
 * One interval of the fields of a lesion. Each field is solved by itself from the state before the
 * interval, so that fields may run side by side with the same result.
 */
final class FieldStep {

  /**
   * Fields that reach far or last long against the walk of what feeds them, and oxygen, which
   * follows the growth of the tumor.
   */
  private static final Set<FieldName> SLOW =
      EnumSet.of(
          FieldName.OXYGEN,
          FieldName.TGF_BETA,
          FieldName.IL_10,
          FieldName.CCL2_CXCL8,
          FieldName.ARGINASE);

  private static final double FIXED = 0x1.0p32;
  private static final double SQUARE_MICROMETER_PER_DAY = Rates.SECONDS_PER_DAY;

  private final Lesion lesion;
  private final ParameterValues p;
  private final double fastDays;
  private final double slowDays;
  private final double tolerance;
  private final double picomolarPerMolecule;
  private final FieldCrew<Workspace> crew;
  private final double[][] next;
  private final short[] living;

  FieldStep(Lesion lesion, ParameterValues p, int threads) {
    this.lesion = lesion;
    this.p = p;
    fastDays = p.get("engine.field-interval") / 24;
    slowDays = p.get("engine.slow-field-interval") / 24;
    tolerance = p.get("engine.field-tolerance");
    picomolarPerMolecule = 1 / Rates.moleculesAtOnePicomolar(lesion.lattice().spacing());
    int size = lesion.lattice().size();
    List<Workspace> workspaces = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      FieldGrid grid = new FieldGrid(lesion.lattice(), p.get("engine.field-refinement"));
      workspaces.add(new Workspace(grid, size));
    }
    crew = new FieldCrew<>(workspaces);
    next = new double[FieldName.values().length][size];
    living = new short[size];
  }

  /** A grid with its solver, and its inputs, for one thread. */
  private static final class Workspace {
    private final FieldGrid grid;
    private final double[] screening;
    private final double[] rhs;

    Workspace(FieldGrid grid, int size) {
      this.grid = grid;
      screening = new double[size];
      rhs = new double[size];
    }
  }

  /** Sets every field to its state without T cells, as a first guess. */
  void start() {
    Arrays.fill(lesion.field(FieldName.OXYGEN), p.get("oxygen.vessel") / 2);
    Arrays.fill(lesion.field(FieldName.TGF_BETA), p.get("tgf-beta.baseline"));
  }

  /** Solves the fast fields over their interval, on the executor's threads. */
  void runFast(ExecutorService executor) {
    run(EnumSet.complementOf(EnumSet.copyOf(SLOW)), executor);
    Arrays.fill(lesion.activity(), 0);
  }

  /** Solves the slow fields over theirs. */
  void runSlow(ExecutorService executor) {
    run(SLOW, executor);
  }

  private void run(Set<FieldName> chosen, ExecutorService executor) {
    TumorCells tumor = lesion.tumor();
    Arrays.fill(living, (short) 0);
    for (int i = 0; i < tumor.count(); i++) {
      if (tumor.alive(i)) {
        living[tumor.site(i)] = 1;
      }
    }
    List<Consumer<Workspace>> jobs = new ArrayList<>();
    chosen.forEach(name -> jobs.add(workspace -> solve(name, workspace)));
    crew.run(jobs, executor);
    for (FieldName name : chosen) {
      double[] values = lesion.field(name);
      System.arraycopy(next[name.ordinal()], 0, values, 0, values.length);
    }
  }

  private void solve(FieldName name, Workspace w) {
    double[] old = lesion.field(name);
    double[] values = next[name.ordinal()];
    System.arraycopy(old, 0, values, 0, old.length);
    String section = name.label();
    double decay = p.get(section + ".decay");
    double days = SLOW.contains(name) ? slowDays : fastDays;
    double storage = name == FieldName.OXYGEN ? 0 : 1 / days;
    double diffusivity;
    if (name == FieldName.ARGINASE) {
      double reach = p.get("arginase.reach");
      diffusivity = decay * reach * reach;
    } else {
      diffusivity = p.get(section + ".diffusivity") * SQUARE_MICROMETER_PER_DAY;
    }
    for (int v = 0; v < old.length; v++) {
      w.screening[v] = storage + decay;
      w.rhs[v] = storage * old[v];
    }
    addCells(name, w, old, diffusivity);
    w.grid.solve(section, diffusivity, w.screening, w.rhs, values, tolerance);
    // With no negative source the exact solution is nowhere negative: what lies below is the
    // solver's error.
    for (int v = 0; v < values.length; v++) {
      values[v] = Math.max(0, values[v]);
    }
  }

  /** Sources in unit per day and uptake per day of the cells, voxel by voxel. */
  private void addCells(FieldName name, Workspace w, double[] old, double diffusivity) {
    Occupancy occupancy = lesion.occupancy();
    int cd8 = Leukocytes.Kind.CD8.ordinal();
    int treg = Leukocytes.Kind.TREG.ordinal();
    int mdsc = Leukocytes.Kind.MDSC.ordinal();
    switch (name) {
      case OXYGEN -> {
        double uptake = p.get("oxygen.uptake");
        double leukocyte = uptake * p.get("cd8.oxygen-uptake");
        double half = p.get("oxygen.half-saturation");
        double exchange = w.grid.exchange(p.get("oxygen.vessel-exchange"), diffusivity);
        double blood = p.get("oxygen.vessel");
        boolean[] vessel = lesion.vessel();
        for (int v = 0; v < old.length; v++) {
          double perOxygen = uptake * living[v] + leukocyte * occupancy.total(v);
          w.screening[v] += perOxygen * half / (half + old[v]);
          if (vessel[v]) {
            w.screening[v] += exchange;
            w.rhs[v] += exchange * blood;
          }
        }
      }
      case IFN_GAMMA -> {
        addActivity(w, p.get("ifn-gamma.secretion"));
        double uptake = p.get("ifn-gamma.uptake");
        for (int v = 0; v < old.length; v++) {
          w.screening[v] += uptake * living[v];
        }
      }
      case IL_2 -> {
        addActivity(w, p.get("il-2.secretion"));
        double uptake = p.get("il-2.uptake");
        double tregUptake = p.get("il-2.treg-uptake");
        for (int v = 0; v < old.length; v++) {
          w.screening[v] +=
              uptake * occupancy.count(cd8, v) + tregUptake * occupancy.count(treg, v);
        }
      }
      case TGF_BETA -> {
        double baseline = p.get("tgf-beta.baseline") * p.get("tgf-beta.decay");
        double perTreg = perDay(p.get("tgf-beta.treg-secretion"));
        double perMdsc = perDay(p.get("tgf-beta.mdsc-secretion"));
        for (int v = 0; v < old.length; v++) {
          w.rhs[v] +=
              baseline + perTreg * occupancy.count(treg, v) + perMdsc * occupancy.count(mdsc, v);
        }
      }
      case IL_10 -> {
        double per = perDay(p.get("il-10.secretion"));
        for (int v = 0; v < old.length; v++) {
          w.rhs[v] += per * (occupancy.count(treg, v) + occupancy.count(mdsc, v));
        }
      }
      case CXCL9_10 -> {
        double per = perDay(p.get("cxcl9-10.secretion"));
        double half = p.get("cxcl9-10.half-effect");
        double[] ifng = lesion.field(FieldName.IFN_GAMMA);
        TumorCells tumor = lesion.tumor();
        for (int i = 0; i < tumor.count(); i++) {
          if (tumor.alive(i) && lesion.phylogeny().get(tumor.clone(i)).ifngCopies() > 0) {
            int v = tumor.site(i);
            w.rhs[v] += per * ifng[v] / (ifng[v] + half);
          }
        }
      }
      case CCL2_CXCL8 -> {
        double per = perDay(p.get("ccl2-cxcl8.secretion"));
        for (int v = 0; v < old.length; v++) {
          w.rhs[v] += per * living[v];
        }
      }
      case ARGINASE -> {
        double per = p.get("arginase.activity") * p.get("arginase.decay");
        for (int v = 0; v < old.length; v++) {
          w.rhs[v] += per * occupancy.count(mdsc, v);
        }
      }
    }
  }

  /** Adds what engaged T cells secreted, by the minutes and strength of their engagements. */
  private void addActivity(Workspace w, double moleculesPerSecond) {
    double perMinute = perDay(moleculesPerSecond) / (fastDays * Rates.MINUTES_PER_DAY) / FIXED;
    long[] activity = lesion.activity();
    for (int v = 0; v < activity.length; v++) {
      w.rhs[v] += perMinute * activity[v];
    }
  }

  /** Concentration per day in a voxel, in pM, of a secretion in molecules per second. */
  private double perDay(double moleculesPerSecond) {
    return moleculesPerSecond * Rates.SECONDS_PER_DAY * picomolarPerMolecule;
  }
}
