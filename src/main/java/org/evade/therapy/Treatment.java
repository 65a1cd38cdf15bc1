package org.evade.therapy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Target;
import org.evade.response.Response;
import org.evade.scenario.Scenario;
import org.evade.scenario.Scenario.DosePlan;
import org.evade.scenario.Scenario.End;
import org.evade.scenario.Scenario.Patient;
import org.evade.scenario.Scenario.TreatmentLine;
import org.evade.scenario.Scenario.Until;

/**
 * The lines of treatment of one patient, the drugs in the body, and what they block.
 *
 * <p>Minute 0 is the first day of treatment; before it (burn-in) there is no drug. A line ends by
 * its own rules and no other, the first to be met: progression or complete response when a scan
 * says so, a duration or a number of cycles by the clock. The next line starts at that minute. A
 * dose that falls on the minute at which its line ends is not given.
 *
 * <p>Doses of Mosteller's body surface and Calvert's formula are reckoned once, from the patient's
 * weight, height and filtration rate.
 */
public final class Treatment {

  private static final long DAY = 1440;
  private static final long NEVER = Long.MAX_VALUE;

  private final Patient patient;
  private final List<TreatmentLine> lines;
  private final double tissueFraction;
  private final SortedMap<String, Pharmacokinetics> drugs = new TreeMap<>();
  private final Map<Target, double[]> affinity = new EnumMap<>(Target.class);

  private long now = Long.MIN_VALUE;
  private int line;
  private long lineStart;
  private int[] given = {};
  private final List<LineEnd> ended = new ArrayList<>();

  /** A scan that time has not reached yet. */
  private Optional<Response> scan = Optional.empty();

  private long scanMinute;

  /**
   * The treatment of a scenario. A drug's number among the scenario's parameters, such as {@code
   * pembrolizumab.affinity.PD-1}, takes the place of the library's.
   *
   * @param scenario the scenario
   * @param library the drugs
   * @param tissueFraction concentration of an antibody in tumor tissue over that in plasma, 0 to 1
   * @throws IllegalArgumentException when a drug is not in the library, or a dose, an interval or a
   *     limit makes no sense
   */
  public static Treatment of(Scenario scenario, DrugLibrary library, double tissueFraction) {
    DrugLibrary given = library;
    for (DrugSpec drug : library.drugs()) {
      given = given.with(drug.with(scenario.parameters().asMap()));
    }
    return new Treatment(scenario.treatment(), scenario.patient(), given, tissueFraction);
  }

  /**
   * A treatment.
   *
   * @param lines the lines in order; none for no treatment
   * @param patient the host
   * @param library the drugs
   * @param tissueFraction concentration of an antibody in tumor tissue over that in plasma, 0 to 1
   * @throws IllegalArgumentException when a drug is not in the library, or a dose, an interval or a
   *     limit makes no sense
   */
  public Treatment(
      List<TreatmentLine> lines, Patient patient, DrugLibrary library, double tissueFraction) {
    if (!(tissueFraction >= 0 && tissueFraction <= 1)) {
      throw new IllegalArgumentException(
          "tissue fraction must lie between 0 and 1, found " + tissueFraction);
    }
    this.lines = List.copyOf(lines);
    this.patient = patient;
    this.tissueFraction = tissueFraction;
    SortedMap<String, DrugSpec> specs = new TreeMap<>();
    for (TreatmentLine each : this.lines) {
      check(each);
      each.doses().forEach(dose -> specs.put(dose.drug(), library.get(dose.drug())));
    }
    for (Target target : Target.values()) {
      double[] none = new double[specs.size()];
      Arrays.fill(none, Double.POSITIVE_INFINITY);
      affinity.put(target, none);
    }
    int k = 0;
    for (DrugSpec drug : specs.values()) {
      drugs.put(drug.name(), new Pharmacokinetics(drug, patient.weightKg(), patient.heightCm()));
      for (DrugSpec.Block block : drug.blocks()) {
        affinity.get(block.target())[k] = block.affinity().value();
      }
      k++;
    }
    begin(0);
  }

  private static void check(TreatmentLine line) {
    if (line.doses().isEmpty()) {
      throw new IllegalArgumentException("a line of treatment without a drug");
    }
    for (DosePlan dose : line.doses()) {
      if (!(dose.amount() > 0) || dose.everyMinutes() <= 0 || dose.startMinutes() < 0) {
        throw new IllegalArgumentException(
            dose.drug()
                + ": dose and interval must be positive and the first dose not before the line");
      }
    }
    if (line.ends().isEmpty()) {
      throw new IllegalArgumentException("a line of treatment without an end");
    }
    for (End end : line.ends()) {
      boolean counts = end.until() == Until.DURATION || end.until() == Until.CYCLES;
      if (counts && !(end.limit() >= 1 && end.limit() <= 1e6)) {
        throw new IllegalArgumentException(
            "a line until " + end.until() + " needs a limit of 1 or more, found " + end.limit());
      }
    }
  }

  /**
   * Lets time pass and gives every dose due up to and including a minute. A dose due exactly then
   * is in the plasma afterwards. Nothing happens before minute 0.
   *
   * @param minute until when, not before the last call
   * @return the doses given, in the order of time; those of one minute in the order of the line
   * @throws IllegalArgumentException when that is in the past
   */
  public List<GivenDose> advanceTo(long minute) {
    if (minute < now) {
      throw new IllegalArgumentException("cannot go back from minute " + now + " to " + minute);
    }
    now = minute;
    if (minute < 0) {
      return List.of();
    }
    List<GivenDose> doses = new ArrayList<>();
    while (line < lines.size()) {
      int next = nextPlan();
      long due = due(next);
      long lineEnd = lineEnd();
      if (scan.isPresent() && scanMinute <= Math.min(minute, Math.min(due, lineEnd))) {
        Response overall = scan.get();
        scan = Optional.empty();
        judge(scanMinute, overall);
        continue;
      }
      if (lineEnd <= Math.min(due, minute)) {
        end(lineEnd, clock());
        continue;
      }
      if (due > minute) {
        break;
      }
      DosePlan plan = lines.get(line).doses().get(next);
      double mg = Dose.mg(plan.amount(), plan.unit(), patient);
      Pharmacokinetics drug = drugs.get(plan.drug());
      drug.advanceTo(due);
      drug.give(mg);
      given[next]++;
      doses.add(new GivenDose(due, line + 1, given[next], plan.drug(), mg));
    }
    for (Pharmacokinetics drug : drugs.values()) {
      drug.advanceTo(minute);
    }
    return doses;
  }

  /**
   * Tells what a scan showed. It comes before the doses of its minute and before the clock, unless
   * {@link #advanceTo} was called for that minute already.
   *
   * @param minute when it was made, not before the last {@link #advanceTo}
   * @param overall overall response under RECIST 1.1
   * @throws IllegalArgumentException when that is in the past
   */
  public void scanned(long minute, Response overall) {
    if (minute < now) {
      throw new IllegalArgumentException("a scan at minute " + minute + ", the time is " + now);
    }
    if (minute == now) {
      judge(minute, overall);
    } else {
      scan = Optional.of(overall);
      scanMinute = minute;
    }
  }

  /** Ends the running line when a scan meets one of its rules. */
  private void judge(long minute, Response overall) {
    if (line >= lines.size() || minute < 0) {
      return;
    }
    for (End end : lines.get(line).ends()) {
      boolean met =
          switch (end.until()) {
            case PROGRESSION -> overall == Response.PD;
            case CR -> overall == Response.CR;
            case DURATION, CYCLES -> false;
          };
      if (met) {
        end(minute, end);
        return;
      }
    }
  }

  private void end(long minute, End rule) {
    ended.add(new LineEnd(minute, line + 1, minute - lineStart, rule));
    line++;
    begin(minute);
  }

  /** The lines that ended since the last call, in order, each with the rule that was met. */
  public List<LineEnd> drainEnds() {
    List<LineEnd> drained = List.copyOf(ended);
    ended.clear();
    return drained;
  }

  private void begin(long minute) {
    lineStart = minute;
    given = new int[line < lines.size() ? lines.get(line).doses().size() : 0];
  }

  /** The rule of the running line that the clock meets first; of equals, the user's first. */
  private End clock() {
    List<End> ends = lines.get(line).ends();
    End first = ends.get(0);
    for (End end : ends) {
      first = minuteOf(end) < minuteOf(first) ? end : first;
    }
    return first;
  }

  /** When the running line ends by the clock. */
  private long lineEnd() {
    return minuteOf(clock());
  }

  /** When the clock meets a rule of the running line. */
  private long minuteOf(End end) {
    return switch (end.until()) {
      case PROGRESSION, CR -> NEVER;
      case DURATION -> lineStart + StrictMath.round(end.limit() * DAY);
      case CYCLES -> {
        long last = 0;
        for (DosePlan dose : lines.get(line).doses()) {
          long cycles = StrictMath.round(end.limit());
          last = Math.max(last, dose.startMinutes() + cycles * dose.everyMinutes());
        }
        yield lineStart + last;
      }
    };
  }

  /** Doses of each drug after which a line gives no more. */
  private static long mostCycles(TreatmentLine line) {
    for (End end : line.ends()) {
      if (end.until() == Until.CYCLES) {
        return StrictMath.round(end.limit());
      }
    }
    return NEVER;
  }

  /** The dose plan that is due next; the first of several. */
  private int nextPlan() {
    int next = 0;
    for (int i = 1; i < given.length; i++) {
      if (due(i) < due(next)) {
        next = i;
      }
    }
    return next;
  }

  private long due(int plan) {
    TreatmentLine current = lines.get(line);
    DosePlan dose = current.doses().get(plan);
    if (given[plan] >= mostCycles(current)) {
      return NEVER;
    }
    return lineStart + dose.startMinutes() + given[plan] * dose.everyMinutes();
  }

  /** Names of the drugs of all lines, in alphabetical order. */
  public List<String> drugs() {
    return List.copyOf(drugs.keySet());
  }

  /**
   * Plasma concentration of a drug now, in mg/L; 0 for one that no line has.
   *
   * @param drug name of the drug
   */
  public double plasmaMgPerL(String drug) {
    Pharmacokinetics pk = drugs.get(drug);
    return pk == null ? 0 : pk.plasmaMgPerL();
  }

  /**
   * Fraction of a target's molecules in tumor tissue that drugs hold now, 0 to 1: x/(1 + x), where
   * x sums over the drugs their concentration in tissue over their affinity; binding is in
   * equilibrium and drugs of one target compete.
   *
   * @param target the target
   */
  public double blocked(Target target) {
    double[] kd = affinity.get(target);
    double x = 0;
    int k = 0;
    for (Pharmacokinetics drug : drugs.values()) {
      x += tissueFraction * drug.plasmaNm() / kd[k++];
    }
    return x / (1 + x);
  }

  /** Writes what changes in time. */
  public void writeState(DataOutput out) throws IOException {
    out.writeLong(now);
    out.writeInt(line);
    out.writeLong(lineStart);
    out.writeInt(given.length);
    for (int count : given) {
      out.writeInt(count);
    }
    out.writeInt(scan.map(Response::ordinal).orElse(-1));
    out.writeLong(scanMinute);
    out.writeInt(ended.size());
    for (LineEnd end : ended) {
      out.writeLong(end.minute());
      out.writeInt(end.line());
      out.writeLong(end.lasted());
      out.writeInt(end.rule().until().ordinal());
      out.writeDouble(end.rule().limit());
    }
    out.writeInt(drugs.size());
    for (Pharmacokinetics drug : drugs.values()) {
      drug.writeState(out);
    }
  }

  /** Reads what {@link #writeState} wrote, into the same treatment of the same patient. */
  public void readState(DataInput in) throws IOException {
    now = in.readLong();
    line = in.readInt();
    lineStart = in.readLong();
    given = new int[in.readInt()];
    for (int i = 0; i < given.length; i++) {
      given[i] = in.readInt();
    }
    int response = in.readInt();
    scan = response < 0 ? Optional.empty() : Optional.of(Response.values()[response]);
    scanMinute = in.readLong();
    ended.clear();
    int ends = in.readInt();
    for (int i = 0; i < ends; i++) {
      ended.add(
          new LineEnd(
              in.readLong(),
              in.readInt(),
              in.readLong(),
              new End(Until.values()[in.readInt()], in.readDouble())));
    }
    if (in.readInt() != drugs.size()) {
      throw new IOException("the state is of another treatment: its drugs differ");
    }
    for (Pharmacokinetics drug : drugs.values()) {
      drug.readState(in);
    }
  }
}
