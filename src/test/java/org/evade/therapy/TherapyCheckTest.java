package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.mechanism.Mechanisms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TherapyCheckTest {

  private static final List<TherapyCheck.Row> ROWS =
      TherapyCheck.rows(
          DrugLibrary.shipped(),
          Catalogue.standard(Mechanisms.descriptors()).defaults().get("therapy.tissue-fraction"));

  private static TherapyCheck.Row row(String drug) {
    return ROWS.stream().filter(r -> r.drug().equals(drug)).findFirst().orElseThrow();
  }

  @Test
  void rows_allAntibodies_agreeWithThePublishedWithin5Percent() {
    assertThat(ROWS).hasSize(5).allMatch(TherapyCheck.Row::agrees);
  }

  /** The reference's table of population pharmacokinetics: days, days, mg/L, mg/L. */
  @ParameterizedTest
  @CsvSource({
    "pembrolizumab, 22.8, 22.8, 38, 24",
    "nivolumab, 19.6, 24.6, 84, 66",
    "cemiplimab, 12.5, 18.5, 87, 55",
    "atezolizumab, 20, 24, 301, 203",
    "durvalumab, 14, 22, 296, 173"
  })
  void rows_referenceTable_isMetWithin5Percent(
      String drug, double initial, double last, double average, double trough) {
    TherapyCheck.Row row = row(drug);
    assertThat(row.initialHalfLife().simulated()).isCloseTo(initial, within(0.05 * initial));
    assertThat(row.finalHalfLife().simulated()).isCloseTo(last, within(0.05 * last));
    assertThat(row.average().simulated()).isCloseTo(average, within(0.05 * average));
    assertThat(row.trough().simulated()).isCloseTo(trough, within(0.05 * trough));
  }

  /** Steady-state average is dose over interval and clearance: 200/(21 · 0.2519) = 37.81 mg/L. */
  @Test
  void average_pembrolizumab_isDoseOverIntervalAndClearance() {
    assertThat(row("pembrolizumab").average().simulated()).isCloseTo(37.81, within(0.01));
  }

  /** Labels: nivolumab 25 days, pembrolizumab 22, cemiplimab 19.4. */
  @ParameterizedTest
  @CsvSource({"pembrolizumab, 22", "nivolumab, 25", "cemiplimab, 19.4"})
  void rows_labelHalfLife_isMetWithin5Percent(String drug, double days) {
    assertThat(row(drug).finalHalfLife().simulated()).isCloseTo(days, within(0.05 * days));
  }

  @Test
  void rows_atTrough_blockNearlyAll() {
    assertThat(ROWS).allMatch(r -> r.blockedAtTrough() > 0.98 && r.blockedAtTrough() < 1);
  }
}
