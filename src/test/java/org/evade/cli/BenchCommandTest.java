package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.evade.catalogue.DrugLibrary;
import org.evade.patient.VirtualPatient;
import org.evade.scenario.ScenarioReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {

  @Test
  void bench_aMoment_printsARowForEachSize() {
    StringWriter out = new StringWriter();
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    assertThat(line.execute("bench", "--seconds", "0.1")).isZero();
    List<String> lines = out.toString().lines().toList();
    assertThat(lines.get(1)).contains("days/s", "ns/cell-hour", "fields", "leukocytes", "tumor");
    assertThat(lines.get(2)).startsWith("80 x 80").contains(" %");
    assertThat(lines.get(3)).startsWith("150 x 150").contains(" %");
    assertThat(lines.get(lines.size() - 1)).startsWith("Start-up: ").contains("150 x 150");
  }

  /**
   * The phases are told by class names: this fails when one of the classes is renamed. Of some
   * hundred looks at least one meets each phase, the shortest of which takes a twenty-fifth.
   */
  @Test
  void phase_ofARunningPatient_knowsEachPart() {
    PhaseSampler sampler = new PhaseSampler(Thread.currentThread());
    try (sampler) {
      for (int seed = 1; seed <= 10; seed++) {
        simulate(seed);
      }
    }
    for (PhaseSampler.Phase phase :
        List.of(
            PhaseSampler.Phase.FIELDS,
            PhaseSampler.Phase.LEUKOCYTES,
            PhaseSampler.Phase.TUMOR,
            PhaseSampler.Phase.CIRCULATION)) {
      assertThat(sampler.share(phase)).as(phase.label()).isPositive();
    }
  }

  private static void simulate(int seed) {
    String yaml = "name: bench\nseed: " + seed + "\nlesions: [{lattice: {size: 60}}]\n";
    try (VirtualPatient patient =
        new VirtualPatient(
            ScenarioReader.read(
                yaml, java.nio.file.Path.of("bench.yaml"), Library.vocabulary(), List.of()),
            DrugLibrary.shipped(),
            1)) {
      patient.runTo(patient.firstMinute() + 50 * 1440L);
    }
  }
}
