package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Offset;
import org.evade.cell.Newick;
import org.evade.chart.Table;
import org.evade.results.Manifest;
import org.evade.results.RunComparison;
import org.evade.results.RunReader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar on a tiny lattice: what it writes, and that nothing but the scenario decides it. */
class RunIT {

  private static final String RUN = "run";
  private static final long SEED_OF_MOMENTS = 20;
  private static final int KILLS = 20;

  @TempDir static Path shared;
  private static Path reference;

  @TempDir Path folder;

  /** One undisturbed run on one thread, with charts. */
  @BeforeAll
  static void makeReference() {
    Jar.scenario("tiny.yaml", shared);
    reference = shared.resolve("reference").resolve(RUN);
    Jar.Result result =
        new Jar(shared).run("run", "tiny.yaml", "--threads", "1", "--out", reference.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("tiny, seed 5", "best response", "parameters", "sourced");
  }

  private Jar jar() {
    Jar.scenario("tiny.yaml", folder);
    return new Jar(folder);
  }

  private static void assertSame(Path run) {
    assertThat(RunComparison.compare(reference, run)).isEmpty();
  }

  @Test
  void run_tinyScenario_writesFilesThatParse() throws IOException {
    RunReader run = RunReader.open(reference);
    assertThat(run.manifest().status()).isEqualTo(Manifest.COMPLETE);
    assertThat(run.manifest().parameters()).hasSizeGreaterThan(100);
    assertThat(run.manifest().warnings()).anyMatch(w -> w.contains("seeded"));
    double[] days = run.table("timeseries").orElseThrow().numbers("day");
    assertThat(days).hasSize(21).startsWith(-10).endsWith(10);
    assertThat(run.table("scans").orElseThrow().numbers("day")).containsExactly(0, 3, 6, 9);
    assertThat(run.table("events").orElseThrow().text("kind"))
        .contains("founder", "burn-in", "scan", "dose", "end");
    assertThat(run.maps()).contains("baseline", "day-0005", "day-0010", "end");
    assertThat(run.map("end").orElseThrow().rows()).isEqualTo(24 * 24);
    assertThat(Newick.read(run.text("phylogeny.nwk").orElseThrow()).name()).isEqualTo("c0");
    Path burden = reference.resolve("charts").resolve("burden.png");
    assertThat(ImageIO.read(burden.toFile()).getWidth()).isEqualTo(1800);
    sharesSumToOne(run.table("clones").orElseThrow(), "clones");
    Table ledger = run.table("ledger").orElseThrow();
    assertThat(ledger.text("ledger")).contains("contact", "entry");
    sharesSumToOne(ledger, "contact");
    sharesSumToOne(ledger, "entry");
  }

  /** The shares of each day, in one ledger or among the clones. */
  private static void sharesSumToOne(Table table, String of) {
    double[] sums = new double[11];
    double[] days = table.numbers("day");
    double[] shares = table.numbers("share");
    for (int i = 0; i < days.length; i++) {
      if (of.equals("clones") || table.text("ledger").get(i).equals(of)) {
        sums[(int) days[i]] += shares[i];
      }
    }
    for (int day = 0; day <= 10; day++) {
      assertThat(sums[day]).as(of + " on day " + day).isCloseTo(1, Offset.offset(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "4"})
  void run_moreThreads_sameBytes(String threads) {
    Jar.Result result =
        jar().run("run", "tiny.yaml", "--threads", threads, "--no-charts", "--out", "a/" + RUN);
    assertThat(result.code()).as(result.err()).isZero();
    assertSame(folder.resolve("a").resolve(RUN));
  }

  /** The JVM that runs the tests and every other of 17 or later that is installed beside it. */
  static Stream<Path> jvms() throws IOException {
    Path running = Path.of(System.getProperty("java.home")).toRealPath();
    Path installed = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(installed)) {
      return Stream.of(running);
    }
    List<Path> others;
    try (Stream<Path> homes = Files.list(installed)) {
      others =
          homes
              .filter(home -> !Files.isSymbolicLink(home))
              .filter(home -> Files.isExecutable(home.resolve("bin").resolve("java")))
              .filter(home -> feature(home) >= 17)
              .filter(home -> !home.equals(running))
              .sorted()
              .toList();
    }
    return Stream.concat(Stream.of(running), others.stream());
  }

  /** The feature release of a JVM by its release file, 0 when it has none. */
  private static int feature(Path home) {
    try (Stream<String> lines = Files.lines(home.resolve("release"), StandardCharsets.UTF_8)) {
      return lines
          .filter(line -> line.startsWith("JAVA_VERSION=\""))
          .mapToInt(line -> Integer.parseInt(line.replaceAll(".*\"(\\d+).*", "$1")))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void run_anyJvm_sameBytes(Path javaHome) {
    Jar.scenario("tiny.yaml", folder);
    Jar.Result result =
        new Jar(javaHome, folder).run("run", "tiny.yaml", "--no-charts", "--out", "j/" + RUN);
    assertThat(result.code()).as(result.err()).isZero();
    assertSame(folder.resolve("j").resolve(RUN));
  }

  /**
   * Kills a run 20 times, each time after the one before was gone on with, so that the last bytes
   * have passed through every resumption; when the run is complete too early, the next begins.
   */
  @Test
  void run_killedAtRandomMoments_isResumableAndGivesTheSameBytes() throws Exception {
    Jar jar = jar();
    Random moments = new Random(SEED_OF_MOMENTS);
    int round = 0;
    int resumed = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String out = "k" + round + "/" + RUN;
      Path partial = folder.resolve(out + ".partial");
      boolean resumes = Files.isDirectory(partial);
      resumed += resumes ? 1 : 0;
      Jar.Running running =
          resumes
              ? jar.start("resume", out, "--no-charts", "--checkpoint-every", "0.02")
              : jar.start(
                  "run", "tiny.yaml", "--no-charts", "--checkpoint-every", "0.02", "--out", out);
      if (!running.process().waitFor(700 + moments.nextInt(1500), TimeUnit.MILLISECONDS)) {
        running.process().destroyForcibly();
      }
      running.process().waitFor();
      if (Files.isDirectory(folder.resolve(out))) {
        assertThat(partial).doesNotExist();
        assertSame(folder.resolve(out));
        round++;
      }
    }
    String out = "k" + round + "/" + RUN;
    Jar.Result last = jar.run("run", "tiny.yaml", "--no-charts", "--out", out);
    assertThat(last.code()).as(last.err()).isZero();
    assertSame(folder.resolve(out));
    assertThat(resumed).as("kills that left something to resume").isPositive();
  }

  @Test
  void run_interrupted_isResumableWithExitCode3() throws Exception {
    Jar jar = jar();
    String[] long1 = {"run", "tiny.yaml", "--no-charts", "--days", "300", "--out", "i/" + RUN};
    Jar.Running running = jar.start(long1);
    Path partial = folder.resolve("i").resolve(RUN + ".partial");
    while (!Files.exists(partial.resolve("timeseries.csv")) && running.process().isAlive()) {
      Thread.sleep(20);
    }
    new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid())).start().waitFor();
    Jar.Result result = running.await();
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err()).contains("evade resume i/" + RUN);
    assertThat(Manifest.read(partial).status()).isEqualTo(Manifest.INTERRUPTED);
    assertThat(partial.resolve("checkpoint.bin")).exists();
  }

  @Test
  void resume_interruptedByTerm_givesTheSameBytes() throws Exception {
    Jar jar = jar();
    Jar.Running running = jar.start("run", "tiny.yaml", "--no-charts", "--out", "t/" + RUN);
    Path partial = folder.resolve("t").resolve(RUN + ".partial");
    while (!Files.exists(partial.resolve("timeseries.csv")) && running.process().isAlive()) {
      Thread.sleep(20);
    }
    running.process().destroy();
    assertThat(running.await().code()).isIn(0, 3);
    assertThat(jar.run("resume", "t/" + RUN, "--no-charts").code()).isZero();
    assertSame(folder.resolve("t").resolve(RUN));
  }

  @Test
  void resume_completeRun_saysSo() {
    Jar.Result result = jar().run("resume", reference.toString());
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("nothing to resume");
  }

  @Test
  void run_completeRun_isNotRepeated() {
    Jar.Result result = jar().run("run", "tiny.yaml", "--out", reference.toString());
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("complete already");
  }

  @Test
  void run_scenarioOfARun_isTheSameRun() throws IOException {
    Files.copy(reference.resolve("scenario.yaml"), folder.resolve("again.yaml"));
    Jar.Result result = new Jar(folder).run("run", "again.yaml", "--out", reference.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("complete already");
  }

  @Test
  void replay_untouchedRun_isIdentical() throws IOException {
    Jar.Result result = jar().run("replay", reference.toString(), "--quiet");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("identical");
    try (Stream<Path> left = Files.list(reference.getParent())) {
      assertThat(left).containsExactly(reference);
    }
  }

  @Test
  void replay_interrupted_leavesNothingAndIsStartedAnew() throws Exception {
    // Long enough not to end before the signal comes.
    String out = "long/" + RUN;
    Path made = folder.resolve("long").resolve(RUN);
    Jar.Result run = jar().run("run", "tiny.yaml", "--no-charts", "--days", "300", "--out", out);
    assertThat(run.code()).as(run.err()).isZero();
    Jar.Running running = jar().start("replay", out);
    while (entries(made.getParent()).size() == 1 && running.process().isAlive()) {
      Thread.sleep(5);
    }
    // Not before the signal is listened to.
    Thread.sleep(100);
    new ProcessBuilder("kill", "-INT", Long.toString(running.process().pid())).start().waitFor();
    Jar.Result result = running.await();
    assertThat(result.code()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("start it anew with: evade replay " + out)
        .doesNotContain("resume");
    assertThat(entries(made.getParent())).containsExactly(made);
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.toList();
    }
  }

  @Test
  void replay_unfinishedRun_keepsTheNameThatWasGiven() throws Exception {
    copy(reference, folder.resolve("p").resolve(RUN + ".partial"));
    Jar.Result result = jar().run("replay", "p/" + RUN + ".partial");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("p/" + RUN + ".partial: is not complete", "evade resume p/");
  }

  @Test
  void plot_runInItsBurnIn_saysThatThereIsNothingYet() throws IOException {
    Path copy = folder.resolve("b").resolve(RUN + ".partial");
    copy(reference, copy);
    Path series = copy.resolve("timeseries.csv");
    Files.writeString(series, Files.readAllLines(series).get(0) + "\n");
    Path manifest = copy.resolve("manifest.json");
    Files.writeString(
        manifest, Files.readString(manifest).replaceFirst(Manifest.COMPLETE, Manifest.RUNNING));
    Jar.Result result = jar().run("plot", "b/" + RUN);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no days to draw yet");
  }

  @Test
  void replay_changedTable_namesFileAndLine() throws IOException {
    Path copy = folder.resolve("copy").resolve(RUN);
    copy(reference, copy);
    Path table = copy.resolve("timeseries.csv");
    String text = Files.readString(table);
    int digit = text.lastIndexOf('7');
    Files.writeString(table, text.substring(0, digit) + "8" + text.substring(digit + 1));
    Jar.Result result = jar().run("replay", copy.toString(), "--quiet");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).contains("1 file differs", "timeseries.csv, line ");
  }

  /** A run committed without its maps: what is missing is named, and need not count. */
  @Test
  void replay_mapsTakenOut_areNamedAndCountUnlessOnlyWhatIsThereIsAskedFor() throws IOException {
    Path copy = folder.resolve("light").resolve(RUN);
    copy(reference, copy);
    Files.delete(copy.resolve("maps").resolve("baseline.csv.gz"));
    Jar.Result all = jar().run("replay", copy.toString(), "--quiet");
    assertThat(all.code()).isEqualTo(1);
    assertThat(all.out())
        .contains("what is there is identical", "1 file is missing", "--present", "maps/baseline");
    Jar.Result present = jar().run("replay", copy.toString(), "--quiet", "--present");
    assertThat(present.code()).isZero();
    assertThat(present.out()).contains("what is there is identical", "  maps/baseline.csv.gz");
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
  void run_placeTaken_refusesAndLeavesItAlone() throws IOException {
    Files.createDirectories(folder.resolve("mine"));
    Files.writeString(folder.resolve("mine").resolve("notes.txt"), "mine");
    Jar.Result result = jar().run("run", "tiny.yaml", "--out", "mine");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err()).contains("--out: mine: is there already and is no run of Evade");
    assertThat(folder.resolve("mine").resolve("notes.txt")).hasContent("mine");
  }

  @Test
  void run_placeOfAnotherRun_refuses() {
    Jar.Result result = jar().run("run", "tiny.yaml", "--seed", "6", "--out", reference.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("holds another run (tiny, seed 5)");
  }

  @Test
  void run_placeThatCannotBeMade_saysSoInOneLine() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    Jar.Result result = jar().run("run", "tiny.yaml", "--out", "file/below/run");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err()).startsWith("--out: ").contains("file: is no directory", "--help");
  }

  /** Over the last days of the burn-in chance moves the growth by a hundred times the tolerance. */
  @Test
  void run_burnInThatCannotFit_failsWithOneLineAfterTheWarning() {
    Jar.Result result =
        jar()
            .run(
                "run",
                "tiny.yaml",
                "--quiet",
                "--set",
                "burn-in.growth-tolerance=0.01",
                "--set",
                "tumor.volume-doubling-time=1500 days",
                "--set",
                "burn-in.attempts=1",
                "--out",
                RUN);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err().lines()).hasSize(2);
    assertThat(result.err()).startsWith("tiny.yaml: warning: ").contains("\nevade: ");
    assertThat(result.err()).contains("draws met the configured growth");
    assertThat(Manifest.read(folder.resolve(RUN + ".partial")).status()).isEqualTo(Manifest.FAILED);
  }

  @Test
  void run_wrongScenario_tellsAllAndWritesNothing() throws IOException {
    Jar.Result result =
        jar().run("run", "tiny.yaml", "--set", "duration=10 kg", "--set", "tumor.no=1");
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("10 kg", "tumor.no", "2 problems").doesNotContain("at org.");
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void run_replicates_oneDirectoryEachAndTheSameBytesAsAlone() {
    Jar.Result result =
        jar()
            .run(
                "run",
                "tiny.yaml",
                "--no-charts",
                "--seed",
                "4",
                "--replicates",
                "2",
                "--threads",
                "2",
                "--out",
                "many");
    assertThat(result.code()).as(result.err()).isZero();
    Path[] runs = folder.resolve("many").toFile().listFiles() == null ? new Path[0] : runs();
    assertThat(runs).hasSize(2);
    Path second =
        Stream.of(runs)
            .filter(run -> run.getFileName().toString().startsWith("5-"))
            .findFirst()
            .orElseThrow();
    // The manifest names the directory, which differs; the tables do not.
    assertThat(RunComparison.compareTables(reference, second)).isEmpty();
  }

  private Path[] runs() {
    return Stream.of(folder.resolve("many").toFile().listFiles())
        .map(java.io.File::toPath)
        .sorted()
        .toArray(Path[]::new);
  }
}
