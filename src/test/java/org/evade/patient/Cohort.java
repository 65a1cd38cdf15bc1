package org.evade.patient;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.cell.Clone;
import org.evade.mechanism.Mechanisms;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Setting;
import org.evade.scenario.Vocabulary;

/** A shipped scenario run over several seeds, two at a time. */
final class Cohort {

  private static final long DAY = 1440;
  private static final int NEVER = Integer.MAX_VALUE;

  private final List<Outcome> outcomes;

  private Cohort(List<Outcome> outcomes) {
    this.outcomes = List.copyOf(outcomes);
  }

  /**
   * What became of one lesion.
   *
   * @param seed run seed
   * @param shrinkDay first day with a diameter 30 % below that of day 0
   * @param best smallest diameter relative to day 0
   * @param burden volume on the last day relative to day 0
   * @param lastDay last day simulated
   * @param living living tumor cells on the last day
   * @param resistant share of these with a resistant genotype of the wanted mechanism, or of any
   * @param firstResistant the same share on day 0
   * @param mostKills largest mean of kills per day over 14 days
   * @param best responses on the scan grid in order
   */
  record Outcome(
      int seed,
      int shrinkDay,
      double best,
      double burden,
      int lastDay,
      int living,
      double resistant,
      double firstResistant,
      double mostKills,
      List<String> responses) {

    boolean shrank() {
      return shrinkDay != NEVER;
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
    ExecutorService two = Executors.newFixedThreadPool(2);
    try {
      List<Future<Outcome>> futures =
          IntStream.rangeClosed(1, seeds)
              .mapToObj(seed -> two.submit(() -> run(name, mechanism, seed, settings)))
              .toList();
      List<Outcome> outcomes = new ArrayList<>();
      for (Future<Outcome> future : futures) {
        outcomes.add(future.get());
      }
      return new Cohort(outcomes);
    } catch (ExecutionException e) {
      throw new AssertionError(name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(name, e);
    } finally {
      two.shutdownNow();
    }
  }

  private static Outcome run(String name, String mechanism, int seed, String... settings) {
    DrugLibrary drugs = DrugLibrary.shipped();
    Vocabulary words =
        Vocabulary.of(
            Catalogue.standard(Mechanisms.descriptors()),
            Mechanisms.descriptors(),
            drugs.names(),
            (file, label) -> List.of());
    List<Setting> all = new ArrayList<>(Arrays.stream(settings).map(Setting::parse).toList());
    all.add(Setting.parse("seed=" + seed));
    Scenario scenario = ScenarioReader.read(Path.of("scenarios", name + ".yaml"), words, all);
    try (VirtualPatient patient = new VirtualPatient(scenario, drugs, 1)) {
      int bit = mechanism.isEmpty() ? -1 : patient.mechanisms().indexOf(mechanism);
      double[] best = {1};
      int[] shrinkDay = {NEVER};
      List<Long> kills = new ArrayList<>();
      patient.addListener(
          (p, day) -> {
            if (day >= 0) {
              Lesion lesion = p.lesions().get(0);
              double size = lesion.diameterMm() / lesion.plan().diameterMm();
              best[0] = Math.min(best[0], size);
              if (size <= 0.7 && shrinkDay[0] == NEVER) {
                shrinkDay[0] = day;
              }
              kills.add(lesion.counts().kills());
            }
          });
      patient.runTo(60);
      Lesion lesion = patient.lesions().get(0);
      double first = resistant(lesion, bit);
      patient.runTo(scenario.durationDays() * DAY);
      lesion = patient.lesions().get(0);
      double most = 0;
      for (int d = 14; d < kills.size(); d++) {
        most = Math.max(most, (kills.get(d) - kills.get(d - 14)) / 14.0);
      }
      return new Outcome(
          seed,
          shrinkDay[0],
          best[0],
          lesion.burden(),
          (int) (patient.minute() / DAY),
          lesion.livingTumorCells(),
          resistant(lesion, bit),
          first,
          most,
          patient.scans().stream().map(Scans.Taken::recist).toList());
    }
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

  List<Outcome> outcomes() {
    return outcomes;
  }

  /** How many lesions lost 30 % of their diameter. */
  long shrank() {
    return outcomes.stream().filter(Outcome::shrank).count();
  }

  /** Median first day of a 30 % smaller diameter among those that got there. */
  double medianShrinkDay() {
    int[] days =
        outcomes.stream().filter(Outcome::shrank).mapToInt(Outcome::shrinkDay).sorted().toArray();
    int n = days.length;
    return n % 2 == 1 ? days[n / 2] : (days[n / 2 - 1] + days[n / 2]) / 2.0;
  }
}
