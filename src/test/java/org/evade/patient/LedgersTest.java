package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.evade.cell.Mutation;
import org.evade.mechanism.LedgerSums;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledgers of whole runs. Budget: 0.2 min. */
class LedgersTest {

  private static final long END = -4 * TestPatients.DAY;

  private static Scenario only(String mechanism, String... settings) {
    String[] all =
        Stream.of(
                TestPatients.only(mechanism),
                new String[] {"tumor.mhc-basal=1", "cd8.reactive-share=0.4"},
                settings)
            .flatMap(Arrays::stream)
            .toArray(String[]::new);
    return TestPatients.scenario(TestPatients.BUSY, all);
  }

  private static VirtualPatient run(Scenario scenario) {
    VirtualPatient patient = TestPatients.patient(scenario);
    patient.runTo(END);
    return patient;
  }

  /**
   * Every hour of every living cell is in exactly one place; fixed point rounds by 2^-32 a cause.
   */
  private static void assertHoursAddUp(Lesion lesion) {
    LesionCounts counts = lesion.counts();
    double booked =
        lesion.contactLedger().total()
            + counts.irrelevantHours()
            + lesion.nearLedger().total()
            + lesion.farLedger().total();
    assertThat(counts.cellHours()).isPositive();
    assertThat(booked).isCloseTo((double) counts.cellHours(), within(1e-3));
  }

  @Test
  void contactLedger_allMechanisms_everyHourIsBookedOnce() {
    try (VirtualPatient patient = run(TestPatients.scenario(TestPatients.BUSY))) {
      Lesion lesion = patient.lesions().get(0);
      assertHoursAddUp(lesion);
      assertThat(lesion.contactLedger().total()).isPositive();
      assertThat(lesion.contactLedger().lost(patient.mechanisms().indexOf("pd-1-checkpoint")))
          .isPositive();
    }
  }

  /** With MHC-I full and one mechanism on, it is the only cause: it takes all that is lost. */
  @ParameterizedTest
  @ValueSource(strings = {"pd-1-checkpoint", "treg-suppression", "mdsc-suppression", "exhaustion"})
  void contactLedger_oneMechanism_takesAllThatIsLost(String mechanism) {
    try (VirtualPatient patient = run(only(mechanism))) {
      Lesion lesion = patient.lesions().get(0);
      LedgerSums ledger = lesion.contactLedger();
      assertHoursAddUp(lesion);
      assertThat(patient.mechanisms().names()).containsExactly(mechanism);
      assertThat(ledger.lost(0)).isPositive();
      // Index 1 is MHC-I short of full induction.
      assertThat(ledger.lost(1)).isZero();
      assertThat(ledger.lost(0)).isCloseTo(ledger.total() - ledger.left(), within(1e-9));
    }
  }

  @Test
  void contactLedger_noMechanism_losesNothing() {
    try (VirtualPatient patient =
        run(
            TestPatients.scenario(
                TestPatients.BUSY,
                Stream.concat(Stream.of(TestPatients.only()), Stream.of("tumor.mhc-basal=1"))
                    .toArray(String[]::new)))) {
      LedgerSums ledger = patient.lesions().get(0).contactLedger();
      assertThat(ledger.left()).isPositive().isEqualTo(ledger.total());
    }
  }

  /** Two losses of every cell, each alone enough: both factors are 0, so each takes half. */
  @Test
  void contactLedger_twoFullLosses_shareEqually() {
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            Stream.concat(
                    Stream.of(TestPatients.only("b2m-loss", "neoantigen-loss")),
                    Stream.of(
                        "tumor.mhc-basal=1",
                        "patient.neoantigens={truncal: 1, subclonal: 0}",
                        "mechanisms.neoantigen-loss.rate=0",
                        "mechanisms.b2m-loss={rate: 0, second-hit-rate: 0}"))
                .toArray(String[]::new));
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      Lesion lesion = patient.lesions().get(0);
      Mutation lost = Mutation.of(lesion.founder(), patient.firstMinute(), 1);
      lost = lost.loseB2mCopy().loseB2mCopy().loseNeoantigens(1);
      int clone = lesion.phylogeny().addAll(List.of(lost))[0];
      for (int i = 0; i < lesion.tumor().count(); i++) {
        lesion.tumor().clone(i, clone);
      }
      patient.runTo(END);
      LedgerSums ledger = lesion.contactLedger();
      assertThat(lesion.counts().kills()).isZero();
      assertThat(ledger.left()).isZero();
      assertThat(ledger.lost(0)).isPositive().isCloseTo(ledger.lost(1), within(1e-9));
      assertThat(ledger.lost(0)).isCloseTo(ledger.total() / 2, within(1e-9));
      assertHoursAddUp(lesion);
      double unseen = lesion.nearLedger().total() + lesion.farLedger().total();
      assertThat(unseen).isPositive();
      assertThat(lesion.nearLedger().left() + lesion.farLedger().left()).isZero();
      assertThat(lesion.nearLedger().lost(0) + lesion.farLedger().lost(0))
          .isCloseTo(unseen / 2, within(1e-3));
    }
  }

  /** Nothing is lost, so that a T cell would have met its antigen on every unseen cell. */
  @Test
  void unseenLedgers_nothingLost_hideNoCell() {
    try (VirtualPatient patient = run(only("neoantigen-loss", "neoantigen-loss.rate=0"))) {
      Lesion lesion = patient.lesions().get(0);
      assertThat(lesion.nearLedger().left()).isPositive().isEqualTo(lesion.nearLedger().total());
      assertThat(lesion.farLedger().left()).isEqualTo(lesion.farLedger().total());
    }
  }

  /**
   * One of two truncal neoantigens is lost by every cell: unseen cells are hidden from the share of
   * the blood's T cells that recognize it.
   */
  @Test
  void unseenLedgers_oneOfTwoAntigensLost_hideByTheShareOfTheRepertoire() {
    Scenario scenario =
        only(
            "neoantigen-loss",
            "patient.neoantigens={truncal: 2, subclonal: 0}",
            "mechanisms.neoantigen-loss.rate=0");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      Lesion lesion = patient.lesions().get(0);
      Mutation lost = Mutation.of(lesion.founder(), patient.firstMinute(), 1).loseNeoantigens(1);
      int clone = lesion.phylogeny().addAll(List.of(lost))[0];
      for (int i = 0; i < lesion.tumor().count(); i++) {
        lesion.tumor().clone(i, clone);
      }
      double first = lesion.neoantigens().prevalence(0);
      double share = first / (first + lesion.neoantigens().prevalence(1));
      patient.runTo(END);
      double hours = lesion.nearLedger().total() + lesion.farLedger().total();
      double hidden = lesion.nearLedger().lost(0) + lesion.farLedger().lost(0);
      // Priming moves the shares of the blood by far less than this in four days.
      assertThat(hidden / hours).isCloseTo(share, within(0.01));
    }
  }

  /** T cells that never had an antigen here are not in the ledger. */
  @Test
  void contactLedger_bystandersOnly_isEmpty() {
    Scenario scenario =
        TestPatients.with(
            TestPatients.scenario(TestPatients.BUSY), Map.of("cd8.reactive-share", 0.0));
    try (VirtualPatient patient = run(scenario)) {
      Lesion lesion = patient.lesions().get(0);
      assertThat(lesion.contactLedger().total()).isZero();
      assertThat(lesion.counts().irrelevantHours()).isPositive();
      assertHoursAddUp(lesion);
    }
  }

  /** With the chemokine gate open, dense matrix is the only cause at the vessels. */
  @Test
  void entryLedger_stromaAlone_takesAllThatIsLost() {
    try (VirtualPatient patient = run(only("stromal-exclusion", "cd8.entry-chemokine-floor=1"))) {
      LedgerSums ledger = patient.lesions().get(0).entryLedger();
      assertThat(ledger.lost(0)).isPositive();
      assertThat(ledger.lost(1)).isZero();
      assertThat(ledger.lost(0)).isCloseTo(ledger.total() - ledger.left(), within(1e-6));
    }
  }

  @Test
  void entryAndPrimingLedger_allMechanisms_sumToWhatWasAtStake() {
    try (VirtualPatient patient = run(TestPatients.scenario(TestPatients.BUSY))) {
      for (LedgerSums ledger :
          new LedgerSums[] {
            patient.lesions().get(0).entryLedger(), patient.circulation().ledger()
          }) {
        double lost = 0;
        for (int cause = 0; cause <= patient.mechanisms().count(); cause++) {
          lost += ledger.lost(cause);
        }
        assertThat(lost).isPositive();
        assertThat(lost + ledger.left()).isCloseTo(ledger.total(), within(1e-9));
      }
    }
  }
}
