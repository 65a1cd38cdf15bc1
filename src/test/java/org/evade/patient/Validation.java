package org.evade.patient;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.evade.cli.BuildInfo;
import org.evade.results.ColumnSpec;
import org.evade.results.StudyTable;
import org.evade.results.TableSpec;

/**
 * What the studies of the validation profile share: where their tables are, what the rows were made
 * with, and the log of sessions. Set on Maven's command line:
 *
 * <ul>
 *   <li>{@code -Dvalidation.directory}: the tables' directory, {@code target/validation} if not
 *       given;
 *   <li>{@code -Dvalidation.seeds}: seeds of a cohort, or most seeds of the equivalence study;
 *   <li>{@code -Dvalidation.set}: settings over those of the scenarios, separated by blanks, to try
 *       a study in small.
 * </ul>
 */
final class Validation {

  /** First seed; the suites of {@code mvn verify} use 1 to 8. */
  static final int FIRST_SEED = 101;

  private static final List<String> MODEL =
      List.of(
          "random",
          "response",
          "catalogue",
          "scenario",
          "tissue",
          "cell",
          "therapy",
          "mechanism",
          "patient");

  private static final TableSpec SESSIONS =
      new TableSpec(
          "sessions",
          List.of(
              column("started", ColumnSpec.TEXT, "Start of the session, UTC"),
              column("study", ColumnSpec.TEXT, "What was run"),
              column("runs", "1", "Patients simulated in it"),
              column("cpu_minutes", "min", "Processor time of these"),
              column("wall_minutes", "min", "Time of the session"),
              column("made_with", ColumnSpec.ID, "Model, scenario and settings, as in the rows"),
              column("commit", ColumnSpec.TEXT, "Git commit of the build"),
              column("command", ColumnSpec.TEXT, "Maven's command line"),
              column("machine", ColumnSpec.TEXT, "Processor, cores and system"),
              column("java", ColumnSpec.TEXT, "Java virtual machine")));

  private Validation() {}

  static ColumnSpec column(String name, String unit, String meaning) {
    return new ColumnSpec(name, unit, meaning);
  }

  static Path directory() {
    return Path.of(System.getProperty("validation.directory", "target/validation"));
  }

  /** How many seeds to run. */
  static int seeds(int usual) {
    return Integer.getInteger("validation.seeds", usual);
  }

  /** The settings given, then more. */
  static String[] settings(String... more) {
    String given = System.getProperty("validation.set", "").strip();
    Stream<String> all = given.isEmpty() ? Stream.empty() : Arrays.stream(given.split("\\s+"));
    return Stream.concat(all, Arrays.stream(more)).toArray(String[]::new);
  }

  /**
   * Opens a table of runs, whose last column is {@code made_with}.
   *
   * @throws IllegalStateException when it has rows of another model, scenario or settings
   */
  static StudyTable open(TableSpec spec, int keys, String madeWith) {
    StudyTable table = StudyTable.open(directory(), spec, keys);
    for (StudyTable.Row row : table.rows()) {
      if (!row.text("made_with").equals(madeWith)) {
        throw new IllegalStateException(
            "%s in %s has rows made with %s; this model, scenario and settings are %s. Delete the"
                    .formatted(spec.name(), directory(), row.text("made_with"), madeWith)
                + " file or give another -Dvalidation.directory");
      }
    }
    return table;
  }

  /** Checksum of the model's classes and data, of a scenario file and of the settings. */
  static String madeWith(String scenario) {
    CRC32C sum = new CRC32C();
    Path classes = Path.of("target", "classes", "org", "evade");
    try {
      for (String part : MODEL) {
        try (Stream<Path> files = Files.walk(classes.resolve(part))) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            sum.update(Files.readAllBytes(file));
          }
        }
      }
      sum.update(Files.readAllBytes(Path.of("scenarios", scenario + ".yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sum.update(String.join(" ", settings()).getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(sum.getValue());
  }

  /** A run that takes its row into a table when it is done. */
  @FunctionalInterface
  interface Run {
    void run();
  }

  /** Does runs two at a time; after each, the session's row says how far it came. */
  static void session(String study, String madeWith, List<Run> runs) {
    if (runs.isEmpty()) {
      return;
    }
    Session session = new Session(study, madeWith, Instant.now());
    List<Callable<Void>> tasks = new ArrayList<>();
    for (Run run : runs) {
      tasks.add(
          () -> {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            run.run();
            session.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
            return null;
          });
    }
    Cohort.twoAtATime(tasks);
  }

  /** A session as it goes on. */
  private static final class Session {

    private final StudyTable table = StudyTable.open(directory(), SESSIONS, 2);
    private final String study;
    private final String madeWith;
    private final Instant start;
    private int runs;
    private long cpu;

    Session(String study, String madeWith, Instant start) {
      this.study = study;
      this.madeWith = madeWith;
      this.start = start;
    }

    synchronized void add(long cpuNanoseconds) {
      runs++;
      cpu += cpuNanoseconds;
      table.add(
          start.truncatedTo(ChronoUnit.SECONDS).toString(),
          study,
          runs,
          minutes(cpu),
          minutes(Duration.between(start, Instant.now()).toNanos()),
          madeWith,
          BuildInfo.read().commit(),
          command(),
          machine(),
          System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    }
  }

  /** Processor minutes of a run of a study, over all sessions with the same model. */
  static double minutesPerRun(String study, String madeWith) {
    double runs = 0;
    double minutes = 0;
    for (StudyTable.Row row : StudyTable.open(directory(), SESSIONS, 2).rows()) {
      if (row.text("study").equals(study) && row.text("made_with").equals(madeWith)) {
        runs += row.number("runs");
        minutes += row.number("cpu_minutes");
      }
    }
    return minutes / runs;
  }

  private static double minutes(long nanoseconds) {
    return Math.round(nanoseconds / 6e8) / 100.0;
  }

  private static String command() {
    String arguments = System.getenv("MAVEN_CMD_LINE_ARGS");
    return arguments == null ? "not started by mvn" : "mvn " + arguments.strip();
  }

  private static String machine() {
    Path info = Path.of("/proc/cpuinfo");
    String processor = System.getProperty("os.arch");
    try {
      if (Files.isReadable(info)) {
        processor =
            Files.readAllLines(info).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(processor);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "%s, %d cores, %s %s"
        .formatted(
            processor,
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.version"));
  }
}
