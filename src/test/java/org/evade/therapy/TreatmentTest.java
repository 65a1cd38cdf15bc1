package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Target;
import org.evade.response.Response;
import org.evade.scenario.Scenario;
import org.evade.scenario.Scenario.DosePlan;
import org.evade.scenario.Scenario.DoseUnit;
import org.evade.scenario.Scenario.End;
import org.evade.scenario.Scenario.Patient;
import org.evade.scenario.Scenario.ScanPlan;
import org.evade.scenario.Scenario.TreatmentLine;
import org.evade.scenario.Scenario.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TreatmentTest {

  private static final long DAY = 1440;
  private static final DrugLibrary LIBRARY = DrugLibrary.shipped();
  private static final Patient PATIENT = new Patient(72, 180, 95, 20, 10, new TreeSet<>());

  private static DosePlan dose(String drug, double mg, int everyDays, int startDay) {
    return new DosePlan(drug, mg, DoseUnit.MG, everyDays * DAY, startDay * DAY);
  }

  private static TreatmentLine line(Until until, double limit, DosePlan... doses) {
    return new TreatmentLine(List.of(doses), List.of(new End(until, limit)));
  }

  private static Treatment of(TreatmentLine... lines) {
    return new Treatment(List.of(lines), PATIENT, LIBRARY, 0.2);
  }

  /** Plasma concentration in nM: mg/L over kDa are umol/L. */
  private static double nanomolar(Treatment treatment, String drug) {
    double kilodalton =
        LIBRARY.get(drug).numbers().stream()
            .filter(number -> number.name().equals(drug + ".molecular-weight"))
            .findFirst()
            .orElseThrow()
            .value();
    return 1000 * treatment.plasmaMgPerL(drug) / kilodalton;
  }

  private static final TreatmentLine PEMBROLIZUMAB =
      line(Until.PROGRESSION, 0, dose("pembrolizumab", 200, 21, 0));

  @Test
  void advanceTo_beforeTreatment_givesNothing() {
    Treatment treatment = of(PEMBROLIZUMAB);
    assertThat(treatment.advanceTo(-60 * DAY)).isEmpty();
    assertThat(treatment.advanceTo(-1)).isEmpty();
    assertThat(treatment.blocked(Target.PD_1)).isZero();
  }

  @Test
  void advanceTo_minuteZero_givesTheFirstDose() {
    Treatment treatment = of(PEMBROLIZUMAB);
    assertThat(treatment.advanceTo(0))
        .containsExactly(new GivenDose(0, 1, 1, "pembrolizumab", 200));
    assertThat(treatment.advanceTo(0)).isEmpty();
    assertThat(treatment.plasmaMgPerL("pembrolizumab")).isGreaterThan(50);
    assertThat(treatment.plasmaMgPerL("nivolumab")).isZero();
  }

  @Test
  void advanceTo_pastSeveralDoses_givesEachAtItsMinute() {
    List<GivenDose> doses = of(PEMBROLIZUMAB).advanceTo(63 * DAY);
    assertThat(doses)
        .extracting(GivenDose::minute)
        .containsExactly(0L, 21 * DAY, 42 * DAY, 63 * DAY);
    assertThat(doses).extracting(GivenDose::cycle).containsExactly(1, 2, 3, 4);
  }

  /** 72 kg, 180 cm, 95 mL/min: 720 mg; √(180·72/3600) = 1.8974 m²; 5 · (95 + 25) = 600 mg. */
  @ParameterizedTest
  @CsvSource({"10, MG_PER_KG, 720", "75, MG_PER_M2, 142.302", "5, AUC, 600", "240, MG, 240"})
  void advanceTo_doseUnit_isTurnedIntoMg(double amount, DoseUnit unit, double mg) {
    DosePlan plan = new DosePlan("durvalumab", amount, unit, 14 * DAY, 0);
    GivenDose given = of(line(Until.PROGRESSION, 0, plan)).advanceTo(0).get(0);
    assertThat(given.mg()).isCloseTo(mg, within(1e-3));
  }

  @Test
  void advanceTo_calvertAbove125_isCapped() {
    Patient young = new Patient(72, 180, 160, 20, 10, new TreeSet<>());
    DosePlan plan = new DosePlan("durvalumab", 5, DoseUnit.AUC, 14 * DAY, 0);
    Treatment treatment =
        new Treatment(List.of(line(Until.PROGRESSION, 0, plan)), young, LIBRARY, 0.2);
    assertThat(treatment.advanceTo(0).get(0).mg()).isEqualTo(750);
  }

  @Test
  void scanned_progression_startsTheNextLineThen() {
    Treatment treatment =
        of(PEMBROLIZUMAB, line(Until.PROGRESSION, 0, dose("atezolizumab", 1200, 21, 7)));
    treatment.advanceTo(42 * DAY);
    treatment.scanned(42 * DAY, Response.SD);
    assertThat(treatment.drainEnds()).isEmpty();
    treatment.advanceTo(84 * DAY);
    treatment.scanned(84 * DAY, Response.PD);
    assertThat(treatment.drainEnds()).extracting(LineEnd::line).containsExactly(1);
    assertThat(treatment.advanceTo(112 * DAY))
        .containsExactly(
            new GivenDose(91 * DAY, 2, 1, "atezolizumab", 1200),
            new GivenDose(112 * DAY, 2, 2, "atezolizumab", 1200));
    assertThat(treatment.plasmaMgPerL("pembrolizumab")).isPositive();
  }

  /** The scan comes after the doses of its minute; the new line's are given by the next call. */
  @Test
  void scanned_onADoseDay_givesTheNewLineItsFirstDoseAtOnce() {
    Treatment treatment =
        of(PEMBROLIZUMAB, line(Until.PROGRESSION, 0, dose("nivolumab", 240, 14, 0)));
    assertThat(treatment.advanceTo(21 * DAY)).hasSize(2);
    treatment.scanned(21 * DAY, Response.PD);
    assertThat(treatment.advanceTo(21 * DAY))
        .containsExactly(new GivenDose(21 * DAY, 2, 1, "nivolumab", 240));
  }

  @Test
  void scanned_completeResponse_endsALineUntilThen() {
    Treatment treatment = of(line(Until.CR, 0, dose("nivolumab", 240, 14, 0)));
    treatment.advanceTo(56 * DAY);
    treatment.scanned(56 * DAY, Response.PR);
    assertThat(treatment.drainEnds()).isEmpty();
    treatment.scanned(56 * DAY, Response.CR);
    assertThat(treatment.drainEnds()).extracting(LineEnd::line).containsExactly(1);
    assertThat(treatment.advanceTo(200 * DAY)).isEmpty();
  }

  /** Twelve months of durvalumab every 28 days: days 0 to 336, 13 doses, none on day 364. */
  @Test
  void advanceTo_duration_endsTheLineByTheClock() {
    Treatment treatment =
        of(
            line(Until.DURATION, 364, dose("durvalumab", 1500, 28, 0)),
            line(Until.PROGRESSION, 0, dose("nivolumab", 480, 28, 0)));
    List<GivenDose> doses = treatment.advanceTo(400 * DAY);
    assertThat(doses.stream().filter(d -> d.drug().equals("durvalumab"))).hasSize(13);
    assertThat(doses.get(13)).isEqualTo(new GivenDose(364 * DAY, 2, 1, "nivolumab", 480));
    assertThat(doses).hasSize(15);
  }

  /** Four cycles every 3 weeks fill 12 weeks: maintenance starts on day 84. */
  @Test
  void advanceTo_cycles_endAfterTheLastOne() {
    Treatment treatment =
        of(
            line(
                Until.CYCLES,
                4,
                dose("pembrolizumab", 200, 21, 0),
                dose("atezolizumab", 1200, 14, 1)),
            line(Until.PROGRESSION, 0, dose("nivolumab", 480, 28, 0)));
    List<GivenDose> doses = treatment.advanceTo(84 * DAY);
    assertThat(doses)
        .extracting(d -> d.drug().substring(0, 1) + d.minute() / DAY)
        .containsExactly("p0", "a1", "a15", "p21", "a29", "p42", "a43", "p63", "n84");
  }

  private static TreatmentLine line(List<End> ends, DosePlan... doses) {
    return new TreatmentLine(List.of(doses), ends);
  }

  /** Progression or 35 cycles: what comes first, told with the rule; 4 times 21 days are 84. */
  @Test
  void scanned_progressionBeforeTheCycles_endsTheLine() {
    List<End> ends = List.of(new End(Until.PROGRESSION, 0), new End(Until.CYCLES, 4));
    Treatment treatment = of(line(ends, dose("pembrolizumab", 200, 21, 0)), PEMBROLIZUMAB);
    treatment.advanceTo(42 * DAY - 60);
    treatment.scanned(42 * DAY, Response.PD);
    assertThat(treatment.advanceTo(42 * DAY))
        .containsExactly(new GivenDose(42 * DAY, 2, 1, "pembrolizumab", 200));
    assertThat(treatment.drainEnds())
        .containsExactly(new LineEnd(42 * DAY, 1, 42 * DAY, ends.get(0)));
    assertThat(treatment.drainEnds()).isEmpty();
  }

  @Test
  void advanceTo_cyclesBeforeProgression_endTheLine() {
    List<End> ends = List.of(new End(Until.PROGRESSION, 0), new End(Until.CYCLES, 4));
    Treatment treatment = of(line(ends, dose("pembrolizumab", 200, 21, 0)));
    assertThat(treatment.advanceTo(84 * DAY - 1)).hasSize(4);
    assertThat(treatment.drainEnds()).isEmpty();
    assertThat(treatment.advanceTo(84 * DAY)).isEmpty();
    assertThat(treatment.drainEnds())
        .containsExactly(new LineEnd(84 * DAY, 1, 84 * DAY, ends.get(1)));
  }

  @Test
  void scanned_completeResponseOrProgression_tellsWhich() {
    List<End> ends =
        List.of(
            new End(Until.PROGRESSION, 0), new End(Until.CR, 0), new End(Until.DURATION, 105 * 7));
    Treatment treatment = of(line(ends, dose("nivolumab", 240, 14, 0)));
    treatment.advanceTo(56 * DAY);
    treatment.scanned(56 * DAY, Response.SD);
    treatment.scanned(56 * DAY, Response.CR);
    assertThat(treatment.drainEnds()).extracting(LineEnd::why).containsExactly("complete response");
  }

  /** A scan tells of the line that ran before its minute, also when the clock ends it then. */
  @Test
  void scanned_whenTheClockEndsTheLineToo_isMetFirst() {
    List<End> ends = List.of(new End(Until.CYCLES, 2), new End(Until.PROGRESSION, 0));
    Treatment treatment =
        of(
            line(ends, dose("pembrolizumab", 200, 21, 0)),
            line(ends, dose("nivolumab", 240, 14, 0)));
    treatment.advanceTo(42 * DAY - 1);
    treatment.scanned(42 * DAY, Response.PD);
    assertThat(treatment.advanceTo(42 * DAY))
        .containsExactly(new GivenDose(42 * DAY, 2, 1, "nivolumab", 240));
    assertThat(treatment.drainEnds()).extracting(LineEnd::why).containsExactly("progression");
  }

  /** A dose half an hour before the scan is still of the line that the scan ends. */
  @Test
  void scanned_aheadOfTime_letsWhatIsDueBeforeHappen() {
    DosePlan early = new DosePlan("pembrolizumab", 200, DoseUnit.MG, 21 * DAY, 21 * DAY - 30);
    Treatment treatment = of(line(Until.PROGRESSION, 0, early), PEMBROLIZUMAB);
    treatment.advanceTo(21 * DAY - 60);
    treatment.scanned(21 * DAY, Response.PD);
    assertThat(treatment.advanceTo(21 * DAY))
        .containsExactly(
            new GivenDose(21 * DAY - 30, 1, 1, "pembrolizumab", 200),
            new GivenDose(21 * DAY, 2, 1, "pembrolizumab", 200));
  }

  @Test
  void state_writtenWithAScanAhead_endsTheLineAfterReading() throws IOException {
    Treatment treatment = of(PEMBROLIZUMAB, PEMBROLIZUMAB);
    treatment.advanceTo(60);
    treatment.scanned(120, Response.PD);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    treatment.writeState(new DataOutputStream(bytes));
    Treatment copy = of(PEMBROLIZUMAB, PEMBROLIZUMAB);
    copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    copy.advanceTo(120);
    assertThat(copy.drainEnds()).extracting(LineEnd::minute).containsExactly(120L);
  }

  @Test
  void scanned_inThePast_isRefused() {
    Treatment treatment = of(PEMBROLIZUMAB);
    treatment.advanceTo(100);
    assertThatThrownBy(() -> treatment.scanned(99, Response.PD))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void why_eachRule_isInWords() {
    assertThat(List.of(Until.values()))
        .extracting(until -> new LineEnd(0, 1, 0, new End(until, 35)).why())
        .containsExactly("progression", "its duration", "35 cycles", "complete response");
  }

  @Property(tries = 60, seed = "1")
  void advanceTo_inManySteps_givesTheSameDosesAndBits(
      @ForAll @Size(min = 1, max = 80) List<@IntRange(min = 0, max = 4000) Integer> steps) {
    TreatmentLine[] lines = {
      line(Until.CYCLES, 2, dose("nivolumab", 360, 21, 0), dose("durvalumab", 1500, 28, 3)),
      line(Until.DURATION, 30, dose("cemiplimab", 350, 21, 0)),
      PEMBROLIZUMAB
    };
    Treatment one = of(lines);
    Treatment many = of(lines);
    List<GivenDose> doses = new ArrayList<>();
    long minute = -1000;
    for (int step : steps) {
      minute += step;
      doses.addAll(many.advanceTo(minute));
    }
    assertThat(one.advanceTo(minute)).isEqualTo(doses);
    for (String drug : one.drugs()) {
      assertThat(many.plasmaMgPerL(drug)).isEqualTo(one.plasmaMgPerL(drug));
    }
    assertThat(many.blocked(Target.PD_1)).isEqualTo(one.blocked(Target.PD_1));
  }

  @Property(tries = 60, seed = "1")
  void blocked_moreDrug_blocksMore(
      @ForAll @DoubleRange(min = 0.001, max = 1000) @Scale(4) double mg,
      @ForAll @DoubleRange(min = 1.01, max = 10) double factor,
      @ForAll @IntRange(min = 0, max = 200_000) int minute) {
    Treatment low = of(line(Until.PROGRESSION, 0, dose("nivolumab", mg, 14, 0)));
    Treatment high = of(line(Until.PROGRESSION, 0, dose("nivolumab", mg * factor, 14, 0)));
    low.advanceTo(minute);
    high.advanceTo(minute);
    assertThat(high.blocked(Target.PD_1)).isGreaterThan(low.blocked(Target.PD_1));
    assertThat(high.blocked(Target.PD_1)).isBetween(0.0, 1.0);
    assertThat(high.blocked(Target.PD_L1)).isZero();
  }

  /** Two drugs of a target: 1 − 1/(1 + Σ C/Kd). */
  @Test
  void blocked_twoDrugsOfOneTarget_compete() {
    Treatment treatment =
        of(
            line(
                Until.PROGRESSION,
                0,
                dose("nivolumab", 0.1, 14, 0),
                dose("cemiplimab", 0.1, 21, 0),
                dose("atezolizumab", 0.1, 21, 0)));
    treatment.advanceTo(0);
    double x =
        0.2 * (nanomolar(treatment, "nivolumab") + nanomolar(treatment, "cemiplimab")) / 0.26;
    assertThat(treatment.blocked(Target.PD_1)).isCloseTo(1 - 1 / (1 + x), within(1e-14));
    double y = 0.2 * nanomolar(treatment, "atezolizumab") / 0.4;
    assertThat(treatment.blocked(Target.PD_L1)).isCloseTo(1 - 1 / (1 + y), within(1e-14));
  }

  @Test
  void state_writtenAndRead_goesOnWithTheSameBits() throws IOException {
    TreatmentLine[] lines = {
      line(Until.PROGRESSION, 0, dose("nivolumab", 240, 14, 0)),
      line(Until.CYCLES, 3, dose("durvalumab", 1500, 28, 2))
    };
    Treatment treatment = of(lines);
    treatment.advanceTo(33 * DAY + 17);
    treatment.scanned(33 * DAY + 17, Response.PD);
    treatment.advanceTo(40 * DAY + 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    treatment.writeState(new DataOutputStream(bytes));
    Treatment copy = of(lines);
    copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(copy.drainEnds()).isEqualTo(treatment.drainEnds()).hasSize(1);
    assertThat(copy.advanceTo(200 * DAY)).isEqualTo(treatment.advanceTo(200 * DAY)).hasSize(2);
    assertThat(copy.plasmaMgPerL("nivolumab")).isEqualTo(treatment.plasmaMgPerL("nivolumab"));
    assertThat(copy.blocked(Target.PD_L1)).isEqualTo(treatment.blocked(Target.PD_L1));
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    ByteArrayOutputStream original = new ByteArrayOutputStream();
    copy.writeState(new DataOutputStream(again));
    treatment.writeState(new DataOutputStream(original));
    assertThat(again.toByteArray()).isEqualTo(original.toByteArray());
  }

  @Test
  void of_untreated_blocksNothingEver() {
    Treatment treatment = of();
    assertThat(treatment.advanceTo(500 * DAY)).isEmpty();
    treatment.scanned(500 * DAY, Response.PD);
    assertThat(treatment.blocked(Target.PD_1)).isZero();
  }

  @Test
  void of_impossibleTreatment_isRefused() {
    assertThatThrownBy(() -> of(line(Until.PROGRESSION, 0, dose("aspirin", 100, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("aspirin");
    assertThatThrownBy(() -> of(line(Until.PROGRESSION, 0, dose("nivolumab", 0, 14, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(line(Until.PROGRESSION, 0, dose("nivolumab", 240, 0, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(line(Until.CYCLES, 0, dose("nivolumab", 240, 14, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(line(List.of(), dose("nivolumab", 240, 14, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(line(Until.PROGRESSION, 0)))
        .isInstanceOf(IllegalArgumentException.class);
    Treatment treatment = of(PEMBROLIZUMAB);
    treatment.advanceTo(5);
    assertThatThrownBy(() -> treatment.advanceTo(4)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A scenario's own affinity, ten times weaker than 0.05 nM, takes the place of the library's. */
  @Test
  void of_scenarioWithItsOwnAffinity_usesIt() {
    Scenario scenario =
        new Scenario(
            "toy",
            "",
            1,
            100,
            PATIENT,
            List.of(),
            List.of(),
            new TreeSet<>(),
            List.of(PEMBROLIZUMAB),
            new ScanPlan(List.of(42), "custom", 0, 0),
            new ParameterValues(Map.of("pembrolizumab.affinity.PD-1", 0.5, "other", 1.0)),
            new TreeSet<>(),
            0);
    Treatment weak = Treatment.of(scenario, LIBRARY, 0.2);
    weak.advanceTo(0);
    double x = 0.2 * nanomolar(weak, "pembrolizumab") / 0.5;
    assertThat(weak.blocked(Target.PD_1)).isCloseTo(x / (1 + x), within(1e-14));
  }
}
