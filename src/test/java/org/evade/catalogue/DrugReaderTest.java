package org.evade.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every file of {@code src/test/resources/bad-drugs}. Each begins with one line {@code #!
 * line | path | part of the message} for each problem it has, in order of place.
 */
class DrugReaderTest {

  private static final Path BAD = Path.of("src/test/resources/bad-drugs");
  private static final Set<String> TAKEN = Set.of("pembrolizumab", "tumor");

  @TempDir Path folder;

  static Stream<String> files() throws IOException {
    try (Stream<Path> files = Files.list(BAD)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_badFile_namesEveryProblemAndItsPlace(String name) throws IOException {
    Path file = BAD.resolve(name);
    List<String> expected = new ArrayList<>();
    for (String line : Files.readString(file).lines().toList()) {
      if (line.startsWith("#! ")) {
        expected.add(line.substring(3));
      }
    }
    List<Problem> problems = new ArrayList<>();
    assertThat(DrugReader.read(file, name, TAKEN, problems)).isEmpty();
    assertThat(problems).as("%s", problems).hasSize(expected.size()).isNotEmpty();
    for (String line : expected) {
      String[] parts = line.split(" \\| ", 3);
      assertThat(problems)
          .anySatisfy(
              problem -> {
                assertThat(problem.file()).isEqualTo(name);
                assertThat(problem.line()).isEqualTo(Integer.parseInt(parts[0]));
                assertThat(problem.column()).isPositive();
                assertThat(problem.path()).isEqualTo(parts[1]);
                assertThat(problem.toString()).contains(parts[2]).doesNotContain("\n");
              });
    }
  }

  @Test
  void files_bad_areManyKinds() throws IOException {
    assertThat(files().count()).isGreaterThanOrEqualTo(15);
  }

  @Test
  void read_absentOrNotUtf8_isRefused() throws IOException {
    List<Problem> problems = new ArrayList<>();
    assertThat(DrugReader.read(folder.resolve("none.yaml"), "none.yaml", Set.of(), problems))
        .isEmpty();
    byte[] latin = "title: caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.yaml"), latin);
    assertThat(DrugReader.read(file, "latin.yaml", Set.of(), problems)).isEmpty();
    assertThat(problems)
        .extracting(Problem::toString)
        .satisfiesExactly(
            p -> assertThat(p).startsWith("none.yaml: found no such file"),
            p -> assertThat(p).startsWith("latin.yaml: found bytes that are not UTF-8"));
  }

  /** The column points at the value: " unit: mL/min" has it in column 11. */
  @Test
  void read_columns_pointAtTheValue() {
    List<Problem> problems = new ArrayList<>();
    DrugReader.read(BAD.resolve("unit-other.yaml"), "x", Set.of(), problems);
    assertThat(problems).singleElement().extracting(Problem::column).isEqualTo(11);
  }

  @Test
  void settable_numbers_areThoseThatARunReads() {
    assertThat(DrugReader.settable())
        .containsEntry("clearance", "L/day")
        .containsEntry("affinity.PD-1", "nM")
        .containsEntry("bmi-on-volumes", "1")
        .doesNotContainKeys("label-dose", "published-average");
  }

  @Test
  void target_name_isFoundOrNot() {
    assertThat(Target.of("PD-L1")).isEqualTo(Optional.of(Target.PD_L1));
    assertThat(Target.of("PD1")).isEmpty();
    assertThat(Target.labels()).containsExactly("PD-1", "PD-L1");
  }
}
