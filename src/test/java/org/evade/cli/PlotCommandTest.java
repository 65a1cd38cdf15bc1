package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.evade.results.SyntheticRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PlotCommandTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run;

  @BeforeEach
  void writeRun() {
    run = SyntheticRun.write(folder, 8, 1, true);
  }

  private int plot() {
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute("plot", run.toString());
  }

  private void assertRefused(Path file, String message) {
    err.getBuffer().setLength(0);
    assertThat(plot()).isEqualTo(1);
    assertThat(err.toString().lines()).containsExactly("evade: " + file + ": " + message);
    assertThat(run.resolve("charts")).doesNotExist();
  }

  @Test
  void plot_wholeRun_draws() {
    assertThat(plot()).as("%s", err).isZero();
    assertThat(run.resolve("charts").resolve("burden.png")).isNotEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeseries", "clones", "ledger", "events", "scans"})
  void plot_tableOfACompleteRunLacks_namesIt(String name) throws IOException {
    Path file = run.resolve(name + ".csv");
    List<String> lines = Files.readAllLines(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
    assertRefused(file, "ends within a line: it was cut off");
    Files.writeString(file, lines.get(0) + "\n");
    assertRefused(file, "has no row below its header");
    Files.writeString(file, lines.get(0));
    assertRefused(file, "ends within a line: it was cut off");
    Files.writeString(file, "");
    assertRefused(file, "is empty");
    Files.delete(file);
    assertRefused(file, "is missing; the run is complete and had it");
  }

  @Test
  void plot_eventsCutAtALine_lackTheEnd() throws IOException {
    Path file = run.resolve("events.csv");
    List<String> lines = Files.readAllLines(file);
    Files.write(file, lines.subList(0, lines.size() - 1));
    assertRefused(file, "lacks the run's end: it was cut off");
  }

  @Test
  void plot_dictionaryLacks_namesIt() throws IOException {
    Files.delete(run.resolve("columns.json"));
    assertRefused(run.resolve("columns.json"), "is missing; the run is complete and had it");
  }

  @Test
  void plot_manifestWithAnEmptyItem_isToldWhere() throws IOException {
    Path file = run.resolve("manifest.json");
    String text = Files.readString(file);
    // Whatever the list holds, its first item becomes null.
    Files.writeString(file, text.replaceFirst("(\"warnings\" *: *)\\[[^\\]]*\\]", "$1[null]"));
    assertRefused(file, "is no manifest of Evade: an empty item in warnings");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "manifest.json|{}|is no manifest of Evade: no scenario",
        "manifest.json|{\"seed\": []}|is no manifest of Evade: seed is of another kind",
        "manifest.json|[]|is no manifest of Evade: it is empty or holds something else",
        "manifest.json|{\"seed\": 1, \"parameters\": [{\"name\": \"a|is no manifest of Evade: it ends too early, as if cut off",
        "manifest.json|{\"parameters\": [{\"name\": \"a\"}]}|is no manifest of Evade: a parameter has no unit",
        "manifest.json|{\"wall\": {}}|is no manifest of Evade: wall has no started",
        "columns.json|{\"clones\": [null]}|is no data dictionary: clones lacks a column's description",
        "columns.json|{\"clones\": [{}]}|is no data dictionary: a column has no name",
        "columns.json|{\"clones\": 5}|is no data dictionary: clones is of another kind",
      })
  void plot_jsonOfAnotherKind_isToldWithoutClasses(String fileTextAndMessage) throws IOException {
    String[] parts = fileTextAndMessage.split("[|]", -1);
    Path file = Files.writeString(run.resolve(parts[0]), parts[1]);
    assertRefused(file, parts[2]);
  }

  @Test
  void plot_columnLacks_namesTheTable() throws IOException {
    Path file = run.resolve("timeseries.csv");
    Files.writeString(file, Files.readString(file).replaceFirst("tumor_cells", "cells"));
    assertRefused(file, "has no column tumor_cells");
  }

  @Test
  void plot_mapCutOff_namesIt() throws IOException {
    Path file = run.resolve("maps").resolve("baseline.csv.gz");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(plot()).isEqualTo(1);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains(file + ": cannot read: ");
  }
}
