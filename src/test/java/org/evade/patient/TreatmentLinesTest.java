package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.evade.patient.TestPatients.DAY;
import static org.evade.patient.TestPatients.HOUR;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.evade.catalogue.DrugLibrary;
import org.junit.jupiter.api.Test;

/** The event log says which rule ended a line of treatment. */
class TreatmentLinesTest {

  private static final String PATIENT =
      """
      name: lines
      lesions: [{diameter: 100 mm, phenotype: desert, lattice: {size: 24}}]
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2, attempts: 50}
        reservoir: {pre-existing: 0, exchange: 0 /day}
      """;

  private static List<String> events(int days, String... settings) {
    List<String> all = new ArrayList<>(Arrays.asList(TestPatients.only()));
    all.addAll(List.of(settings));
    all.add("duration=" + days + " days");
    var scenario = TestPatients.scenario(PATIENT, all.toArray(String[]::new));
    try (VirtualPatient patient = new VirtualPatient(scenario, DrugLibrary.shipped(), 1)) {
      patient.runTo(days * DAY + HOUR);
      return patient.drainEvents().stream()
          .filter(e -> e.kind().equals("line") || e.kind().equals("dose"))
          .map(
              e -> e.minute() / (double) DAY + " " + e.subject() + " " + e.value() + " " + e.text())
          .toList();
    }
  }

  @Test
  void events_cyclesComeFirst_sayCyclesBetweenTheDosesOfTheLines() {
    assertThat(
            events(
                4,
                "treatment=[{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 1 day}],"
                    + " until: [progression, cycles: 2]},"
                    + " {drugs: [{drug: nivolumab, dose: 240 mg, every: 2 weeks}]}]"))
        .containsExactly(
            "0.0 pembrolizumab 200.0 mg, cycle 1 of line 1",
            "1.0 pembrolizumab 200.0 mg, cycle 2 of line 1",
            "2.0 line 1 2.0 days, ended by 2 cycles",
            "2.0 nivolumab 240.0 mg, cycle 1 of line 2");
  }

  /** Doubling in 15 days, the diameter would be up by 20 % after 12 and by 150 % after 60 days. */
  @Test
  void events_progressionComesFirst_saysProgressionOnTheDayOfTheScan() {
    List<String> events =
        events(
            60,
            "tumor.volume-doubling-time=15 days",
            "scans={every: 8 days}",
            "treatment=[{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 100 days}],"
                + " until: [{cycles: 35}, progression]},"
                + " {drugs: [{drug: nivolumab, dose: 240 mg, every: 100 days}], until: cr}]");
    assertThat(events).hasSize(3);
    assertThat(events.get(1))
        .matches("(16|24|32|40|48|56).0 line 1 \\1.0 days, ended by progression");
    String day = events.get(1).substring(0, 4);
    assertThat(events.get(2)).isEqualTo(day + " nivolumab 240.0 mg, cycle 1 of line 2");
  }
}
