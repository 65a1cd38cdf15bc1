package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.evade.random.KeyedStream;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same bytes whatever the threads, the pauses and the order of the arrays. Budget: 0.5 min. */
class DeterminismTest {

  private static final long DAY = TestPatients.DAY;

  private static byte[] runTo(Scenario scenario, int threads, long minute) {
    try (VirtualPatient patient = TestPatients.patient(scenario, threads)) {
      patient.runTo(minute);
      return TestPatients.state(patient);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "3"})
  void runTo_threads_doNotChangeABit(String dimensions) {
    String size = dimensions.equals("2") ? "48" : "14";
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            "lesions[0].lattice.dimensions=" + dimensions,
            "lesions[0].lattice.size=" + size);
    byte[] one = runTo(scenario, 1, 8 * DAY);
    assertThat(runTo(scenario, 2, 8 * DAY)).isEqualTo(one);
    assertThat(runTo(scenario, 4, 8 * DAY)).isEqualTo(one);
  }

  @Test
  void runTo_otherSeed_isAnotherRun() {
    Scenario one = TestPatients.scenario(TestPatients.BUSY);
    Scenario other = TestPatients.scenario(TestPatients.BUSY, "seed=8");
    assertThat(runTo(one, 1, DAY)).isNotEqualTo(runTo(other, 1, DAY));
  }

  @Test
  void readState_atRandomHours_goesOnToTheSameBytes() {
    Scenario scenario = TestPatients.scenario(TestPatients.BUSY);
    byte[] through = runTo(scenario, 1, 20 * DAY);
    KeyedStream draws = KeyedStream.of(3, "test.pause");
    for (int pause = 0; pause < 6; pause++) {
      // Hours from the founding, 10 days before treatment, to day 20.
      long hour = KeyedStream.toBelow(draws.bits(pause, 0, 0), 30 * 24) - 10L * 24;
      byte[] half = runTo(scenario, 1, hour * TestPatients.HOUR);
      try (VirtualPatient resumed = TestPatients.read(scenario, half, 2)) {
        assertThat(TestPatients.state(resumed)).as("hour %d", hour).isEqualTo(half);
        resumed.runTo(20 * DAY);
        assertThat(TestPatients.state(resumed)).as("hour %d", hour).isEqualTo(through);
      }
    }
  }

  @Test
  void runTo_hourByHour_isTheSameAsAtOnce() {
    Scenario scenario = TestPatients.scenario(TestPatients.BUSY);
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      for (long minute = patient.firstMinute(); minute <= DAY; minute += TestPatients.HOUR) {
        patient.runTo(minute);
      }
      assertThat(TestPatients.state(patient)).isEqualTo(runTo(scenario, 1, DAY));
    }
  }

  /**
   * The intervals keep all but the named steps from being due in the hours that are run: within 23
   * h after midnight, a step of a 24-h interval is not. The first case runs the leukocytes alone.
   */
  @ParameterizedTest
  @CsvSource({
    "leukocytes, 24, 24, 24, 23",
    "leukocytes with fate and entry, 24, 24, 1, 23",
    "leukocytes with tumor cells, 24, 1, 24, 23",
    "leukocytes with fields, 1, 24, 24, 23",
    "everything, 6, 6, 6, 168"
  })
  void step_arraysPermuted_givesTheSameCells(
      String steps, int field, int tumor, int circulation, int hours) {
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            "engine.field-interval=" + field + " h",
            "engine.tumor-interval=" + tumor + " h",
            "engine.circulation-interval=" + circulation + " h");
    // One hour after midnight of day 5: what is due at midnight has been done.
    long start = 5 * DAY + TestPatients.HOUR;
    try (VirtualPatient patient = TestPatients.read(scenario, runTo(scenario, 1, start));
        VirtualPatient shuffled = TestPatients.shuffled(patient, 17)) {
      byte[] before = TestPatients.canonical(patient);
      assertThat(TestPatients.state(shuffled)).isNotEqualTo(TestPatients.state(patient));
      assertThat(TestPatients.canonical(shuffled)).isEqualTo(before);
      patient.runTo(start + hours * TestPatients.HOUR);
      shuffled.runTo(start + hours * TestPatients.HOUR);
      assertThat(TestPatients.canonical(patient)).as(steps).isNotEqualTo(before);
      assertThat(TestPatients.canonical(shuffled))
          .as(steps)
          .isEqualTo(TestPatients.canonical(patient));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void runTo_everyDay_idsAreDistinctInThePatient(int lesions) {
    String[] settings =
        lesions == 1
            ? new String[0]
            : new String[] {
              "lesions=[{name: a, lattice: {size: 40}, fill: 0.3},"
                  + " {name: b, lattice: {size: 40}, fill: 0.3}]"
            };
    Scenario scenario = TestPatients.scenario(TestPatients.BUSY, settings);
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      for (long day = -10; day <= 20; day++) {
        patient.runTo(day * DAY);
        long[] ids =
            patient.lesions().stream()
                .flatMapToLong(lesion -> Arrays.stream(TestPatients.ids(lesion)))
                .toArray();
        assertThat(Arrays.stream(ids).distinct().count()).as("day %d", day).isEqualTo(ids.length);
      }
    }
  }

  /** Two lesions of one plan are two draws: not one of their cells takes the other's way. */
  @Test
  void runTo_twoLesionsOfOnePlan_areIndependent() {
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            "lesions=[{name: a, lattice: {size: 40}, fill: 0.3},"
                + " {name: b, lattice: {size: 40}, fill: 0.3}]");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      patient.runTo(DAY - 10 * DAY);
      Stream<Long> shared =
          TestPatients.leukocyteSites(patient.lesions().get(0)).keySet().stream()
              .filter(TestPatients.leukocyteSites(patient.lesions().get(1)).keySet()::contains);
      assertThat(shared).isEmpty();
    }
  }

  @Test
  void runTo_twoCellsOfOneId_stopsTheRun() {
    Scenario scenario = TestPatients.scenario(TestPatients.BUSY);
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      patient.runTo(DAY);
      Lesion lesion = patient.lesions().get(0);
      lesion.mdscs().add(lesion.tumor().id(0), lesion.tumor().site(0));
      lesion.reoccupy();
      assertThatThrownBy(() -> patient.runTo(2 * DAY + TestPatients.HOUR))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("same id");
    }
  }
}
