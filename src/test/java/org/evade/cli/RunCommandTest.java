package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A place where no run can be is told of before anything is run or written. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "file: is there already and is no run of Evade",
        "file/run: file: is no directory",
        "file/below/run: file: is no directory",
        "foreign: is there already and is no run of Evade",
        "foreign.run: foreign.run.partial: is there already and is no run of Evade",
        "/proc/evade/run: /proc: cannot make evade here",
      })
  void run_wrongPlace_isBadUsageAndWritesNothing(String placeAndMessage) throws IOException {
    String[] parts = placeAndMessage.split(": ", 2);
    assumeTrue(!parts[0].startsWith("/proc") || Files.isDirectory(Path.of("/proc/self")));
    Files.writeString(folder.resolve("file"), "mine");
    Files.createDirectories(folder.resolve("foreign").resolve("mine"));
    Files.createDirectories(folder.resolve("foreign.run.partial").resolve("mine"));
    String file = scenario();
    Set<Path> before = everything();
    for (String force : List.of("--no-charts", "--force")) {
      err.getBuffer().setLength(0);
      assertThat(evade("run", file, force, "--out", folder.resolve(parts[0]).toString()))
          .isEqualTo(2);
      assertThat(err.toString().lines()).hasSize(2);
      assertThat(err.toString()).startsWith("--out: ").contains(parts[1]);
      assertThat(everything()).isEqualTo(before);
    }
  }

  @Test
  void run_nameTooLong_isBadUsageAndWritesNothing() throws IOException {
    String file = scenario();
    Set<Path> before = everything();
    Path place = folder.resolve("x".repeat(260));
    assertThat(evade("run", file, "--out", place.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("File name too long");
    assertThat(everything()).isEqualTo(before);
  }

  private Set<Path> everything() throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths.collect(Collectors.toSet());
    }
  }

  @Test
  void run_longOption_isShortened() {
    assertThat(evade("run", scenario(), "--days=" + "1".repeat(100_000))).isEqualTo(2);
    assertThat(err.toString()).contains("'--days'", "1111...").hasSizeLessThan(400);
  }

  @Test
  void validate_noScanBeforeTheEnd_warns() throws IOException {
    Path file = Files.writeString(folder.resolve("s.yaml"), "name: s\nduration: 10 days\n");
    assertThat(evade("validate", file.toString())).isZero();
    assertThat(out.toString()).contains("OK");
    assertThat(err.toString()).startsWith(file + ": warning: no scan but the one at baseline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--days", "--seed", "--threads", "--replicates", "--checkpoint-every"})
  void run_wordForANumber_saysWhatIsAllowed(String option) {
    assertThat(evade("run", scenario(), option + "=ten")).isEqualTo(2);
    assertThat(err.toString()).contains(option, "found 'ten'; allowed: a ").contains("number");
    assertThat(err.toString().lines()).hasSize(2);
  }

  @Test
  void source_filesOfOneName_areAllKept() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other")).resolve("s.yaml");
    Path first = Files.writeString(folder.resolve("s.yaml"), "name: s\nextends: other/s.yaml\n");
    Files.writeString(other, "name: base\n");
    assertThat(RunTask.source(List.of(first, other)))
        .containsOnlyKeys("s.yaml", "2-s.yaml")
        .containsEntry("2-s.yaml", Files.readAllBytes(other));
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
