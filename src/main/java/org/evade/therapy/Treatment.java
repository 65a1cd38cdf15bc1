package org.evade.therapy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.response.Response;
import org.evade.scenario.Scenario;
import org.evade.scenario.Scenario.DosePlan;
import org.evade.scenario.Scenario.Patient;
import org.evade.scenario.Scenario.TreatmentLine;

/**
 * The lines of treatment of one patient, the drugs in the body, and what they block.
 *
 * <p>Minute 0 is the first day of treatment; before it (burn-in) there is no drug. A line ends by
 * its own rule and no other: progression or complete response when a scan says so, a duration or a
 * number of cycles by the clock. The next line starts at that minute. A dose that falls on the
 * minute at which its line ends is not given, except that a scan comes after the doses of its
 * minute.
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
  private long lastDose = Long.MIN_VALUE;

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
        affinity.get(Target.of(block.target()))[k] = block.affinity().value();
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
    switch (line.until()) {
      case DURATION, CYCLES -> {
        if (!(line.limit() >= 1) || line.limit() > 1e6) {
          throw new IllegalArgumentException(
              "a line until "
                  + line.until()
                  + " needs a limit of 1 or more, found "
                  + line.limit());
        }
      }
      case PROGRESSION, CR -> {
        // Their limit has no meaning.
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
      if (lineEnd() <= Math.min(due, minute)) {
        nextLine(lineEnd());
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
      lastDose = due;
      doses.add(new GivenDose(due, line + 1, given[next], plan.drug(), mg));
    }
    for (Pharmacokinetics drug : drugs.values()) {
      drug.advanceTo(minute);
    }
    return doses;
  }

  /**
   * Tells what a scan at the minute of the last {@link #advanceTo} showed, after its doses.
   *
   * @param overall overall response under RECIST 1.1
   */
  public void scanned(Response overall) {
    if (line >= lines.size() || now < 0) {
      return;
    }
    boolean ends =
        switch (lines.get(line).until()) {
          case PROGRESSION -> overall == Response.PD;
          case CR -> overall == Response.CR;
          case DURATION, CYCLES -> false;
        };
    if (ends) {
      nextLine(now);
    }
  }

  private void nextLine(long minute) {
    line++;
    begin(minute);
  }

  private void begin(long minute) {
    lineStart = minute;
    given = new int[line < lines.size() ? lines.get(line).doses().size() : 0];
  }

  /** When the running line ends by the clock. */
  private long lineEnd() {
    TreatmentLine current = lines.get(line);
    return switch (current.until()) {
      case PROGRESSION, CR -> NEVER;
      case DURATION -> lineStart + StrictMath.round(current.limit() * DAY);
      case CYCLES -> {
        long end = 0;
        for (DosePlan dose : current.doses()) {
          end = Math.max(end, dose.startMinutes() + cycles(current) * dose.everyMinutes());
        }
        yield lineStart + end;
      }
    };
  }

  private static long cycles(TreatmentLine line) {
    return StrictMath.round(line.limit());
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
    if (current.until() == Scenario.Until.CYCLES && given[plan] >= cycles(current)) {
      return NEVER;
    }
    return lineStart + dose.startMinutes() + given[plan] * dose.everyMinutes();
  }

  /** Minute of the next dose if no scan ends the line before; empty after the last line. */
  public OptionalLong nextDose() {
    if (line >= lines.size()) {
      return OptionalLong.empty();
    }
    long due = due(nextPlan());
    long end = lineEnd();
    if (due < end) {
      return OptionalLong.of(due);
    }
    if (line + 1 >= lines.size()) {
      return OptionalLong.empty();
    }
    long first = NEVER;
    for (DosePlan dose : lines.get(line + 1).doses()) {
      first = Math.min(first, end + dose.startMinutes());
    }
    return OptionalLong.of(first);
  }

  /** Minute of the last dose of any drug; empty before the first. */
  public OptionalLong lastDose() {
    return lastDose == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(lastDose);
  }

  /** The running line, 1 for the first; empty before minute 0 and after the last. */
  public OptionalInt line() {
    return now < 0 || line >= lines.size() ? OptionalInt.empty() : OptionalInt.of(line + 1);
  }

  /**
   * Doses of a drug given in the running line.
   *
   * @param drug name of the drug
   */
  public int cycle(String drug) {
    int cycle = 0;
    for (int i = 0; i < given.length; i++) {
      if (lines.get(line).doses().get(i).drug().equals(drug)) {
        cycle += given[i];
      }
    }
    return cycle;
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
   * Plasma concentration of a drug now, in nM; 0 for one that no line has.
   *
   * @param drug name of the drug
   */
  public double plasmaNm(String drug) {
    Pharmacokinetics pk = drugs.get(drug);
    return pk == null ? 0 : pk.plasmaNm();
  }

  /**
   * Fraction of a target's molecules in tumor tissue that drugs hold now, 0 to 1: x/(1 + x), where
   * x sums over the drugs their concentration in tissue over their affinity; binding is in
   * equilibrium and drugs of one target compete.
   *
   * @param target the target
   */
  public double blocked(Target target) {
    double x = saturation(target);
    return x / (1 + x);
  }

  /**
   * Fraction of a target's molecules in tumor tissue that no drug holds now, 0 to 1; without the
   * cancellation of 1 − {@link #blocked}.
   *
   * @param target the target
   */
  public double free(Target target) {
    return 1 / (1 + saturation(target));
  }

  private double saturation(Target target) {
    double[] kd = affinity.get(target);
    double x = 0;
    int k = 0;
    for (Pharmacokinetics drug : drugs.values()) {
      x += tissueFraction * drug.plasmaNm() / kd[k++];
    }
    return x;
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
    out.writeLong(lastDose);
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
    lastDose = in.readLong();
    if (in.readInt() != drugs.size()) {
      throw new IOException("the state is of another treatment: its drugs differ");
    }
    for (Pharmacokinetics drug : drugs.values()) {
      drug.readState(in);
    }
  }
}
