package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evade.results.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a user sees of a run that ends before its last day. Budget: 0.3 min. */
class EndingsTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** Runs the tiny scenario with settings and returns its directory. */
  private Path run(String... settings) {
    Path run = folder.resolve("run");
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] arguments = new String[5 + 2 * settings.length];
    System.arraycopy(
        new String[] {
          "run",
          Jar.scenario("tiny.yaml", folder).toString(),
          "--no-charts",
          "--out",
          run.toString()
        },
        0,
        arguments,
        0,
        5);
    for (int i = 0; i < settings.length; i++) {
      arguments[5 + 2 * i] = "--set";
      arguments[6 + 2 * i] = settings[i];
    }
    assertThat(line.execute(arguments)).as("%s", err).isZero();
    assertThat(Manifest.read(run).status()).isEqualTo(Manifest.COMPLETE);
    return run;
  }

  private static List<String> lines(Path run, String table) throws IOException {
    return Files.readAllLines(run.resolve(table));
  }

  private static String last(Path run, String table) throws IOException {
    List<String> lines = lines(run, table);
    return lines.get(lines.size() - 1);
  }

  /** At a hazard of 0.4 a day, all but e^-4 of patients, 2 %, are dead by the last day. */
  @Test
  void run_death_endsThereAndSaysSo() throws IOException {
    Path run = run("patient.death=on", "death.hazard=0.4 /day");
    assertThat(Manifest.read(run).ended()).isEqualTo("death");
    List<String> events = lines(run, "events.csv");
    String death = events.get(events.size() - 2);
    String day = death.substring(0, death.indexOf(','));
    assertThat(Integer.parseInt(day)).isBetween(1, 9);
    assertThat(death).isEqualTo(day + ",death,," + day + ",day of death");
    assertThat(last(run, "events.csv")).isEqualTo(day + ",end,," + day + ",death");
    assertThat(last(run, "timeseries.csv")).startsWith(day + ",");
    // No scan is made of the dead.
    assertThat(lines(run, "scans.csv")).noneMatch(row -> row.split(",", -1)[2].equals(day));
    assertThat(out.toString()).contains("death on day " + day + " of 10");
  }

  @Test
  void run_dropout_endsThereAndSaysSo() throws IOException {
    Path run = run("patient.dropout=on", "dropout.hazard=1 /day");
    assertThat(Manifest.read(run).ended()).isEqualTo("dropout");
    assertThat(last(run, "events.csv")).contains(",end,").endsWith(",dropout");
    assertThat(out.toString()).contains("dropout on day ");
  }

  /** The tables' last row is the day on which the limit was passed; there is no other above it. */
  @Test
  void run_domainFull_endsThereWithAWarning() throws IOException {
    Path run =
        run(
            "lesions[0].fill=0.4",
            "tumor.volume-doubling-time=15 days",
            "cd8.reactive-share=0.01",
            "engine.domain-full=0.43");
    Manifest manifest = Manifest.read(run);
    assertThat(manifest.ended()).isEqualTo("domain full");
    String day = last(run, "timeseries.csv").split(",", 2)[0];
    assertThat(Integer.parseInt(day)).isBetween(0, 9);
    assertThat(manifest.warnings()).anyMatch(w -> w.startsWith("domain full on day " + day));
    assertThat(last(run, "events.csv")).isEqualTo(day + ",end,," + day + ",domain full");
    List<String> series = lines(run, "timeseries.csv");
    int fill = List.of(series.get(0).split(",", -1)).indexOf("fill");
    for (String row : series.subList(1, series.size() - 1)) {
      if (!row.startsWith("-")) {
        assertThat(Double.parseDouble(row.split(",", -1)[fill])).isLessThanOrEqualTo(0.43);
      }
    }
    assertThat(Double.parseDouble(last(run, "timeseries.csv").split(",", -1)[fill]))
        .isGreaterThan(0.43);
    assertThat(lines(run, "clones.csv").stream().skip(1).map(row -> row.split(",", 2)[0]))
        .allMatch(d -> Integer.parseInt(d) <= Integer.parseInt(day));
    assertThat(out.toString())
        .contains("domain full on day " + day + " of 10", "warning", "not the biology");
  }

  @Test
  void run_toItsLastDay_saysSo() throws IOException {
    Path run = run("duration=4 days", "snapshots=none");
    assertThat(Manifest.read(run).ended()).isEqualTo("last day reached");
    assertThat(last(run, "events.csv")).isEqualTo("4,end,,4,last day reached");
    assertThat(run.resolve("source").resolve("tiny.yaml"))
        .hasSameBinaryContentAs(folder.resolve("tiny.yaml"));
    assertThat(lines(run, "timeseries.csv").get(1)).endsWith(",,0");
  }

  /** New lesions are progression at the next scan, whatever the target lesions do. */
  @Test
  void run_newLesions_areProgressionOnTheNextScan() throws IOException {
    Path run = run("patient.new-lesions=on", "patient.non-target=on", "new-lesions.hazard=1 /day");
    List<String> events = lines(run, "events.csv");
    assertThat(events).anyMatch(row -> row.contains(",new-lesion,new lesion 1,10,"));
    List<String> scans = lines(run, "scans.csv");
    List<String> header = List.of(scans.get(0).split(",", -1));
    String[] row = last(run, "scans.csv").split(",", -1);
    assertThat(Integer.parseInt(row[header.indexOf("new_lesions")])).isPositive();
    assertThat(row[header.indexOf("recist")]).isEqualTo("PD");
    assertThat(row[header.indexOf("irecist")]).isEqualTo("iUPD");
    assertThat(row[header.indexOf("non_target")]).isEqualTo("NON_CR_NON_PD");
    assertThat(events).anyMatch(e -> e.contains(",recist,PD,") && e.contains("; new lesions: "));
    List<String> series = lines(run, "timeseries.csv");
    assertThat(List.of(series.get(0).split(",", -1))).contains("non_target_burden", "new_lesions");
  }

  /**
   * Full before treatment, there would be nothing to show: no draw is accepted, and none is left.
   */
  @Test
  void run_fullBeforeTreatment_failsWithTheReason() {
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    int code =
        line.execute(
            "run",
            Jar.scenario("tiny.yaml", folder).toString(),
            "--no-charts",
            "--out",
            folder.resolve("run").toString(),
            "--set",
            "lesions[0].fill=0.5",
            "--set",
            "engine.domain-full=0.35",
            "--set",
            "burn-in.attempts=2");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString())
        .contains("none of 2 draws", "were full on day -", "fill is too large");
    assertThat(folder.resolve("run")).doesNotExist();
  }
}
