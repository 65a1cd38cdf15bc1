package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.cell.KillChain;
import org.evade.cell.Mutation;
import org.evade.cell.TumorCells;
import org.evade.cell.TumorState;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kills per day of T cells in the engine against the closed form. Budget: 0.3 min.
 *
 * <p>Each T cell stands in a block of 3 × 3 tumor cells of its own, does not walk, never lets go
 * and attaches at once; what it kills is brought back to life every hour, so that it never lacks a
 * target. 13² T cells for 8 days at 5.7 kills a day make 7,700 kills; the waiting time between
 * kills has a coefficient of variation below 1, so the standard error is below 1.2 %. Two effects
 * of the sub-step are expected at 5 min: 0.9 % by seeing death only at its end, 2 % by the sub-step
 * without a target after each kill (5 of 252 min).
 */
class KillRateTest {

  private static final int SIZE = 39;

  private static final String TEXT =
      """
      name: kills
      seed: 5
      patient: {neoantigens: {truncal: 1}}
      lesions: [{diameter: 20 mm, lattice: {size: 39}, fill: 0.3}]
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2, attempts: 50}
        cd8: {hit-rate: 1.25 /h, hit-half-life: 60 min, hits-to-kill: 3, density-inflamed: 0 /mm^2,
              speed: 0 um/min, death-progenitor: 0 /day, death-effector: 0 /day,
              death-terminal: 0 /day, division-rate: 0 /day, differentiation-rate: 0 /day,
              attachment-rate: 10 /min}
        tumor: {mhc-basal: 1, hypoxia: 0 mmHg, anoxia: 0 mmHg, cell-loss-factor: 0}
      """;

  /** Closed form at the parameters above: 5.7 kills a day. */
  private static final KillChain CHAIN = new KillChain(1.25, 1, 3);

  private static double killsPerDay(Scenario base, double subStep, Cd8State state, boolean b2m) {
    Scenario scenario =
        TestPatients.with(
            base,
            Map.of(
                "cd8.engagement-time", 1e12,
                "engine.leukocyte-interval", subStep,
                "engine.domain-full", 2.0,
                "tumor.debris-clearance", 1e-12,
                "tumor.volume-doubling-time", 1e12));
    try (VirtualPatient made = TestPatients.patient(scenario)) {
      Lesion lesion = made.lesions().get(0);
      TestPatients.empty(lesion);
      int clone = 0;
      if (!b2m) {
        Mutation lost = Mutation.of(lesion.founder(), made.firstMinute(), 1);
        clone = lesion.phylogeny().addAll(List.of(lost.loseB2mCopy().loseB2mCopy()))[0];
      }
      for (int site = 0; site < lesion.lattice().size(); site++) {
        lesion.tumor().add(1000 + site, site, clone, 1, 1);
        int x = lesion.lattice().x(site);
        int y = lesion.lattice().y(site);
        if (x % 3 == 1 && y % 3 == 1) {
          lesion.cd8().add(-1 - site, site, state, 0, 0);
        }
      }
      lesion.reoccupy();
      try (VirtualPatient patient = TestPatients.copy(made)) {
        Lesion copy = patient.lesions().get(0);
        long start = patient.firstMinute();
        int days = 8;
        for (int hour = 1; hour <= 24 * days; hour++) {
          patient.runTo(start + hour * TestPatients.HOUR);
          revive(copy.tumor());
        }
        assertThat(copy.cd8().count()).isEqualTo(SIZE / 3 * (SIZE / 3));
        assertThat(copy.tumor().count()).isEqualTo(SIZE * SIZE);
        return copy.counts().kills() / (double) days / copy.cd8().count();
      }
    }
  }

  private static void revive(TumorCells tumor) {
    for (int i = 0; i < tumor.count(); i++) {
      if (!tumor.alive(i)) {
        tumor.state(i, TumorState.CYCLING);
      }
    }
  }

  private static Scenario alone() {
    return TestPatients.scenario(TEXT, TestPatients.only());
  }

  @Test
  void kills_unsuppressed_areThoseOfTheClosedForm() {
    double expected = CHAIN.killsPerDay(1);
    assertThat(expected).isCloseTo(5.7, within(0.05));
    assertThat(killsPerDay(alone(), 5, Cd8State.EFFECTOR, true))
        .isCloseTo(expected, within(0.05 * expected));
  }

  @ParameterizedTest
  @ValueSource(doubles = {5, 4, 10})
  void kills_subStepHalved_areTheSame(double subStep) {
    double whole = killsPerDay(alone(), subStep, Cd8State.EFFECTOR, true);
    double half = killsPerDay(alone(), subStep / 2, Cd8State.EFFECTOR, true);
    assertThat(half).isCloseTo(whole, within(0.05 * whole));
  }

  /**
   * A mechanism's factor acts on the kill rate, not on the hits: 0.5 leaves half of the kills where
   * half of the hits would leave less than a third.
   */
  @Test
  void kills_halfSuppressed_areHalf() {
    Scenario scenario =
        TestPatients.scenario(
            TEXT,
            concat(TestPatients.only("exhaustion"), "mechanisms.exhaustion.progenitor-weight=0.5"));
    double expected = CHAIN.killsPerDay(1) / 2;
    assertThat(killsPerDay(scenario, 5, Cd8State.PROGENITOR, true))
        .isCloseTo(expected, within(0.05 * expected));
    assertThat(CHAIN.killsPerDay(0.5)).isLessThan(2 * expected / 3);
  }

  @Test
  void kills_b2mLost_areNone() {
    assertThat(killsPerDay(alone(), 5, Cd8State.EFFECTOR, false)).isZero();
  }

  /** Bystanders stand on tumor cells and do not touch them. */
  @Test
  void kills_bystanders_areNone() {
    Scenario scenario = alone();
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      Lesion lesion = patient.lesions().get(0);
      for (int i = 0; i < 50; i++) {
        int site = lesion.tumor().site(i);
        lesion.cd8().add(-1 - i, site, Cd8State.EFFECTOR, Cd8Cells.BYSTANDER, 0);
      }
      lesion.reoccupy();
      patient.runTo(patient.firstMinute() + 3 * TestPatients.DAY);
      assertThat(lesion.counts().kills()).isZero();
    }
  }

  private static String[] concat(String[] settings, String more) {
    String[] all = Arrays.copyOf(settings, settings.length + 1);
    all[settings.length] = more;
    return all;
  }
}
