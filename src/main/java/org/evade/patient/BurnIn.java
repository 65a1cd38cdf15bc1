package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Leukocytes;
import org.evade.tissue.Occupancy;

/**
 * The time before treatment of one lesion. In its first half, once a day, the death rate of tumor
 * cells beyond necrosis and T cells is set such that births less all losses give the configured
 * doubling time, and entry such that each kind of leukocyte keeps its number; then both are kept.
 * The second half decides whether the draw is accepted.
 */
final class BurnIn {

  private static final int WINDOW_DAYS = 20;
  private static final int SETTLING_DAYS = 5;
  private static final double RETURN_DAYS = 5;
  private static final double FIXED = 0x1.0p32;
  private static final double NOISE_DEVIATIONS = 3;

  /** Columns of the daily record. */
  private static final int COLUMNS = 8;

  private final Lesion lesion;
  private final EntryStep entry;
  private final FateStep fate;
  private final double growth;
  private final double loss;
  private final double growthTolerance;
  private final double densityTolerance;
  private final int days;
  private final int half;
  private final double[][] record;
  private final int[] targets = new int[Leukocytes.Kind.values().length];

  BurnIn(Lesion lesion, EntryStep entry, FateStep fate, ParameterValues p) {
    this.lesion = lesion;
    this.entry = entry;
    this.fate = fate;
    growth = TumorStep.growthRate(p);
    loss = TumorStep.birthRate(p) * p.get("tumor.cell-loss-factor");
    growthTolerance = p.get("burn-in.growth-tolerance");
    densityTolerance = p.get("burn-in.density-tolerance");
    days = (int) p.get("burn-in.duration");
    half = days / 2;
    record = new double[days + 1][COLUMNS];
  }

  /** Sets the rates that a lesion just founded starts with. */
  void start() {
    lesion.calibration().intrinsicDeath = loss;
    for (Leukocytes kind : lesion.leukocytes()) {
      targets[kind.kind().ordinal()] = kind.count();
    }
    enter(0);
  }

  /** Notes a day and, in the first half, sets the rates anew. */
  void day(int day) {
    note(day);
    if (day > half || lesion.calibration().frozen) {
      return;
    }
    if (day > SETTLING_DAYS) {
      double[] now = record[day];
      double[] before = record[Math.max(SETTLING_DAYS, day - WINDOW_DAYS)];
      double cellDays = now[3] - before[3];
      if (cellDays > 0) {
        double born = (now[0] - before[0]) / cellDays;
        double lost = (now[1] - before[1] + now[2] - before[2]) / cellDays;
        lesion.calibration().intrinsicDeath = Math.max(0, born - lost - growth);
      }
    }
    enter(day);
    lesion.calibration().frozen = day == half;
  }

  /** Sets entry such that it makes up for the expected losses and returns to the target. */
  private void enter(int day) {
    for (Leukocytes cells : lesion.leukocytes()) {
      int k = cells.kind().ordinal();
      double open = entry.openVessels(cells.kind());
      double divisions = 0;
      if (cells.kind() == Leukocytes.Kind.CD8 && day > SETTLING_DAYS) {
        int from = day - SETTLING_DAYS;
        divisions = (record[day][4] - record[from][4]) / SETTLING_DAYS;
      }
      double wanted =
          fate.expectedDeaths(cells.kind())
              - divisions
              + (targets[k] - cells.count()) / RETURN_DAYS;
      lesion.calibration().entry[k] = open > 0 ? Math.max(0, wanted) / open : 0;
    }
  }

  private void note(int day) {
    LesionCounts counts = lesion.counts();
    double[] row = record[day];
    double realized = counts.turns == 0 ? 1 : counts.births / (double) counts.turns;
    row[0] = counts.expectedBirths / FIXED * realized;
    row[1] = counts.kills;
    row[2] = counts.necroses;
    row[3] = counts.cellHours / 24.0;
    row[4] = counts.cd8Births;
    row[5] = lesion.equivalents();
    double inNest = 0;
    for (int i = 0; i < lesion.cd8().count(); i++) {
      if (lesion.occupancy().tumor(lesion.cd8().site(i)) != Occupancy.NONE) {
        inNest++;
      }
    }
    row[6] = inNest;
    row[7] = lesion.cd8().count() - inNest;
  }

  /** Why the draw is refused, or empty when it is accepted. */
  Optional<String> refusal() {
    if (lesion.livingTumorCells() == 0) {
      return Optional.of("no tumor cell survived");
    }
    double measured = FastMath.log(record[days][5] / record[half][5]) / (days - half);
    double doubling = FastMath.log(2) / measured;
    double configured = FastMath.log(2) / growth;
    if (!(measured > 0)) {
      return Optional.of(
          String.format(
              Locale.ROOT, "volume did not grow, instead of doubling in %.0f d", configured));
    }
    if (Math.abs(doubling / configured - 1) > growthTolerance) {
      return Optional.of(
          String.format(
              Locale.ROOT, "volume doubled in %.0f d instead of %.0f d", doubling, configured));
    }
    for (int compartment = 0; compartment < 2; compartment++) {
      Optional<String> unsteady = unsteady(compartment);
      if (unsteady.isPresent()) {
        return unsteady;
      }
    }
    return Optional.empty();
  }

  /** CD8 per voxel of a compartment in the last days against the first of the second half. */
  private Optional<String> unsteady(int compartment) {
    double before = density(half, compartment);
    double after = density(days - SETTLING_DAYS, compartment);
    double cells = mean(days - SETTLING_DAYS, 6 + compartment);
    double tolerance = Math.max(densityTolerance, NOISE_DEVIATIONS / Math.sqrt(Math.max(1, cells)));
    if (before > 0 && Math.abs(after / before - 1) > tolerance) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "CD8 density in the %s changed by %.0f %%",
              compartment == 0 ? "nests" : "stroma",
              100 * (after / before - 1)));
    }
    return Optional.empty();
  }

  private double density(int from, int compartment) {
    double nest = mean(from, 5);
    double area = compartment == 0 ? nest : lesion.lattice().size() - nest;
    return mean(from, 6 + compartment) / Math.max(1, area);
  }

  private double mean(int from, int column) {
    double sum = 0;
    for (int d = from; d <= from + SETTLING_DAYS; d++) {
      sum += record[d][column];
    }
    return sum / (SETTLING_DAYS + 1);
  }

  void writeState(DataOutput out) throws IOException {
    for (int target : targets) {
      out.writeInt(target);
    }
    for (double[] row : record) {
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  void readState(DataInput in) throws IOException {
    for (int k = 0; k < targets.length; k++) {
      targets[k] = in.readInt();
    }
    for (double[] row : record) {
      for (int c = 0; c < row.length; c++) {
        row[c] = in.readDouble();
      }
    }
  }
}
