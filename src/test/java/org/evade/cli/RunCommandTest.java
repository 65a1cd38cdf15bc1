package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int evade(String... args) {
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private String scenario() {
    return Jar.scenario("tiny.yaml", folder).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--days=x",
        "--days=0",
        "--seed=1.5",
        "--replicates=0",
        "--threads=0",
        "--checkpoint-every=-1",
        "--set=nothing",
        "--set=tumor.unknown=1",
        "--snapshots=often",
        "--out=..",
        "--unknown"
      })
  void run_wrongOption_isBadUsageAndWritesNothing(String option) {
    String target = folder.resolve("out").toString();
    int code =
        option.startsWith("--out")
            ? evade("run", scenario(), option)
            : evade("run", scenario(), "--out", target, option);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    assertThat(folder.resolve("out")).doesNotExist();
    assertThat(folder.resolve("out.partial")).doesNotExist();
  }

  @Test
  void run_severalWrongSettings_areAllTold() {
    assertThat(evade("run", scenario(), "--set", "one", "--set", "two")).isEqualTo(2);
    assertThat(err.toString()).contains("one", "two", "2 problems");
  }

  @Test
  void run_noFile_isBadUsage() {
    assertThat(evade("run")).isEqualTo(2);
    assertThat(evade("run", folder.resolve("none.yaml").toString())).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"resume", "replay", "plot"})
  void command_directoryWithoutARun_isBadUsage(String command) {
    assertThat(evade(command, folder.toString())).isEqualTo(2);
    assertThat(err.toString()).contains(folder + ": holds no run", "evade " + command + " --help");
    err.getBuffer().setLength(0);
    assertThat(evade(command, folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("none: there is no such directory");
  }

  @Test
  void run_daysOutOfRange_blamesTheOption() {
    assertThat(evade("run", scenario(), "--days=0")).isEqualTo(2);
    assertThat(err.toString()).contains("--days 0: duration: found 0 days").doesNotContain("--set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "resume", "replay", "plot"})
  void help_ofEachCommand_isShown(String command) {
    assertThat(evade(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: evade " + command, "Exit codes:");
  }
}
