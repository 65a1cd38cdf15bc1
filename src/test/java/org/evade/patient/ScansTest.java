package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** On which days scans are made. */
class ScansTest {

  private static final Scenario JITTER =
      TestPatients.scenario("name: x\nduration: 30 days\nscans: {every: 10 days, jitter: 4 days}");

  /** The last scan is planned for the last day: about 4 in 9 shifts would put it after the end. */
  @Test
  void made_withJitter_losesNoScanAndNoneIsAfterTheEnd() {
    SortedSet<Integer> second = new TreeSet<>();
    SortedSet<Integer> last = new TreeSet<>();
    for (int seed = 1; seed <= 200; seed++) {
      Scans scans = new Scans(JITTER, Streams.of(seed).reading());
      List<Integer> days = IntStream.rangeClosed(1, 3).mapToObj(scans::made).toList();
      assertThat(days).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
      second.add(days.get(1));
      last.add(days.get(2));
    }
    assertThat(second).containsExactly(16, 17, 18, 19, 20, 21, 22, 23, 24);
    assertThat(last).containsExactly(26, 27, 28, 29, 30);
  }

  @Test
  void changeFrom_zero_isNoneOrInfinite() {
    assertThat(Scans.changeFrom(20, 25)).isEqualTo(0.25);
    assertThat(Scans.changeFrom(0, 0)).isZero();
    assertThat(Scans.changeFrom(0, 5)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** Half of all readings of 10 mm come out below, which is too small for a target. */
  @Test
  void look_smallestLesionReadWithNoise_isATargetAllTheSame() {
    for (int seed = 1; seed <= 8; seed++) {
      try (VirtualPatient patient =
          TestPatients.patient(
              TestPatients.scenario(
                  TestPatients.BUSY,
                  "lesions=[{diameter: 10 mm, lattice: {size: 24}, fill: 0.3}]",
                  "scans={every: 6 weeks, reader-noise: 0.5}",
                  "seed=" + seed))) {
        patient.runTo(TestPatients.HOUR);
        Scans.Taken baseline = patient.scans().get(0);
        assertThat(baseline.sumMm()).as("seed %d", seed).isGreaterThanOrEqualTo(10);
        assertThat(baseline.diametersMm()).containsExactly(baseline.sumMm());
      }
    }
  }
}
