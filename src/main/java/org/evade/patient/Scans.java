package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.Inverse;
import org.evade.random.KeyedStream;
import org.evade.response.Assessment;
import org.evade.response.Baseline;
import org.evade.response.ImmuneResponse;
import org.evade.response.Irecist;
import org.evade.response.NonTarget;
import org.evade.response.Reading;
import org.evade.response.Recist;
import org.evade.response.Response;
import org.evade.response.Scan;
import org.evade.scenario.Scenario;
import org.evade.scenario.Scenario.LesionPlan;
import org.evade.scenario.Scenario.ScanPlan;
import org.evade.therapy.Treatment;

/** Measures the lesions on scan days and tells treatment what RECIST 1.1 makes of it. */
public final class Scans {

  private static final long DAY = 1440;
  private static final double VISIBLE_MM = 1;
  private static final int ANGLES = 36;

  private final ScanPlan plan;
  private final List<LesionPlan> lesionPlans;
  private final KeyedStream stream;
  private final int lastDay;
  private final List<Taken> taken = new ArrayList<>();
  private final List<Assessment> assessments = new ArrayList<>();
  private Recist recist;
  private Irecist irecist;

  /**
   * A scan.
   *
   * @param number 0 for baseline
   * @param plannedDay day of the protocol
   * @param day day it was made
   * @param diametersMm diameter read of each lesion, in mm
   * @param sumMm their sum as RECIST takes it, in mm
   * @param changeFromBaseline relative change of the sum since baseline
   * @param changeFromNadir relative change of the sum since the smallest before; infinite when a
   *     lesion comes back after all had disappeared
   * @param recist overall response by RECIST 1.1; {@code baseline} for the first
   * @param irecist overall response by iRECIST; {@code baseline} for the first
   * @param nonTarget state of the non-target lesions
   * @param newLesions lesions found so far that were not there at baseline
   * @param longestExtentsMm longest extent of each lesion's tumor on its lattice, in mm
   */
  public record Taken(
      int number,
      int plannedDay,
      int day,
      List<Double> diametersMm,
      double sumMm,
      double changeFromBaseline,
      double changeFromNadir,
      String recist,
      String irecist,
      NonTarget nonTarget,
      int newLesions,
      List<Double> longestExtentsMm) {}

  Scans(Scenario scenario, KeyedStream stream) {
    plan = scenario.scans();
    lesionPlans = scenario.lesions();
    lastDay = scenario.durationDays();
    this.stream = stream;
    // Until the baseline scan replaces them: the lesions as the scenario plans them.
    Baseline planned =
        Baseline.of(lesionPlans.stream().mapToDouble(LesionPlan::diameterMm).toArray());
    recist = new Recist(planned);
    irecist = new Irecist(planned);
  }

  List<Taken> taken() {
    return List.copyOf(taken);
  }

  List<Assessment> assessments() {
    return List.copyOf(assessments);
  }

  /** Makes the scan that is due at a minute, if one is. */
  void look(
      List<Lesion> lesions,
      BeyondLesions beyond,
      long minute,
      Treatment treatment,
      List<PatientEvent> events) {
    int day = (int) (minute / DAY);
    OptionalInt due = numberDue(day);
    if (due.isEmpty()) {
      return;
    }
    int number = due.getAsInt();
    double[] mm = new double[lesions.size()];
    for (int l = 0; l < mm.length; l++) {
      mm[l] = read(lesions.get(l), l, minute);
    }
    if (number == 0) {
      // A lesion is a target because it was read as large enough for one.
      Arrays.setAll(mm, l -> Math.max(Baseline.LEAST_MM, mm[l]));
      Baseline baseline = Baseline.of(mm);
      recist = new Recist(baseline);
      irecist = new Irecist(baseline);
      add(
          new Taken(
              0,
              0,
              day,
              list(mm),
              baseline.sum(),
              0,
              0,
              "baseline",
              "baseline",
              beyond.nonTargetBurden().isPresent() ? NonTarget.NON_CR_NON_PD : NonTarget.NONE,
              0,
              lesions.stream().map(Scans::extent).toList()),
          minute,
          events);
      return;
    }
    List<Reading> readings = new ArrayList<>();
    for (double diameter : mm) {
      readings.add(Reading.seen(diameter, VISIBLE_MM));
    }
    Scan scan = beyond.scan(day, readings, VISIBLE_MM);
    Assessment assessment = recist.assess(scan);
    assessments.add(assessment);
    ImmuneResponse immune = irecist.assess(scan);
    add(
        new Taken(
            number,
            planned(number),
            day,
            list(mm),
            assessment.sumMm(),
            assessment.change(),
            changeFrom(assessment.nadirMm(), assessment.sumMm()),
            assessment.overall().name(),
            immune.name(),
            scan.nonTarget(),
            scan.newLesions().count(),
            lesions.stream().map(Scans::extent).toList()),
        minute,
        events);
    treatment.scanned(minute, assessment.overall());
  }

  /** Relative change of a sum: none when both are 0, infinite when only the former is. */
  static double changeFrom(double before, double sum) {
    return sum == before ? 0 : sum / before - 1;
  }

  private void add(Taken scan, long minute, List<PatientEvent> events) {
    taken.add(scan);
    events.add(new PatientEvent(minute, "scan", "scan " + scan.number(), scan.sumMm(), "mm, sum"));
    if (scan.number() > 0) {
      events.add(
          new PatientEvent(minute, "recist", scan.recist(), scan.changeFromBaseline(), why(scan)));
    }
  }

  /** What the response rests on. */
  private static String why(Taken scan) {
    return "change of the sum from baseline, as a fraction"
        + (scan.nonTarget() == NonTarget.PD ? "; non-target lesions progressed" : "")
        + (scan.newLesions() > 0 ? "; new lesions: " + scan.newLesions() : "");
  }

  /** The scan that falls on a day, jitter included. */
  private OptionalInt numberDue(int day) {
    if (day == 0) {
      return OptionalInt.of(0);
    }
    for (int number = 1; number <= plan.days().size(); number++) {
      if (made(number) == day) {
        return OptionalInt.of(number);
      }
    }
    return OptionalInt.empty();
  }

  private int planned(int number) {
    return plan.days().get(number - 1);
  }

  /**
   * Day on which a scan is made, never after the last day of the run. Scans keep their order, since
   * the jitter is less than half the shortest interval.
   */
  int made(int number) {
    int jitter = plan.jitterDays();
    int shift =
        jitter == 0 ? 0 : KeyedStream.toBelow(stream.bits(number, 0, 0), 2 * jitter + 1) - jitter;
    return Math.min(lastDay, planned(number) + shift);
  }

  /** Diameter of a lesion by its volume, d0·(N/N0)^(1/3), with the reading error, in mm. */
  private double read(Lesion lesion, int number, long minute) {
    double error = 1;
    if (plan.readerNoise() > 0) {
      double u = stream.uniform(number, minute, 1);
      error = Math.max(0, 1 + plan.readerNoise() * Inverse.normal(u));
    }
    return lesion.diameterMm() * error;
  }

  private static List<Double> list(double[] values) {
    List<Double> result = new ArrayList<>();
    for (double value : values) {
      result.add(value);
    }
    return result;
  }

  /** Longest extent of the living tumor over a fan of directions in the plane, in mm. */
  static double extent(Lesion lesion) {
    double longest = 0;
    for (int a = 0; a < ANGLES; a++) {
      double cos = FastMath.cos(FastMath.PI * a / ANGLES);
      double sin = FastMath.sin(FastMath.PI * a / ANGLES);
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < lesion.tumor().count(); i++) {
        if (lesion.tumor().alive(i)) {
          int site = lesion.tumor().site(i);
          double at = cos * lesion.lattice().x(site) + sin * lesion.lattice().y(site);
          low = Math.min(low, at);
          high = Math.max(high, at);
        }
      }
      if (high >= low) {
        longest = Math.max(longest, high - low + 1);
      }
    }
    return longest * lesion.lattice().spacing() / 1000;
  }

  void writeState(DataOutput out) throws IOException {
    out.writeInt(taken.size());
    for (Taken scan : taken) {
      out.writeInt(scan.number());
      out.writeInt(scan.plannedDay());
      out.writeInt(scan.day());
      for (double mm : scan.diametersMm()) {
        out.writeDouble(mm);
      }
      out.writeDouble(scan.sumMm());
      out.writeDouble(scan.changeFromBaseline());
      out.writeDouble(scan.changeFromNadir());
      out.writeUTF(scan.recist());
      out.writeUTF(scan.irecist());
      out.writeUTF(scan.nonTarget().name());
      out.writeInt(scan.newLesions());
      for (double mm : scan.longestExtentsMm()) {
        out.writeDouble(mm);
      }
    }
    out.writeInt(assessments.size());
    for (Assessment each : assessments) {
      out.writeInt(each.day());
      out.writeDouble(each.sumMm());
      out.writeDouble(each.nadirMm());
      out.writeDouble(each.change());
      out.writeUTF(each.target().name());
      out.writeUTF(each.overall().name());
    }
    recist.writeState(out);
    irecist.writeState(out);
  }

  void readState(DataInput in) throws IOException {
    taken.clear();
    int count = in.readInt();
    for (int s = 0; s < count; s++) {
      int number = in.readInt();
      int plannedDay = in.readInt();
      int day = in.readInt();
      List<Double> mm = readPerLesion(in);
      taken.add(
          new Taken(
              number,
              plannedDay,
              day,
              mm,
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              in.readUTF(),
              in.readUTF(),
              NonTarget.valueOf(in.readUTF()),
              in.readInt(),
              readPerLesion(in)));
    }
    assessments.clear();
    int assessed = in.readInt();
    for (int s = 0; s < assessed; s++) {
      assessments.add(
          new Assessment(
              in.readInt(),
              in.readDouble(),
              in.readDouble(),
              in.readDouble(),
              Response.valueOf(in.readUTF()),
              Response.valueOf(in.readUTF())));
    }
    if (count > 0) {
      Baseline baseline =
          Baseline.of(taken.get(0).diametersMm().stream().mapToDouble(d -> d).toArray());
      recist = new Recist(baseline);
      irecist = new Irecist(baseline);
    }
    recist.readState(in);
    irecist.readState(in);
  }

  private List<Double> readPerLesion(DataInput in) throws IOException {
    List<Double> values = new ArrayList<>();
    for (int l = 0; l < lesionPlans.size(); l++) {
      values.add(in.readDouble());
    }
    return values;
  }
}
