package org.evade.patient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.cell.Clone;
import org.evade.cell.Genotype;
import org.evade.mechanism.Mechanisms;
import org.evade.response.Assessment;
import org.evade.response.BestResponse;
import org.evade.response.Resistance;
import org.evade.response.Response;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Setting;
import org.evade.scenario.Vocabulary;

/** A shipped scenario run over several seeds, two at a time. */
final class Cohort {

  private static final long DAY = 1440;
  private static final int NEVER = Integer.MAX_VALUE;
  private static final double RESPONSE = 0.7;

  private final List<Outcome> outcomes;

  private Cohort(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * What became of one lesion.
   *
   * @param seed run seed
   * @param burdens volume relative to day 0, by day
   * @param kills cells killed by T cells since the start of the burn-in, by day
   * @param burden volume at the end relative to day 0
   * @param lastDay last day simulated
   * @param fill largest share of the voxels that held a tumor cell or debris
   * @param living living tumor cells at the end
   * @param resistant share of these with a resistant genotype of the wanted mechanism, or of any
   * @param firstResistant the same share on day 0
   * @param genotype the most frequent resistant genotype at the end, {@code none} without one
   * @param ended why the run ended before its time, or empty
   * @param refused draws that the burn-in refused
   * @param lastDose day of the last dose, empty without treatment
   * @param doseInterval days from dose to dose, 0 without treatment
   * @param scans what the scans showed after that of day 0
   */
  record Outcome(
      int seed,
      List<Double> burdens,
      List<Long> kills,
      double burden,
      int lastDay,
      double fill,
      int living,
      double resistant,
      double firstResistant,
      String genotype,
      String ended,
      int refused,
      OptionalInt lastDose,
      int doseInterval,
      List<Assessment> scans) {

    boolean shrank() {
      return shrinkDay() != NEVER;
    }

    /** First day with a diameter 30 % below that of day 0. */
    int shrinkDay() {
      return IntStream.range(0, burdens.size())
          .filter(day -> FastMath.cbrt(burdens.get(day)) <= RESPONSE)
          .findFirst()
          .orElse(NEVER);
    }

    /** Smallest diameter relative to day 0. */
    double best() {
      return FastMath.cbrt(Collections.min(burdens));
    }

    /** Mean of kills per day between two days, NaN when the run ended before. */
    double meanKills(int from, int to) {
      return to < kills.size()
          ? (kills.get(to) - kills.get(from)) / (double) (to - from)
          : Double.NaN;
    }

    /** Largest mean of kills per day over 14 days. */
    double mostKills() {
      return IntStream.range(14, kills.size())
          .mapToDouble(day -> meanKills(day - 14, day))
          .max()
          .orElse(0);
    }

    /** Day of the first scan with an objective response. */
    OptionalInt responseDay() {
      return scans.stream()
          .filter(scan -> scan.overall().isObjective())
          .mapToInt(Assessment::day)
          .findFirst();
    }

    /** Day of the first scan with progression. */
    OptionalInt progressionDay() {
      return scans.stream()
          .filter(scan -> scan.overall() == Response.PD)
          .mapToInt(Assessment::day)
          .findFirst();
    }

    /** Best overall response, without confirmation. */
    Response bestResponse() {
      return BestResponse.of(scans, BestResponse.Rules.RANDOMIZED).response();
    }

    /** Class of resistance of the Society for Immunotherapy of Cancer; empty without treatment. */
    String resistanceClass() {
      if (lastDose.isEmpty()) {
        return "";
      }
      Resistance.Course course =
          Resistance.Course.of(
              scans, lastDose.getAsInt(), doseInterval, BestResponse.Rules.RANDOMIZED);
      return Resistance.singleAgent(course, true).name();
    }
  }

  /**
   * Runs a cohort.
   *
   * @param name name of a shipped scenario
   * @param mechanism mechanism whose genotype is counted as resistant, or empty for any
   * @param seeds seeds 1 to this
   * @param settings settings over the scenario file's
   */
  static Cohort of(String name, String mechanism, int seeds, String... settings) {
    return new Cohort(
        twoAtATime(
            IntStream.rangeClosed(1, seeds)
                .mapToObj(seed -> (Callable<Outcome>) () -> run(name, mechanism, seed, settings))
                .toList()));
  }

  /** Does tasks, two at a time; all of them, also when one fails. */
  static <T> List<T> twoAtATime(List<Callable<T>> tasks) {
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : two.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      two.shutdownNow();
    }
  }

  /** A shipped scenario with settings over its own. */
  static Scenario scenario(String name, String... settings) {
    Vocabulary words =
        Vocabulary.of(
            Catalogue.standard(Mechanisms.descriptors()),
            Mechanisms.descriptors(),
            DrugLibrary.shipped());
    List<Setting> all = Arrays.stream(settings).map(Setting::parse).toList();
    return ScenarioReader.read(Path.of("scenarios", name + ".yaml"), words, all);
  }

  /** Runs one patient of a cohort to the end. */
  static Outcome run(String name, String mechanism, int seed, String... settings) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = "seed=" + seed;
    Scenario scenario = scenario(name, all);
    try (VirtualPatient patient = new VirtualPatient(scenario, DrugLibrary.shipped(), 1)) {
      int bit = mechanism.isEmpty() ? -1 : patient.mechanisms().indexOf(mechanism);
      List<Double> burdens = new ArrayList<>();
      List<Long> kills = new ArrayList<>();
      double[] fill = {0};
      List<Integer> doses = new ArrayList<>();
      patient.addListener(
          (p, day) -> {
            p.drainEvents().stream()
                .filter(event -> event.kind().equals("dose"))
                .forEach(event -> doses.add((int) (event.minute() / DAY)));
            if (day >= 0) {
              Lesion lesion = p.lesions().get(0);
              burdens.add(lesion.burden());
              kills.add(lesion.counts().kills());
              fill[0] = Math.max(fill[0], lesion.fill());
            }
          });
      patient.runTo(60);
      double first = resistant(patient.lesions().get(0), bit);
      patient.runTo(scenario.durationDays() * DAY);
      Lesion lesion = patient.lesions().get(0);
      return new Outcome(
          seed,
          List.copyOf(burdens),
          List.copyOf(kills),
          lesion.burden(),
          (int) (patient.minute() / DAY),
          fill[0],
          lesion.livingTumorCells(),
          resistant(lesion, bit),
          first,
          genotype(lesion, patient.mechanisms()),
          patient.ended().map(Ending::words).orElse(""),
          patient.refusals().size(),
          doses.stream().mapToInt(day -> day).max(),
          scenario.treatment().stream()
              .flatMap(line -> line.doses().stream())
              .mapToInt(dose -> (int) (dose.everyMinutes() / DAY))
              .findFirst()
              .orElse(0),
          patient.scans().stream().filter(scan -> scan.number() > 0).map(Cohort::read).toList());
    }
  }

  /** A scan of one lesion: its response is the patient's. */
  private static Assessment read(Scans.Taken scan) {
    Response response = Response.valueOf(scan.recist());
    return new Assessment(
        scan.day(),
        scan.sumMm(),
        scan.sumMm() / (1 + scan.changeFromNadir()),
        scan.changeFromBaseline(),
        response,
        response);
  }

  private static double resistant(Lesion lesion, int bit) {
    int[] cells = lesion.cellsByClone(false);
    long total = 0;
    long changed = 0;
    for (Clone clone : lesion.phylogeny().clones()) {
      total += cells[clone.id()];
      if (bit < 0 ? clone.changes() != 0 : (clone.changes() >>> bit & 1) != 0) {
        changed += cells[clone.id()];
      }
    }
    return total == 0 ? 0 : changed / (double) total;
  }

  private static String genotype(Lesion lesion, Mechanisms mechanisms) {
    int[] cells = lesion.cellsByClone(false);
    SortedMap<Long, Integer> byGenotype = new TreeMap<>();
    for (Clone clone : lesion.phylogeny().clones()) {
      if (clone.changes() != 0 && cells[clone.id()] > 0) {
        byGenotype.merge(clone.changes(), cells[clone.id()], Integer::sum);
      }
    }
    long most =
        byGenotype.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(0L);
    return Genotype.name(most, mechanisms.names());
  }

  List<Outcome> outcomes() {
    return outcomes;
  }

  /** How many lesions lost 30 % of their diameter. */
  long shrank() {
    return outcomes.stream().filter(Outcome::shrank).count();
  }

  /** Median first day of a 30 % smaller diameter among those that got there. */
  double medianShrinkDay() {
    return Intervals.median(
        outcomes.stream().filter(Outcome::shrank).mapToDouble(Outcome::shrinkDay).toArray());
  }
}
