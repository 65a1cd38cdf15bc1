package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The exchange of cells between lattices and what lies beyond them. */
class RestOfLesionTest {

  /** Two agents of one id would draw the same numbers for the rest of their lives. */
  @Test
  void day_severalLesions_giveTheirImmigrantsIdsOfTheirOwn() {
    String lesions =
        "lesions=[{name: a, diameter: 20 mm, lattice: {size: 24}, fill: 0.3},"
            + " {name: b, diameter: 20 mm, lattice: {size: 24}, fill: 0.3}]";
    try (VirtualPatient patient =
        TestPatients.patient(
            TestPatients.scenario(
                TestPatients.BUSY, lesions, "reservoir.exchange=0.1 /day", "seed=3"))) {
      patient.runTo(patient.firstMinute() + TestPatients.HOUR);
      Lesion a = patient.lesions().get(0);
      Lesion b = patient.lesions().get(1);
      assertThat(a.counts().immigrants).isPositive();
      assertThat(b.counts().immigrants).isPositive();
      assertThat(LongStream.concat(ids(a), ids(b)).toArray()).doesNotHaveDuplicates();
    }
  }

  private static LongStream ids(Lesion lesion) {
    return Arrays.stream(TestPatients.ids(lesion));
  }
}
