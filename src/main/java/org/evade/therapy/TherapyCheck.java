package org.evade.therapy;

import java.util.ArrayList;
import java.util.List;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;

/** Each antibody's simulated course beside its published figures, for {@code evade verify}. */
public final class TherapyCheck {

  private static final long DAY = 1440;

  /** Days of treatment after which it counts as steady: the slowest clearance change is over. */
  private static final long STEADY_DAYS = 4000;

  private TherapyCheck() {}

  /**
   * A simulated value beside a published one.
   *
   * @param simulated what this program computes
   * @param published what the source says
   */
  public record Pair(double simulated, double published) {

    /** Relative difference, simulated over published less 1. */
    public double difference() {
      return simulated / published - 1;
    }
  }

  /**
   * One drug at its usual regimen in its reference patient.
   *
   * @param drug name of the drug
   * @param initialHalfLife terminal half-life at the first clearance, in days
   * @param finalHalfLife terminal half-life after long treatment, in days, off the simulated decay
   * @param average steady-state average in plasma, in mg/L
   * @param trough steady-state concentration before a dose, in mg/L
   * @param labelHalfLife final half-life beside that of the label, whose analysis may be another
   * @param blockedAtTrough fraction of its target blocked in tissue before a dose, 0 to 1
   */
  public record Row(
      String drug,
      Pair initialHalfLife,
      Pair finalHalfLife,
      Pair average,
      Pair trough,
      Pair labelHalfLife,
      double blockedAtTrough) {

    /** Whether half-lives, average and trough all lie within 5 % of the published. */
    public boolean agrees() {
      for (Pair pair : List.of(initialHalfLife, finalHalfLife, average, trough)) {
        if (Math.abs(pair.difference()) > 0.05) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * The check of every drug that has published figures.
   *
   * @param library the drugs
   * @param tissueFraction concentration in tumor tissue over that in plasma
   */
  public static List<Row> rows(DrugLibrary library, double tissueFraction) {
    List<Row> rows = new ArrayList<>();
    for (DrugSpec drug : library.drugs()) {
      if (drug.parameters().containsKey("published-average")) {
        rows.add(row(drug, tissueFraction));
      }
    }
    return List.copyOf(rows);
  }

  private static Row row(DrugSpec drug, double tissueFraction) {
    Pharmacokinetics pk = Pharmacokinetics.ofReferencePatient(drug);
    double mg = drug.value("label-dose");
    long interval = StrictMath.round(drug.value("label-interval") * DAY);
    long doses = STEADY_DAYS * DAY / interval;
    for (long i = 0; i < doses; i++) {
      pk.give(mg);
      pk.advance(interval);
    }
    final double trough = pk.plasmaMgPerL();
    pk.give(mg);
    final double average = average(pk, interval);
    // Decay without doses: after half a year only the slow exponential is left.
    pk.advance(180 * DAY);
    double early = pk.plasmaMgPerL();
    pk.advance(20 * DAY);
    double halfLife = 20 * StrictMath.log(2) / StrictMath.log(early / pk.plasmaMgPerL());
    double nm = tissueFraction * pk.toNm(trough);
    double blocked = 0;
    for (DrugSpec.Block block : drug.blocks()) {
      blocked = Math.max(blocked, nm / (nm + block.affinity().value()));
    }
    return new Row(
        drug.name(),
        new Pair(pk.terminalHalfLife(pk.clearanceAt(0)), drug.value("published-initial-half-life")),
        new Pair(halfLife, drug.value("published-final-half-life")),
        new Pair(average, drug.value("published-average")),
        new Pair(trough, drug.value("published-trough")),
        new Pair(halfLife, drug.value("label-half-life")),
        blocked);
  }

  /** Mean plasma concentration over the coming minutes, by Simpson's rule on 200 intervals. */
  private static double average(Pharmacokinetics pk, long minutes) {
    int n = 200;
    double sum = pk.plasmaMgPerL();
    long start = pk.minute();
    for (int i = 1; i <= n; i++) {
      pk.advanceTo(start + minutes * i / n);
      double weight = i == n ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * pk.plasmaMgPerL();
    }
    return sum / (3 * n);
  }
}
