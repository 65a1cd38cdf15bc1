package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.evade.cell.Clone;
import org.evade.cell.Phylogeny;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Clones of whole runs: bookkeeping, neutrality and memory. Budget: 0.8 min. */
class ClonesTest {

  private static final long DAY = TestPatients.DAY;

  /** Growth alone, on a tiny lattice. */
  private static final String NEUTRAL =
      """
      name: neutral
      duration: 30 days
      patient: {neoantigens: {truncal: 4}}
      lesions: [{diameter: 20 mm, lattice: {size: 20}, fill: 0.2}]
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2, attempts: 50}
        engine: {field-interval: 24 h, circulation-interval: 24 h}
        cd8.density-inflamed: 0 /mm^2
        tissue: {nest-fraction: 1, ecm-inflamed: 0, ecm-noise: 0}
        tumor: {volume-doubling-time: 15 days, cell-loss-factor: 0.5, hypoxia: 0 mmHg,
                anoxia: 0 mmHg, push-distance: 100000 um}
      """;

  @Test
  void clones_ofABusyRun_holdEveryCellAndFollowTheirParents() {
    try (VirtualPatient patient = TestPatients.patient(TestPatients.scenario(TestPatients.BUSY))) {
      for (long day = -9; day <= 12; day += 3) {
        patient.runTo(day * DAY);
        Lesion lesion = patient.lesions().get(0);
        Phylogeny phylogeny = lesion.phylogeny();
        int[] living = lesion.cellsByClone(false);
        assertThat(Arrays.stream(living).sum()).isEqualTo(lesion.livingTumorCells());
        for (Clone clone : phylogeny.clones()) {
          if (clone.parent() >= 0) {
            Clone parent = phylogeny.get(clone.parent());
            assertThat(parent.id()).isLessThan(clone.id());
            assertThat(parent.birthMinute()).isLessThanOrEqualTo(clone.birthMinute());
            assertThat(parent.changes() & ~clone.changes()).isZero();
          }
        }
      }
      assertThat(patient.lesions().get(0).phylogeny().size()).isGreaterThan(50);
    }
  }

  /**
   * Without T cells the loss of a haplotype changes nothing, so its share of the living cells has
   * no drift. Over 240 runs the mean change from day 0 to day 15 is compared with its standard
   * error, estimated from the runs; beyond 3.29 of them (1 in 1000 by chance) it drifts.
   */
  @Test
  void frequency_ofANeutralClone_isAMartingale() {
    int runs = 240;
    double sum = 0;
    double squares = 0;
    for (int seed = 1; seed <= runs; seed++) {
      double change = change(seed);
      sum += change;
      squares += change * change;
    }
    double mean = sum / runs;
    double deviation = FastMath.sqrt((squares / runs - mean * mean) * runs / (runs - 1));
    // Drift of a size that matters would be seen: the standard error is below 1 % of all cells.
    assertThat(deviation).isBetween(0.02, 0.15);
    assertThat(mean)
        .isBetween(-3.29 * deviation / FastMath.sqrt(runs), 3.29 * deviation / FastMath.sqrt(runs));
  }

  /**
   * Change of the share of cells with a lost haplotype, of which a patch of 30 % is founded, until
   * day 15.
   */
  private static double change(int seed) {
    Scenario scenario =
        TestPatients.with(
            TestPatients.scenario(
                NEUTRAL,
                "seed=" + seed,
                "engine.tumor-interval=12 h",
                "founders=[{mechanism: hla-loh, share: 0.3, seeded: true}]",
                "mechanisms.hla-loh.rate=0"),
            Map.of("burn-in.growth-tolerance", 1e9));
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      patient.runTo(0);
      double before = share(patient.lesions().get(0));
      patient.runTo(15 * DAY);
      return share(patient.lesions().get(0)) - before;
    }
  }

  private static double share(Lesion lesion) {
    int[] living = lesion.cellsByClone(false);
    double lost = 0;
    double all = 0;
    for (Clone clone : lesion.phylogeny().clones()) {
      lost += clone.lostAlleles() != 0 ? living[clone.id()] : 0;
      all += living[clone.id()];
    }
    return lost / all;
  }

  /**
   * A clone is born every few divisions. Kept are founders, clones that cells belong to, their
   * ancestors and those that once were notable; everything else is forgotten within a day.
   */
  @Test
  void phylogeny_ofALongRun_forgetsWhatDoesNotMatter() {
    Scenario scenario =
        TestPatients.scenario(
            NEUTRAL,
            "seed=3",
            "duration=120 days",
            "patient.neoantigens.truncal=20",
            "lesions[0].lattice.size=80",
            "lesions[0].fill=0.25",
            "tumor.volume-doubling-time=150 days",
            "tumor.cell-loss-factor=0.95",
            "tumor.debris-clearance=1 /day",
            "engine.tumor-interval=12 h",
            "mechanisms.neoantigen-loss.rate=0.01");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      // Clones vanish in the tumor steps; they are forgotten at the next midnight.
      patient.runTo(120 * DAY);
      Lesion lesion = patient.lesions().get(0);
      lesion.forgetLostClones();
      Phylogeny phylogeny = lesion.phylogeny();
      int[] cells = lesion.cellsByClone(true);
      boolean[] hasChild = new boolean[phylogeny.size()];
      for (Clone clone : phylogeny.clones()) {
        if (clone.parent() >= 0) {
          hasChild[clone.parent()] = true;
        }
      }
      for (Clone clone : phylogeny.clones()) {
        assertThat(
                clone.parent() < 0
                    || cells[clone.id()] > 0
                    || hasChild[clone.id()]
                    || phylogeny.peak(clone.id()) > Phylogeny.NOTABLE)
            .as("c" + clone.id())
            .isTrue();
      }
      assertThat(phylogeny.kept()).isEqualTo(phylogeny.clones().size());
      assertThat(phylogeny.size()).isGreaterThan(3 * phylogeny.kept() / 2);
    }
  }

  /**
   * Two years with hundreds of times more changes than in life. What stays in memory are the clones
   * of the cells that are there, at most one a cell, their ancestors, and those that once made up
   * 0.1 %: with 4000 cells five of them, which a neutral clone reaches once in five births and an
   * old one has reached already. So most of a second year's births leave nothing behind.
   */
  @Test
  void phylogeny_overTwoYears_growsByLittleOfWhatIsBorn() {
    Scenario scenario =
        TestPatients.scenario(
            NEUTRAL,
            "seed=4",
            "duration=730 days",
            "patient.neoantigens.truncal=20",
            "lesions[0].lattice.size=120",
            "lesions[0].fill=0.3",
            "tumor.volume-doubling-time=1500 days",
            "tumor.cell-loss-factor=0.95",
            "tumor.debris-clearance=1 /day",
            "engine.tumor-interval=24 h",
            "engine.field-tolerance=0.01",
            "mechanisms.neoantigen-loss.rate=0.01");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      patient.runTo(365 * DAY);
      Lesion lesion = patient.lesions().get(0);
      lesion.forgetLostClones();
      int bornFirst = lesion.phylogeny().size();
      int keptFirst = lesion.phylogeny().kept();
      patient.runTo(730 * DAY);
      lesion.forgetLostClones();
      int born = lesion.phylogeny().size() - bornFirst;
      int grown = lesion.phylogeny().kept() - keptFirst;
      assertThat(born).isGreaterThan(1000);
      assertThat(grown).isLessThan(born / 3);
      assertThat(lesion.phylogeny().kept()).isLessThan(lesion.tumor().count());
    }
  }
}
