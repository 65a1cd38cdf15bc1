package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.evade.results.Manifest;
import org.evade.results.ResultsException;
import org.evade.results.RunComparison;
import org.evade.results.RunDirectory;
import org.evade.scenario.Scenario;
import org.evade.study.PatientRun;
import org.evade.study.RunPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose disk is full in the middle: it says so, and goes on once there is room. */
class DiskFullTest {

  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;

  @Test
  void run_diskFull_failsWithThePathAndCanBeResumed() {
    assumeTrue(Files.exists(FULL));
    Scenario scenario = TestPatients.scenario(TestPatients.BUSY, "duration=3 days");
    RunPlan plan = RunPlan.of(scenario, TestPatients.WORDS);
    Manifest manifest = plan.manifest("run", "test", "none", 1);
    RunDirectory directory =
        RunDirectory.create(folder, "run", plan.yaml(), plan.inputs(), Map.of(), manifest, false);
    Path checkpoint = directory.path().resolve("checkpoint.bin");
    PatientRun run = new PatientRun(plan, directory, manifest, 1, 0, path -> {});

    assertThatThrownBy(() -> run.run(() -> false, (day, mm) -> fillOn(1, day, checkpoint)))
        .isInstanceOf(ResultsException.class)
        .hasMessage(checkpoint + ": cannot write: No space left on device");
    assertThat(checkpoint).isNotEmptyFile();
    Manifest failed = Manifest.read(directory.path());
    assertThat(failed.status()).isEqualTo(Manifest.FAILED);
    assertThat(failed.warnings()).anyMatch(w -> w.startsWith("failed: " + checkpoint));

    RunDirectory again = RunDirectory.resume(folder.resolve("run"), PatientRun.STATE_VERSION);
    assertThat(again.state()).isPresent();
    assertThat(
            new PatientRun(plan, again, manifest, 1, 1e9, path -> {})
                .run(() -> false, (day, mm) -> {}))
        .isEqualTo(PatientRun.Outcome.COMPLETE);
    Path whole = TestPatients.tables(scenario, folder, "whole");
    assertThat(RunComparison.compareTables(folder.resolve("run"), whole)).isEmpty();
  }

  /** From a day on, whatever is written to the checkpoint's temporary file finds no room. */
  private static void fillOn(int first, int day, Path checkpoint) {
    try {
      if (day == first) {
        Files.createSymbolicLink(checkpoint.resolveSibling("checkpoint.bin.tmp"), FULL);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
