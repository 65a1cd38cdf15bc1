package org.evade.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.evade.catalogue.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every file of {@code src/test/resources/bad}. Each begins with one line {@code #! line |
 * path | part of the message} for each problem it has, in order.
 */
class BadFilesTest {

  private static final Path BAD = Path.of("src/test/resources/bad");

  @TempDir Path folder;

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList().stream();
    }
  }

  private static List<Problem> problems(Path file) {
    ScenarioException thrown =
        catchThrowableOfType(
            ScenarioException.class, () -> ScenarioReader.read(file, Words.small(), List.of()));
    assertThat(thrown).as("%s is refused", file).isNotNull();
    return thrown.problems();
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_badFile_namesEveryProblemAndItsPlace(String name) throws IOException {
    Path file = BAD.resolve(name);
    List<Problem> problems = problems(file);
    List<String> expected = new ArrayList<>();
    for (String line : Files.readString(file).lines().toList()) {
      if (line.startsWith("#! ")) {
        expected.add(line.substring(3));
      }
    }
    assertThat(problems).as("%s", problems).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      String[] parts = expected.get(i).split(" \\| ", 3);
      Problem problem = problems.get(i);
      assertThat(problem.file()).isEqualTo(file.toString());
      assertThat(problem.line()).as("%s", problem).isEqualTo(Integer.parseInt(parts[0]));
      assertThat(problem.column()).isPositive();
      assertThat(problem.path()).isEqualTo(parts[1]);
      assertThat(problem.toString()).contains(parts[2]).doesNotContain("\n");
    }
  }

  @Test
  void files_bad_areManyKinds() throws IOException {
    assertThat(files().count()).isGreaterThanOrEqualTo(60);
  }

  @Test
  void read_columns_pointAtTheValue() {
    // "patient: {weight: 70 cm}": the value starts in column 19 of line 3.
    Problem problem = problems(BAD.resolve("unit-wrong-dimension.yaml")).get(0);
    assertThat(problem.column()).isEqualTo(19);
  }

  private void assertUnreadable(Path file, String found) {
    assertThat(problems(file)).hasSize(1);
    Problem problem = problems(file).get(0);
    assertThat(problem.found()).isEqualTo(found);
    assertThat(problem.file()).isEqualTo(file.toString());
  }

  @Test
  void read_absentFile_isRefused() {
    assertUnreadable(folder.resolve("none.yaml"), "no such file");
  }

  @Test
  void read_directory_isRefused() {
    assertUnreadable(folder, "a directory");
  }

  @Test
  void read_emptyFile_isRefused() throws IOException {
    assertUnreadable(Files.createFile(folder.resolve("empty.yaml")), "an empty file");
  }

  @Test
  void read_latin1_isRefused() throws IOException {
    byte[] text = "name: x\npurpose: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertUnreadable(Files.write(folder.resolve("l.yaml"), text), "bytes that are not UTF-8");
  }

  @Test
  void read_utf16_isRefused() throws IOException {
    byte[] text = "name: x\n".getBytes(StandardCharsets.UTF_16);
    assertUnreadable(Files.write(folder.resolve("u.yaml"), text), "bytes that are not UTF-8");
  }

  @Test
  void read_byteOrderMark_isRefused() throws IOException {
    assertUnreadable(
        Files.writeString(folder.resolve("bom.yaml"), "\ufeffname: x\n"), "a byte order mark");
  }

  @Test
  void read_largeFile_isRefused() throws IOException {
    assertUnreadable(
        Files.writeString(folder.resolve("l.yaml"), "#" + "x".repeat(1 << 20)), "more than 1 MiB");
  }

  @Test
  void read_aliasBomb_isRefusedQuickly() throws IOException {
    StringBuilder bomb = new StringBuilder("name: x\na0: &a0 [x, x]\n");
    for (int i = 1; i < 100; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    Path file = Files.writeString(folder.resolve("bomb.yaml"), bomb);
    // 100 anchors, each told once, however often it is used, and nothing multiplied out.
    assertThat(problems(file)).hasSize(100);
  }

  @Test
  void read_bracketsWithoutEnd_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("deep.yaml"), "name: " + "[".repeat(1 << 19));
    assertThat(problems(file)).hasSize(1);
  }

  @Test
  void read_longChain_isRefused() throws IOException {
    for (int i = 0; i < 12; i++) {
      String text = "name: s%d\nextends: s%d.yaml\n".formatted(i, i + 1);
      Files.writeString(folder.resolve("s" + i + ".yaml"), text);
    }
    List<Problem> problems = problems(folder.resolve("s0.yaml"));
    assertThat(problems).hasSize(1);
    assertThat(problems.get(0).found()).isEqualTo("a chain of more than 10 files");
  }

  @Test
  void read_badFile_writesNothing() throws IOException {
    Files.writeString(folder.resolve("bad.yaml"), "name: x\nseeed: 1\n");
    assertThat(problems(folder.resolve("bad.yaml"))).hasSize(1);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("bad.yaml"));
    }
  }
}
