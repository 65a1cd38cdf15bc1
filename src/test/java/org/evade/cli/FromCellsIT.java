package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.evade.cell.Newick;
import org.evade.chart.Table;
import org.evade.results.Manifest;
import org.evade.results.RunComparison;
import org.evade.results.RunReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar on two lesions, one of them from a table of cells. */
class FromCellsIT {

  private static final String TABLE = "from-cells.csv";
  private static final String INPUT = "inputs/cells-biopsy.csv";

  @TempDir static Path shared;
  private static Path reference;

  @TempDir Path folder;

  @BeforeAll
  static void makeReference() {
    reference = shared.resolve("ref").resolve("run");
    Jar.Result result =
        jar(shared).run("run", "from-cells.yaml", "--threads", "1", "--out", reference.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out().replaceAll("\\s+", " "))
        .contains("lesion biopsy starts from a table of cells (112 tumor, 0 debris,");
  }

  private static Jar jar(Path folder) {
    Jar.scenario("from-cells.yaml", folder);
    Jar.scenario(TABLE, folder);
    return new Jar(folder);
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, to.resolve(from.relativize(path).toString()));
      }
    }
  }

  @Test
  void run_baselineMap_hasTheCellsOfTheTable() throws IOException {
    RunReader run = RunReader.open(reference);
    Table map = run.map("baseline-biopsy").orElseThrow();
    double[] x = map.numbers("x_um");
    double[] y = map.numbers("y_um");
    List<String> found = new ArrayList<>();
    for (int row = 0; row < map.rows(); row++) {
      String at = (int) (x[row] / 20) + " " + (int) (y[row] / 20) + " ";
      if (map.text("cell").get(row).equals("tumor")) {
        found.add(at + "tumor");
      }
      for (String kind : List.of("cd8", "treg", "mdsc")) {
        found.addAll(Collections.nCopies((int) map.numbers(kind)[row], at + kind));
      }
    }
    List<String> given =
        Files.readAllLines(shared.resolve(TABLE)).stream()
            .skip(1)
            .map(line -> line.split(",", -1))
            .map(
                v ->
                    (int) (Double.parseDouble(v[0]) / 20)
                        + " "
                        + (int) (Double.parseDouble(v[1]) / 20)
                        + " "
                        + v[2])
            .toList();
    assertThat(found).containsExactlyInAnyOrderElementsOf(given);
    assertThat(run.table("timeseries").orElseThrow().numbers("day")).startsWith(0).endsWith(6);
    assertThat(run.table("events").orElseThrow().text("subject")).contains("west", "hla-loh");
    assertThat(run.manifest().inputs())
        .containsEntry(
            "cells-biopsy.csv", Manifest.sha256(Files.readAllBytes(shared.resolve(TABLE))));
  }

  @Test
  void run_severalLesions_tablesOfEachSumToTheWholeAndAllAreDrawn() {
    RunReader run = RunReader.open(reference);
    Table whole = run.table("timeseries").orElseThrow();
    Table each = run.table("lesions").orElseThrow();
    assertThat(each.text("lesion")).containsOnly("biopsy", "nodal");
    for (String column : List.of("tumor_cells", "debris", "cd8", "diameter_mm")) {
      double[] of = each.numbers(column);
      double[] sums =
          IntStream.range(0, whole.rows()).mapToDouble(i -> of[2 * i] + of[2 * i + 1]).toArray();
      assertThat(sums).as(column).containsExactly(whole.numbers(column), Offset.offset(1e-4));
    }
    Table scans = run.table("scans").orElseThrow();
    Table read = run.table("lesion-scans").orElseThrow();
    assertThat(scans.numbers("diameter_mm")).containsOnly(Double.NaN);
    double[] diameters = read.numbers("diameter_mm");
    for (int scan = 0; scan < scans.rows(); scan++) {
      assertThat(read.text("lesion").subList(2 * scan, 2 * scan + 2))
          .containsExactly("biopsy", "nodal");
      assertThat(diameters[2 * scan] + diameters[2 * scan + 1])
          .isCloseTo(scans.numbers("sld_mm")[scan], Offset.offset(1e-4));
    }
    Set<String> tree = new TreeSet<>();
    run.text("phylogeny.nwk").orElseThrow().lines().forEach(line -> names(Newick.read(line), tree));
    Table clones = run.table("clones").orElseThrow();
    assertThat(tree).isEqualTo(new TreeSet<>(clones.text("clone")));
    assertThat(clones.text("clone")).containsAll(parents(clones));
    assertThat(tree).contains("biopsy/c0", "nodal/c0");
    assertThat(clones.text("clone")).anyMatch(name -> name.matches("biopsy/c[0-9]+-west"));
    assertThat(tree).anyMatch(name -> name.matches("biopsy/c[0-9]+-west"));
    Path charts = reference.resolve("charts");
    for (String chart :
        List.of(
            "burden", "resistance-emergence", "clones-muller", "ledger", "immune", "map-cells")) {
      assertThat(charts.resolve(chart + "-biopsy.png")).exists();
      assertThat(charts.resolve(chart + "-nodal.png")).exists();
    }
    assertThat(charts.resolve("burden.png")).exists();
    assertThat(charts.resolve("map-cells.png")).doesNotExist();
  }

  private static Set<String> parents(Table clones) {
    Set<String> parents = new TreeSet<>(clones.text("parent"));
    parents.remove("");
    return parents;
  }

  private static void names(Newick.Node node, Set<String> into) {
    into.add(node.name());
    node.children().forEach(child -> names(child, into));
  }

  @Test
  void run_moreThreadsOrRowsInAnotherOrder_sameTables() throws IOException {
    Jar jar = jar(folder);
    List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve(TABLE)));
    Collections.reverse(lines.subList(1, lines.size()));
    Files.write(folder.resolve(TABLE), lines);
    Jar.Result result =
        jar.run("run", "from-cells.yaml", "--threads", "2", "--no-charts", "--out", "a/run");
    assertThat(result.code()).as(result.err()).isZero();
    // The copy of the table is that of its own run; nothing else differs.
    assertThat(RunComparison.compareTables(reference, folder.resolve("a/run")))
        .singleElement()
        .asString()
        .startsWith(INPUT);
  }

  @Test
  void run_killedAndResumedWithoutTheTable_sameBytes() throws Exception {
    Jar jar = jar(folder);
    Jar.Running running =
        jar.start(
            "run",
            "from-cells.yaml",
            "--no-charts",
            "--checkpoint-every",
            "0.02",
            "--out",
            "k/run");
    Path partial = folder.resolve("k/run.partial");
    while (!Files.exists(partial.resolve("checkpoint.bin")) && running.process().isAlive()) {
      Thread.sleep(20);
    }
    running.process().waitFor(300, TimeUnit.MILLISECONDS);
    running.process().destroyForcibly();
    running.process().waitFor();
    // The run's directory needs nothing beside it.
    Files.delete(folder.resolve(TABLE));
    Jar.Result result = jar.run("resume", "k/run", "--no-charts");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(RunComparison.compare(reference, folder.resolve("k/run"))).isEmpty();
  }

  @Test
  void replay_untouchedRun_isIdentical() {
    Jar.Result result = new Jar(folder).run("replay", reference.toString(), "--quiet");
    assertThat(result.code()).as(result.out() + result.err()).isZero();
    assertThat(result.out()).contains("identical");
  }

  @Test
  void replayAndResume_changedTable_isRefused() throws IOException {
    Path copy = folder.resolve("copy").resolve("run");
    copy(reference, copy);
    Files.writeString(copy.resolve(INPUT), Files.readString(copy.resolve(INPUT)) + "1,1,cd8,\n");
    for (String command : List.of("replay", "resume")) {
      Jar.Result result = new Jar(folder).run(command, copy.toString());
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).contains("cells-biopsy.csv", "was changed since the run began");
    }
  }

  @Test
  void run_otherTableToTheSamePlace_isRefused() throws IOException {
    Jar jar = jar(folder);
    Files.writeString(
        folder.resolve(TABLE), Files.readString(folder.resolve(TABLE)) + "1,1,cd8,\n");
    Jar.Result result = jar.run("run", "from-cells.yaml", "--out", reference.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("holds another run");
  }

  @Test
  void runAndValidate_badTable_tellTheSameAndWriteNothing() throws IOException {
    Jar jar = jar(folder);
    Files.writeString(folder.resolve(TABLE), "x_um,y_um,type\n1,1,tumr\n-1,NaN,cd8\n");
    Jar.Result run = jar.run("run", "from-cells.yaml");
    Jar.Result validate = jar.run("validate", "from-cells.yaml");
    assertThat(run.code()).isEqualTo(2);
    assertThat(validate.code()).isEqualTo(2);
    assertThat(run.err()).isEqualTo(validate.err());
    assertThat(run.err())
        .contains(
            "from-cells.csv:2:5: type: found unknown type 'tumr'",
            "from-cells.csv:3:1: x_um: found -1",
            "from-cells.csv:3:4: y_um: found 'NaN'",
            "3 problems");
    assertThat(folder.resolve("results")).doesNotExist();
  }
}
