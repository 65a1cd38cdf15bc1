package org.evade.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.evade.chart.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {

  private static final byte[] SCENARIO = "name: toy\n".getBytes(UTF_8);
  private static final int VERSION = 3;
  private static final int LAST = 40;
  private static final TableSpec COUNTS =
      new TableSpec(
          "counts",
          List.of(
              new ColumnSpec("day", "day", "Day"),
              new ColumnSpec("cells", "cells", "Cells"),
              new ColumnSpec("share", "1", "Share")));
  private static final TableSpec NOTES =
      new TableSpec(
          "notes",
          List.of(
              new ColumnSpec("day", "day", "Day"),
              new ColumnSpec("clone", ColumnSpec.ID, "Clone"),
              new ColumnSpec("text", ColumnSpec.TEXT, "Words")));

  @TempDir private Path parent;

  private static Manifest manifest(String status) {
    return new Manifest(
        "toy",
        "7-abc",
        status,
        "",
        Manifest.sha256(SCENARIO),
        7,
        "0.1.0",
        "deadbeef",
        Map.of("lattice", Map.of("width", 80, "spacing", 0.1)),
        List.of(
            new Manifest.Parameter(
                "tumor.volume-doubling-time", 191, "day", "measured", "doi:10.1111/resp.12311")),
        Map.of(),
        List.of(),
        List.of(),
        new Manifest.Wall("2026-01-01T00:00:00Z", "", 1.5, "17", 2));
  }

  private RunDirectory create(String id) {
    return RunDirectory.create(
        parent, id, SCENARIO, Map.of(), Map.of(), manifest(Manifest.RUNNING), false);
  }

  /** A toy run whose whole state is its day; checkpoints every fifth day. */
  private static void days(RunDirectory run, int from, int to) {
    TableWriter counts = run.table(COUNTS);
    TableWriter notes = run.table(NOTES);
    for (int day = from; day < to; day++) {
      if (day % 5 == 0 && day > 0) {
        int now = day;
        run.checkpoint(VERSION, out -> out.writeInt(now));
      }
      counts.number(day).count(1000L * day).number(1.0 / (day + 3)).endRow();
      if (day % 3 == 0) {
        notes.number(day).text("c" + day).text("he said \"no\", ümlaut\nand left").endRow();
      }
      if (day % 10 == 7) {
        int now = day;
        run.writeMap("day-" + now, Tables.map(), RunDirectoryTest::voxel);
      }
    }
  }

  private static void voxel(TableWriter map) {
    map.number(10).number(10).number(10).number(0).text("tumor").text("1").text("none");
    for (int i = 7; i < Tables.map().columns().size(); i++) {
      map.number(i / 7.0);
    }
    map.endRow();
  }

  private static int day(RunDirectory run) throws IOException {
    if (run.state().isEmpty()) {
      return 0;
    }
    return new DataInputStream(new ByteArrayInputStream(run.state().orElseThrow())).readInt();
  }

  private Path whole(String id) {
    try (RunDirectory run = create(id)) {
      days(run, 0, LAST);
      return run.complete(manifest(Manifest.COMPLETE));
    }
  }

  @Test
  void complete_wholeRun_leavesExactlyItsFiles() throws IOException {
    Path done = whole("7-abc");
    assertThat(done).isEqualTo(parent.resolve("7-abc"));
    try (var files = Files.walk(parent)) {
      assertThat(files.filter(Files::isRegularFile).map(f -> parent.relativize(f).toString()))
          .containsExactlyInAnyOrder(
              "7-abc/scenario.yaml",
              "7-abc/manifest.json",
              "7-abc/columns.json",
              "7-abc/counts.csv",
              "7-abc/notes.csv",
              "7-abc/maps/day-7.csv.gz",
              "7-abc/maps/day-17.csv.gz",
              "7-abc/maps/day-27.csv.gz",
              "7-abc/maps/day-37.csv.gz");
    }
    assertThat(Files.readString(done.resolve("counts.csv")))
        .startsWith("day,cells,share\n0,0,0.333333333\n1,1000,0.25\n2,2000,0.2\n");
    assertThat(Files.readString(done.resolve("notes.csv")))
        .startsWith("day,clone,text\n0,c0,\"he said \"\"no\"\", ümlaut\nand left\"\n3,c3,");
  }

  @Test
  void complete_otherLocale_givesTheSameBytes() {
    Path reference = whole("a");
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertThat(RunComparison.compare(reference, whole("b"))).isEmpty();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void resume_killedAtAnyMoment_givesTheBytesOfAnUninterruptedRun() throws IOException {
    Path reference = whole("reference");
    SplittableRandom random = new SplittableRandom(11);
    for (int trial = 0; trial < 25; trial++) {
      String id = "trial-" + trial;
      int killed = random.nextInt(1, LAST);
      Path partial;
      try (RunDirectory run = create(id)) {
        days(run, 0, killed);
        partial = run.path();
      }
      // What a kill may leave after the last checkpoint: a torn row, a file begun.
      append(partial.resolve("counts.csv"), "39,1\u00e9".getBytes(UTF_8));
      append(partial.resolve("later.csv"), new byte[] {1, 2, 3});
      append(partial.resolve("checkpoint.bin.tmp"), new byte[] {4});
      append(partial.resolve("manifest.json.tmp"), new byte[] {5});
      try (RunDirectory run = RunDirectory.resume(partial, VERSION)) {
        int from = day(run);
        assertThat(from).isEqualTo((killed - 1) / 5 * 5);
        if (from > 0) {
          assertThat(run.table(COUNTS).length()).isEqualTo(lengthAt(from));
        }
        days(run, from, LAST);
        run.complete(manifest(Manifest.COMPLETE));
      }
      assertThat(RunComparison.compare(reference, parent.resolve(id))).isEmpty();
    }
  }

  private long lengthAt(int day) throws IOException {
    String text = Files.readString(parent.resolve("reference/counts.csv"));
    return text.indexOf("\n" + day + ",") + 1L;
  }

  private static void append(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void resume_beforeFirstCheckpoint_startsFromTheScenario() throws IOException {
    try (RunDirectory run = create("x")) {
      days(run, 0, 3);
    }
    try (RunDirectory run = RunDirectory.resume(parent.resolve("x"), VERSION)) {
      assertThat(run.state()).isEmpty();
      assertThat(Files.readAllBytes(run.path().resolve("scenario.yaml"))).isEqualTo(SCENARIO);
      assertThat(Manifest.read(run.path()).seed()).isEqualTo(7);
      assertThat(run.path().resolve("counts.csv")).doesNotExist();
    }
  }

  @Test
  void resume_damagedCheckpoint_isRefusedWithItsPath() throws IOException {
    Path partial;
    try (RunDirectory run = create("x")) {
      days(run, 0, 12);
      partial = run.path();
    }
    Path file = partial.resolve("checkpoint.bin");
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      byte[] bad = good.clone();
      bad[i] ^= 0x10;
      Files.write(file, bad);
      assertThatThrownBy(() -> RunDirectory.resume(partial, VERSION))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("checkpoint.bin");
      Files.write(file, Arrays.copyOf(good, i));
      assertThatThrownBy(() -> RunDirectory.resume(partial, VERSION))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("checkpoint.bin");
    }
    Files.write(file, good);
    assertThatThrownBy(() -> RunDirectory.resume(partial, VERSION + 1))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("state version is 3, this build reads 4");
    RunDirectory.resume(partial, VERSION).close();
  }

  @Test
  void resume_tableChangedSince_isRefusedWithItsPath() throws IOException {
    Path partial;
    try (RunDirectory run = create("x")) {
      days(run, 0, 12);
      partial = run.path();
    }
    Path table = partial.resolve("counts.csv");
    byte[] good = Files.readAllBytes(table);
    byte[] edited = good.clone();
    edited[20] ^= 1;
    Files.write(table, edited);
    assertThatThrownBy(() -> RunDirectory.resume(partial, VERSION))
        .hasMessageContaining("counts.csv: was changed");
    Files.write(table, Arrays.copyOf(good, 30));
    assertThatThrownBy(() -> RunDirectory.resume(partial, VERSION))
        .hasMessageContaining("counts.csv: has 30 bytes");
  }

  @Test
  void resume_otherColumns_areRefused() {
    try (RunDirectory run = create("x")) {
      days(run, 0, 12);
    }
    try (RunDirectory run = RunDirectory.resume(parent.resolve("x"), VERSION)) {
      TableSpec other = new TableSpec("counts", COUNTS.columns().subList(0, 2));
      assertThatThrownBy(() -> run.table(other)).hasMessageContaining("other columns");
    }
  }

  @Test
  void resume_nothingOrComplete_saysSo() {
    assertThatThrownBy(() -> RunDirectory.resume(parent.resolve("none"), VERSION))
        .hasMessageContaining("there is no unfinished run here");
    Path done = whole("x");
    assertThatThrownBy(() -> RunDirectory.resume(done, VERSION))
        .hasMessageContaining("this run is complete");
  }

  @Test
  void checkpoint_insideARow_isRefused() {
    try (RunDirectory run = create("x")) {
      run.table(COUNTS).number(1);
      assertThatThrownBy(() -> run.checkpoint(VERSION, out -> {}))
          .isInstanceOf(IllegalStateException.class);
      run.table(COUNTS).number(2).number(3).endRow();
      run.checkpoint(VERSION, out -> {});
    }
  }

  @Test
  void checkpoint_stateFails_keepsTheFormerOne() throws IOException {
    try (RunDirectory run = create("x")) {
      days(run, 0, 7);
      assertThatThrownBy(
              () ->
                  run.checkpoint(
                      VERSION,
                      out -> {
                        out.writeInt(99);
                        throw new IOException("No space left on device");
                      }))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("checkpoint.bin: cannot write: No space left on device");
    }
    try (RunDirectory run = RunDirectory.resume(parent.resolve("x"), VERSION)) {
      assertThat(day(run)).isEqualTo(5);
    }
  }

  @Test
  void create_runThere_isRefusedUnlessReplaced() throws IOException {
    Path done = whole("x");
    byte[] before = Files.readAllBytes(done.resolve("counts.csv"));
    assertThat(RunDirectory.status(parent, "x")).isEqualTo(RunDirectory.Status.COMPLETE);
    assertThatThrownBy(() -> create("x")).hasMessageContaining("this run is there already");
    try (RunDirectory run =
        RunDirectory.create(
            parent, "x", SCENARIO, Map.of(), Map.of(), manifest(Manifest.RUNNING), true)) {
      days(run, 0, 6);
      assertThat(Files.readAllBytes(done.resolve("counts.csv"))).isEqualTo(before);
    }
    assertThat(RunDirectory.status(parent, "x")).isEqualTo(RunDirectory.Status.PARTIAL);
    assertThatThrownBy(() -> create("x")).hasMessageContaining("resume or delete it");
    try (RunDirectory run = RunDirectory.resume(parent.resolve("x"), VERSION)) {
      run.table(COUNTS);
      run.complete(manifest(Manifest.COMPLETE));
    }
    assertThat(Files.readAllBytes(done.resolve("counts.csv"))).isNotEqualTo(before);
    try (var entries = Files.list(parent)) {
      assertThat(entries).containsExactly(done);
    }
  }

  @Test
  void create_held_isRefusedUntilClosed() {
    try (RunDirectory run = create("x")) {
      assertThatThrownBy(() -> RunDirectory.resume(run.path(), VERSION))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("another process is working on this run");
      assertThatThrownBy(
              () ->
                  RunDirectory.create(
                      parent, "x", SCENARIO, Map.of(), Map.of(), manifest(Manifest.RUNNING), true))
          .hasMessageContaining("another process");
    }
    RunDirectory.resume(parent.resolve("x"), VERSION).close();
  }

  @Test
  void create_lockFileOfAKilledProcess_isTakenOver() throws IOException {
    Files.write(parent.resolve(".x.lock"), new byte[] {1});
    create("x").close();
    assertThat(parent.resolve(".x.lock")).doesNotExist();
  }

  @Test
  void create_lockedByAnotherChannel_isRefused() throws IOException {
    Path file = parent.resolve(".x.lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      channel.write(ByteBuffer.allocate(1));
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> create("x")).hasMessageContaining("another process");
    }
  }

  @Test
  void create_underAFile_namesThePath() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "x");
    assertThatThrownBy(
            () ->
                RunDirectory.create(
                    file.resolve("runs"),
                    "x",
                    SCENARIO,
                    Map.of(),
                    Map.of(),
                    manifest(Manifest.RUNNING),
                    false))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining(file.resolve("runs") + ": cannot make this directory");
  }

  @Test
  void create_killedWhileBeginning_startsOver() throws IOException {
    Files.createDirectory(parent.resolve(".x.starting"));
    Files.writeString(parent.resolve(".x.starting").resolve("scenario.yaml.tmp"), "na");
    assertThat(RunDirectory.status(parent, "x")).isEqualTo(RunDirectory.Status.ABSENT);
    create("x").close();
    assertThat(parent.resolve(".x.starting")).doesNotExist();
  }

  @Test
  void row_wrongNumberOfValues_isRefused() {
    try (RunDirectory run = create("x")) {
      TableWriter table = run.table(COUNTS);
      table.number(1).count(2);
      assertThatThrownBy(table::endRow).hasMessageContaining("column share is missing");
      table.number(3);
      assertThatThrownBy(() -> table.number(4)).hasMessageContaining("only 3 columns");
    }
  }

  @Test
  void runId_sameInput_isTheSameAndEachPartCounts() {
    String id = RunDirectory.runId(SCENARIO, 7, "0.1.0");
    assertThat(id).matches("7-[0-9a-f]{8}").isEqualTo(RunDirectory.runId(SCENARIO, 7, "0.1.0"));
    assertThat(RunDirectory.runId(SCENARIO, 8, "0.1.0")).isNotEqualTo(id);
    assertThat(RunDirectory.runId(SCENARIO, 7, "0.1.1")).isNotEqualTo(id);
    assertThat(RunDirectory.runId(new byte[] {1}, 7, "0.1.0")).isNotEqualTo(id);
  }

  @Test
  void reader_completeRun_givesBackWhatWasWritten() {
    RunReader reader = RunReader.open(whole("x"));
    Table counts = reader.table("counts").orElseThrow();
    assertThat(counts.columns()).containsExactly("day", "cells", "share");
    assertThat(counts.rows()).isEqualTo(LAST);
    assertThat(counts.numbers("cells")[39]).isEqualTo(39_000);
    assertThat(counts.numbers("share")[1]).isEqualTo(0.25);
    Table notes = reader.table("notes").orElseThrow();
    assertThat(notes.text("text")).contains("he said \"no\", ümlaut\nand left").hasSize(14);
    assertThat(notes.text("clone")).startsWith("c0", "c3");
    assertThat(reader.table("ledger")).isEmpty();
    assertThat(reader.maps()).containsExactly("day-17", "day-27", "day-37", "day-7");
    assertThat(reader.map("day-7").orElseThrow().text("cell")).containsExactly("tumor");
    assertThat(reader.title()).isEqualTo("toy, seed 7");
    assertThat(reader.scenario()).isEqualTo(SCENARIO);
  }

  @Test
  void reader_unfinishedRunWithTornRow_leavesTheTornRowOut() throws IOException {
    try (RunDirectory run = create("x")) {
      days(run, 0, 12);
    }
    append(parent.resolve("x.partial/counts.csv"), "12,1".getBytes(UTF_8));
    RunReader reader = RunReader.open(parent.resolve("x"));
    assertThat(reader.table("counts").orElseThrow().rows()).isEqualTo(12);
  }

  @Test
  void manifest_writtenAndRead_isEqual() {
    Manifest manifest = manifest(Manifest.RUNNING);
    try (RunDirectory run = create("x")) {
      run.writeManifest(manifest);
      assertThat(Manifest.read(run.path())).isEqualTo(manifest);
    }
    assertThat(manifest.toJson())
        .contains("\"value\" : 191,")
        .contains("\"spacing\" : 0.1")
        .endsWith("}\n");
  }

  @Test
  void manifest_notices_areThereAlsoWhenThereIsNone() throws IOException {
    Manifest none = manifest(Manifest.RUNNING);
    none.write(parent);
    assertThat(parent.resolve("manifest.json")).content().contains("\"notices\" : [");
    assertThat(Manifest.read(parent).notices()).isEmpty();
    Manifest some =
        new Manifest(
            none.scenario(),
            none.runId(),
            none.status(),
            none.ended(),
            none.scenarioSha256(),
            none.seed(),
            none.version(),
            none.commit(),
            none.resolved(),
            none.parameters(),
            none.inputs(),
            none.warnings(),
            List.of("first", "second"),
            none.wall());
    Manifest complete =
        some.with(Manifest.COMPLETE, "death", List.of("w"), some.notices(), none.wall());
    complete.write(parent);
    assertThat(Manifest.read(parent).notices()).containsExactly("first", "second");
    assertThat(Manifest.read(parent)).isEqualTo(complete);
  }

  /** Linux's device that is always full stands for a table on a full disk. */
  private static void fill(RunDirectory run, TableSpec spec) throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full));
    Files.createSymbolicLink(run.path().resolve(spec.fileName()), full);
  }

  @Test
  void checkpoint_diskFull_saysSoAndLeavesTheRunUnfinished() throws IOException {
    try (RunDirectory run = create("7-abc")) {
      fill(run, COUNTS);
      assertThatThrownBy(() -> days(run, 0, LAST))
          .isInstanceOf(ResultsException.class)
          .hasMessage(run.path().resolve("counts.csv") + ": cannot write: No space left on device");
      assertThatThrownBy(run::close).isInstanceOf(ResultsException.class);
    }
    assertThat(RunDirectory.status(parent, "7-abc")).isEqualTo(RunDirectory.Status.PARTIAL);
    Files.delete(parent.resolve("7-abc.partial").resolve("counts.csv"));
    try (RunDirectory run = RunDirectory.resume(parent.resolve("7-abc"), VERSION)) {
      days(run, day(run), LAST);
      run.complete(manifest(Manifest.COMPLETE));
    }
    assertThat(RunComparison.compare(parent.resolve("7-abc"), whole("other"))).isEmpty();
  }

  @Test
  void write_diskFull_leavesNoUnfinishedFile() throws IOException {
    try (RunDirectory run = create("7-abc")) {
      Path temporary = run.path().resolve("tree.nwk.tmp");
      assumeTrue(Files.exists(Path.of("/dev/full")));
      Files.createSymbolicLink(temporary, Path.of("/dev/full"));
      assertThatThrownBy(() -> run.writeText("tree.nwk", "(a,b);"))
          .isInstanceOf(ResultsException.class)
          .hasMessageContaining("tree.nwk: cannot write: No space left on device");
      assertThat(Files.exists(temporary, LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }

  @Test
  void create_source_isKeptByteForByte() throws IOException {
    byte[] own = "# mine\r\nname: toy\n".getBytes(UTF_8);
    Manifest manifest = manifest(Manifest.RUNNING);
    try (RunDirectory run =
        RunDirectory.create(
            parent, "7-abc", SCENARIO, Map.of(), Map.of("toy.yaml", own), manifest, false)) {
      assertThat(run.path().resolve("source").resolve("toy.yaml")).hasBinaryContent(own);
      assertThat(run.path().resolve("inputs")).doesNotExist();
    }
  }

  @Test
  void compare_wallAndChartsDiffer_isNoDifference() throws IOException {
    Path a = whole("a");
    Path b = whole("b");
    Manifest.Wall later = new Manifest.Wall("2027-01-01T00:00:00Z", "x", 9, "25", 4);
    manifest(Manifest.COMPLETE).with(Manifest.COMPLETE, "", List.of(), List.of(), later).write(b);
    Files.createDirectory(b.resolve("charts"));
    Files.write(b.resolve("charts/x.png"), new byte[] {1});
    assertThat(RunComparison.compare(a, b)).isEmpty();
  }

  @Test
  void compare_filesDiffer_namesTheFirstLineOfEach() throws IOException {
    Path a = whole("a");
    Path b = whole("b");
    Path table = b.resolve("counts.csv");
    Files.writeString(table, Files.readString(table).replace("2,2000,0.2", "2,2001,0.2"));
    Files.delete(b.resolve("notes.csv"));
    manifest(Manifest.COMPLETE)
        .with(Manifest.FAILED, "", List.of(), List.of(), manifest(Manifest.RUNNING).wall())
        .write(b);
    assertThat(RunComparison.compare(a, b).stream().map(RunComparison.Difference::toString))
        .containsExactly(
            "counts.csv, line 4: '2,2000,0.2' against '2,2001,0.2'",
            "manifest.json, line 4: '  \"status\" : \"complete\",' against '  \"status\" :"
                + " \"failed\",'",
            "notes.csv: only in the first");
    assertThat(RunComparison.compareTables(a, b)).hasSize(2);
  }

  @Test
  void tables_allColumns_areDescribedInTheDictionary() {
    try (RunDirectory run = create("x")) {
      TableSpec series = Tables.timeseries(List.of("pembrolizumab", "anti-TIM-3"));
      run.table(series);
      run.table(Tables.CLONES);
      run.checkpoint(VERSION, out -> {});
      Map<String, List<ColumnSpec>> dictionary = Dictionary.read(run.path());
      assertThat(dictionary.keySet()).containsExactly("clones", "timeseries");
      assertThat(dictionary.get("timeseries"))
          .isEqualTo(series.columns())
          .contains(
              new ColumnSpec(
                  "plasma_anti_tim_3_mg_per_l", "mg/L", "Plasma concentration of anti-TIM-3"));
    }
  }
}
