package org.evade.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.evade.cell.Leukocytes;
import org.evade.observation.Observer;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.results.ResultsException;
import org.evade.results.RunDirectory;
import org.evade.results.RunTables;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.study.RunPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures what a simulation costs on this machine in time and memory, and what for. */
@Command(
    name = "bench",
    description = {
      "Measures how many days a second this machine simulates, and on what, how much memory that"
          + " takes, and how soon a run starts.",
      ""
    })
final class BenchCommand implements Callable<Integer> {

  private static final long DAY = 1440;
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1 << 20;
  private static final int STARTS = 3;
  private static final String MODEST_HEAP = "-Xmx300m";

  /** Share of the time for a size that teaches the compiler. */
  private static final double WARM_UP = 0.5;

  /** Days for which sizes are compared, while tumors of all sizes are in the same state. */
  private static final int COMPARED_DAYS = 25;

  private static final int COMPARED_WARM_UP_DAYS = 5;

  private static final Size DEFAULT = new Size("150 x 150", "{size: 150}", 0.2);

  @Spec private CommandSpec spec;

  @Option(
      names = "--large",
      description =
          "Also 50 x 50 x 50 and 1000 x 1000 voxels, the cost per cell of lattices up to 2240 x"
              + " 2240, and a run in a heap of 300 MB. Takes minutes, and a heap of 4 GB.")
  private boolean large;

  @Option(
      names = "--seconds",
      paramLabel = "S",
      description = "Time for each size, ${DEFAULT-VALUE} s when left out.")
  private double seconds = 10;

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads, ${DEFAULT-VALUE} when left out.")
  private int threads = 1;

  /**
   * A patient to measure.
   *
   * @param title how the table names it
   * @param lattice its lattice as a scenario writes it
   * @param fill share of the voxels that hold a tumor cell
   */
  private record Size(String title, String lattice, double fill) {}

  @Override
  public Integer call() {
    if (!(seconds > 0) || threads < 1) {
      throw new ParameterException(
          spec.commandLine(), "--seconds must be more than 0, and --threads 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    BuildInfo build = BuildInfo.read();
    out.printf(
        Locale.ROOT,
        "evade %s (%s), Java %s, %s %s, %d processors, heap up to %.0f MB, threads used: %d%n",
        build.version(),
        build.commit(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() / MEGABYTE,
        threads);
    Path folder = temporaryFolder();
    try {
      sizes(folder, out);
      starts(folder, out);
      if (large) {
        growth(folder, out);
      }
    } finally {
      ReplayCommand.delete(folder);
    }
    return Evade.DONE;
  }

  private static Path temporaryFolder() {
    Path where = Path.of(System.getProperty("java.io.tmpdir"));
    try {
      return Files.createTempDirectory(where, "evade-bench-");
    } catch (IOException e) {
      throw new ResultsException(where, "cannot make a directory here", e);
    }
  }

  /** Days a second, memory and phases. */
  private void sizes(Path folder, PrintWriter out) {
    List<Size> sizes = new ArrayList<>(List.of(new Size("80 x 80", "{size: 80}", 0.2), DEFAULT));
    if (large) {
      sizes.add(new Size("50 x 50 x 50", "{dimensions: 3, size: 50}", 0.55));
      sizes.add(new Size("1000 x 1000", "{size: 1000}", 0.3));
    }
    Table table = new Table();
    List<String> head =
        new ArrayList<>(
            List.of("voxels", "tumor cells", "leukocytes", "days/s", "ns/cell-hour", "live MB"));
    for (PhaseSampler.Phase phase : PhaseSampler.Phase.values()) {
      head.add(phase.label());
    }
    table.row(head.toArray(String[]::new));
    for (Size size : sizes) {
      try (Bench bench = new Bench(size, folder)) {
        bench.run(WARM_UP * seconds, Integer.MAX_VALUE);
        Stretch plain = bench.run(seconds, Integer.MAX_VALUE);
        double live = liveMegabytes();
        PhaseSampler sampler = new PhaseSampler(Thread.currentThread());
        try (sampler) {
          bench.run(seconds, Integer.MAX_VALUE);
        }
        table.row(row(size, plain, live, sampler));
      }
    }
    table.print(out, "");
    out.println();
    out.println(
        "Whole model from the start of its burn-in, then under pembrolizumab, with the rows of"
            + " every day");
    out.println(
        "written to a temporary run directory; no maps, charts or checkpoints. Cells are means."
            + " Live MB is");
    out.println(
        "the heap in use after a garbage collection. The shares are of a second stretch of time,"
            + " by looking");
    out.println("every 10 ms, which slows it; the first, unwatched, gives all else.");
    out.flush();
  }

  private static String[] row(Size size, Stretch plain, double live, PhaseSampler sampler) {
    List<String> row = new ArrayList<>();
    row.add(size.title());
    row.add(text("%.0f", plain.tumorCells()));
    row.add(text("%.0f", plain.leukocytes()));
    row.add(text("%.3g", plain.days() / (plain.nanos() / NANOS)));
    row.add(text("%.0f", plain.nanosPerCellHour()));
    row.add(text("%.0f", live));
    for (PhaseSampler.Phase phase : PhaseSampler.Phase.values()) {
      row.add(text("%.0f %%", 100 * sampler.share(phase)));
    }
    return row.toArray(String[]::new);
  }

  /** Heap in use by what is reachable, in MB. */
  @SuppressWarnings("ExplicitGC") // What is live is asked for, not what lies about.
  private static double liveMegabytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
  }

  /** Cost of a cell as the lattice grows. */
  private void growth(Path folder, PrintWriter out) {
    Table table = new Table();
    table.row("voxels", "tumor cells", "leukocytes", "days", "ns/cell-hour");
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int edge : new int[] {224, 500, 1000, 2240}) {
      Size size = new Size(edge + " x " + edge, "{size: " + edge + "}", 0.2);
      try (Bench bench = new Bench(size, folder)) {
        bench.run(WARM_UP * seconds, COMPARED_WARM_UP_DAYS);
        Stretch stretch = bench.run(seconds, COMPARED_DAYS);
        double cost = stretch.nanosPerCellHour();
        least = Math.min(least, cost);
        most = Math.max(most, cost);
        table.row(
            size.title(),
            text("%.0f", stretch.tumorCells()),
            text("%.0f", stretch.leukocytes()),
            Integer.toString(stretch.days()),
            text("%.0f", cost));
      }
    }
    out.println();
    table.print(out, "");
    out.printf(
        Locale.ROOT,
        "Within the first %d days of the burn-in the dearest cell-hour costs %.2f times the cheapest.%n",
        COMPARED_WARM_UP_DAYS + COMPARED_DAYS,
        most / least);
    out.flush();
  }

  /** Time to the first tick, and whether a run goes through in a modest heap. */
  private void starts(Path folder, PrintWriter out) {
    Path file = folder.resolve("bench.yaml");
    try {
      Files.writeString(file, yaml(DEFAULT));
      double[] starts = new double[STARTS];
      for (int i = 0; i < STARTS; i++) {
        long start = System.nanoTime();
        Process process = start(file, folder.resolve("start-" + i));
        try {
          // Its first line tells that the first day has begun.
          if (process.getInputStream().read() < 0) {
            throw new IllegalStateException("'evade run' said nothing");
          }
          starts[i] = (System.nanoTime() - start) / NANOS;
        } finally {
          process.destroyForcibly().waitFor();
        }
      }
      Arrays.sort(starts);
      out.println();
      out.printf(
          Locale.ROOT,
          "Start-up: %.2f s from the start of the process to the first tick of 'evade run' on %s"
              + " (median of %d).%n",
          starts[STARTS / 2],
          DEFAULT.title(),
          STARTS);
      if (large) {
        Process process = start(file, folder.resolve("whole"));
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        out.printf(
            "'evade run' of burn-in and one day on %s with java %s: %s.%n",
            DEFAULT.title(), MODEST_HEAP, process.waitFor() == Evade.DONE ? "done" : "failed");
      }
    } catch (IOException e) {
      throw new ResultsException(file, "cannot run this", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for 'evade run'", e);
    }
    out.flush();
  }

  private Process start(Path file, Path results) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            MODEST_HEAP,
            "-cp",
            System.getProperty("java.class.path"),
            Evade.class.getName(),
            "run",
            file.toString(),
            "--days=1",
            "--no-charts",
            "--threads=" + threads,
            "--out=" + results)
        .redirectErrorStream(true)
        .start();
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The patient as a user would write it. */
  private static String yaml(Size size) {
    return "name: bench\nduration: 2000 days\nlesions:\n  - {lattice: "
        + size.lattice()
        + ", fill: "
        + size.fill()
        + "}\ntreatment:\n  - drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]\n";
  }

  /**
   * What was measured over some days.
   *
   * @param days the days, also those of a burn-in that began anew
   * @param nanos time they took
   * @param tumorCells mean number of tumor cells
   * @param leukocytes mean number of leukocytes of all kinds
   */
  private record Stretch(int days, double nanos, double tumorCells, double leukocytes) {
    double nanosPerCellHour() {
      return nanos / (24 * days * (tumorCells + leukocytes));
    }
  }

  /** A patient whose rows go into a run directory. */
  private final class Bench implements AutoCloseable {
    private final RunDirectory directory;
    private final VirtualPatient patient;
    private int days;
    private double tumorCells;
    private double leukocytes;

    Bench(Size size, Path folder) {
      Scenario scenario =
          ScenarioReader.read(yaml(size), Path.of("bench.yaml"), Library.vocabulary(), List.of());
      RunPlan plan = RunPlan.of(scenario, Library.vocabulary());
      BuildInfo build = BuildInfo.read();
      directory =
          RunDirectory.create(
              folder,
              "run",
              plan.yaml(),
              Map.of(),
              Map.of(),
              plan.manifest("run", build.version(), build.commit(), threads),
              true);
      patient = new VirtualPatient(scenario, plan.drugs(), threads);
      Observer observer =
          new Observer(new RunTables(directory, patient.treatment().drugs(), false));
      // The days of a burn-in give rows too when they count from 1.
      int before = (int) (-patient.firstMinute() / DAY) + 1;
      patient.addListener((p, day) -> observer.day(p, day + before));
      patient.addListener((p, day) -> count(p.lesions().get(0)));
    }

    private void count(Lesion lesion) {
      days++;
      tumorCells += lesion.tumor().count();
      for (Leukocytes kind : lesion.leukocytes()) {
        leukocytes += kind.count();
      }
    }

    /** Runs for a time, but for a day at least and for so many days at most. */
    Stretch run(double time, int mostDays) {
      days = 0;
      tumorCells = 0;
      leukocytes = 0;
      long start = System.nanoTime();
      do {
        patient.runTo(patient.minute() + DAY);
      } while (days < mostDays
          && System.nanoTime() - start < time * NANOS
          && patient.ended().isEmpty());
      if (days == 0) {
        throw new IllegalStateException("the patient ended before it could be measured");
      }
      return new Stretch(days, System.nanoTime() - start, tumorCells / days, leukocytes / days);
    }

    @Override
    public void close() {
      patient.close();
      directory.close();
    }
  }
}
