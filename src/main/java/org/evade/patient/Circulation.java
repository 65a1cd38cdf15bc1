package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;
import org.evade.cell.Neoantigens;
import org.evade.mechanism.Hook;
import org.evade.mechanism.LedgerSums;
import org.evade.mechanism.Mechanisms;
import org.evade.mechanism.PrimingSite;
import org.evade.tissue.FieldName;

/**
 * Lymph node and blood: antigen of dead tumor cells loads dendritic cells, which expand the T cells
 * of each clonotype; these reach the blood after a transit of three stages.
 *
 * <p>Amounts of T cells are relative to all CD8 T cells in blood before treatment. Per clonotype k:
 * dA/dt = release/N − A/τ_A; node input e_max·w_k·A/(A + A50)·M; three stages at 3/τ; loss from
 * blood at a constant rate. Within an interval the input is constant, so that the linear rest is
 * carried on exactly.
 */
public final class Circulation {

  /** Causes beyond the mechanisms: dendritic cells that are not mature. */
  static final int BASE_CAUSES = 1;

  /** Names of the causes beyond the mechanisms. */
  static final List<String> BASE_CAUSE_NAMES = List.of("immature-dendritic-cells");

  private static final int CLONOTYPES = 64;

  private final double days;
  private final double antigenDecay;
  private final double antigenLife;
  private final double antigenHalf;
  private final double naturalWeight;
  private final double maturationFloor;
  private final double dampHalf;
  private final double il10Half;
  private final double expansion;
  private final double bystanders;
  private final double[] baseline = new double[CLONOTYPES];
  private final TransitChain chain;
  private final List<Mechanisms.Bound<Hook.PrimingFactor>> hooks;
  private final double[] factors;
  private final LedgerSums ledger;
  private final List<String> causes;

  private final double[] antigen = new double[CLONOTYPES];
  private double damp;
  private final double[][] transit = new double[CLONOTYPES][TransitChain.STAGES];
  private final long[][] counted;

  Circulation(
      ParameterValues p, Mechanisms mechanisms, Neoantigens neoantigens, int numberOfLesions) {
    days = p.get("engine.circulation-interval") / 24;
    antigenLife = p.get("circulation.antigen-life");
    antigenDecay = FastMath.exp(-days / antigenLife);
    antigenHalf = p.get("circulation.antigen-half-effect");
    naturalWeight = p.get("circulation.natural-death-weight");
    maturationFloor = p.get("circulation.maturation-floor");
    dampHalf = p.get("circulation.damp-half-effect");
    il10Half = p.get("circulation.il-10-half-effect");
    expansion = p.get("circulation.expansion");
    double reactive = p.get("cd8.reactive-share");
    bystanders = 1 - reactive;
    double total = 0;
    for (int k = 0; k < neoantigens.count(); k++) {
      total += neoantigens.prevalence(k);
    }
    for (int k = 0; k < neoantigens.count(); k++) {
      baseline[k] = reactive * neoantigens.prevalence(k) / total;
    }
    chain =
        TransitChain.of(p.get("circulation.transit-time"), p.get("circulation.blood-loss"), days);
    hooks = mechanisms.hooks(Hook.PrimingFactor.class);
    factors = new double[mechanisms.count() + BASE_CAUSES];
    ledger = new LedgerSums(factors.length);
    causes = Lesion.causes(mechanisms, BASE_CAUSE_NAMES);
    counted = new long[numberOfLesions][2 * CLONOTYPES + 1];
  }

  /** CD8 T cells in blood, 1 before treatment. */
  public double cd8Level() {
    return bystanders + reactiveLevel();
  }

  /** Tumor-reactive CD8 T cells in blood, relative to all CD8 T cells before treatment. */
  public double reactiveLevel() {
    double sum = 0;
    for (int k = 0; k < CLONOTYPES; k++) {
      sum += level(k);
    }
    return sum;
  }

  /** Bystander CD8 T cells in blood, relative to all CD8 T cells before treatment. */
  public double bystanderLevel() {
    return bystanders;
  }

  /** T cells on their way from priming to blood, relative to all in blood before treatment. */
  public double nodeLevel() {
    double sum = 0;
    for (double[] stages : transit) {
      for (int s = 0; s < TransitChain.STAGES - 1; s++) {
        sum += stages[s];
      }
    }
    return sum;
  }

  /** Antigen on dendritic cells, as a share of the lesions' cells, summed over neoantigens. */
  public double antigenLoad() {
    double sum = 0;
    for (double a : antigen) {
      sum += a;
    }
    return sum;
  }

  /**
   * Sums of the priming ledger, in T cells relative to all in blood before treatment. At stake is
   * what the node would expand at full antigen load, so that what the causes take is also known
   * while no antigen comes.
   */
  public LedgerSums ledger() {
    return ledger;
  }

  /** Names of the priming ledger's causes, by their place in it. */
  public List<String> causes() {
    return causes;
  }

  private double level(int k) {
    return baseline[k] + transit[k][TransitChain.STAGES - 1];
  }

  /** What an arriving T cell recognizes, by a uniform number. */
  int specificity(double u) {
    double left = u * cd8Level() - bystanders;
    if (left < 0) {
      return Cd8Cells.BYSTANDER;
    }
    int last = Cd8Cells.BYSTANDER;
    for (int k = 0; k < CLONOTYPES; k++) {
      double level = level(k);
      if (level > 0) {
        last = k;
        left -= level;
        if (left < 0) {
          return k;
        }
      }
    }
    return last;
  }

  /** The T cells of the moment that recognize what a clone shows. */
  Repertoire repertoire(Clone clone) {
    return new Repertoire(clone, this::level);
  }

  /** Carries node and blood over one interval. */
  void run(List<Lesion> lesions) {
    double cells = 0;
    for (Lesion lesion : lesions) {
      cells += lesion.tumor().count();
    }
    double[] release = new double[CLONOTYPES];
    double killed = 0;
    for (int l = 0; l < lesions.size(); l++) {
      LesionCounts counts = lesions.get(l).counts();
      long[] seen = counted[l];
      for (int k = 0; k < CLONOTYPES; k++) {
        release[k] +=
            (counts.killedWith[k] - seen[2 * k])
                + naturalWeight * (counts.diedWith[k] - seen[2 * k + 1]);
        seen[2 * k] = counts.killedWith[k];
        seen[2 * k + 1] = counts.diedWith[k];
      }
      killed += counts.kills - seen[2 * CLONOTYPES];
      seen[2 * CLONOTYPES] = counts.kills;
    }
    double scale = cells == 0 ? 0 : antigenLife * (1 - antigenDecay) / (days * cells);
    damp = damp * antigenDecay + killed * scale;
    double maturation = prepareFactors(lesions);
    ledger.add(expansion * (1 - bystanders) * days, factors);
    for (int k = 0; k < CLONOTYPES; k++) {
      antigen[k] = antigen[k] * antigenDecay + release[k] * scale;
      double most = expansion * baseline[k] * antigen[k] / (antigen[k] + antigenHalf);
      chain.advance(transit[k], most * maturation);
    }
  }

  /** Sets the factor of each mechanism and of maturation, and returns their product. */
  private double prepareFactors(List<Lesion> lesions) {
    PrimingSite site = name -> meanField(lesions, name);
    Arrays.fill(factors, 1);
    for (Mechanisms.Bound<Hook.PrimingFactor> bound : hooks) {
      factors[bound.mechanism()] *= bound.hook().factor(site);
    }
    double danger = maturationFloor + (1 - maturationFloor) * damp / (damp + dampHalf);
    double calm = 1 / (1 + site.meanField(FieldName.IL_10) / il10Half);
    factors[factors.length - 1] = danger * calm;
    double product = 1;
    for (double factor : factors) {
      product *= factor;
    }
    return product;
  }

  private static double meanField(List<Lesion> lesions, FieldName name) {
    double sum = 0;
    int voxels = 0;
    for (Lesion lesion : lesions) {
      for (double value : lesion.field(name)) {
        sum += value;
      }
      voxels += lesion.lattice().size();
    }
    return sum / voxels;
  }

  /** Writes the state for a checkpoint. */
  void writeState(DataOutput out) throws IOException {
    out.writeDouble(damp);
    for (int k = 0; k < CLONOTYPES; k++) {
      out.writeDouble(antigen[k]);
      for (double stage : transit[k]) {
        out.writeDouble(stage);
      }
    }
    for (long[] seen : counted) {
      for (long value : seen) {
        out.writeLong(value);
      }
    }
    ledger.writeState(out);
  }

  /** Reads what {@link #writeState} wrote. */
  void readState(DataInput in) throws IOException {
    damp = in.readDouble();
    for (int k = 0; k < CLONOTYPES; k++) {
      antigen[k] = in.readDouble();
      for (int s = 0; s < transit[k].length; s++) {
        transit[k][s] = in.readDouble();
      }
    }
    for (long[] seen : counted) {
      for (int i = 0; i < seen.length; i++) {
        seen[i] = in.readLong();
      }
    }
    ledger.readState(in);
  }
}
