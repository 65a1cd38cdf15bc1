package org.evade.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.evade.catalogue.DrugLibrary;
import org.evade.observation.Census;
import org.evade.observation.CloneRow;
import org.evade.observation.EventRow;
import org.evade.observation.LedgerRow;
import org.evade.observation.Observer;
import org.evade.observation.RowSink;
import org.evade.observation.ScanRow;
import org.evade.observation.Snapshot;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures how many days a second this machine simulates, and what they are spent on. */
@Command(
    name = "bench",
    description = "Measures how many days a second this machine simulates, and on what.")
final class BenchCommand implements Callable<Integer> {

  private static final long DAY = 1440;
  private static final double NANOS = 1e9;
  private static final double MEGABYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Option(names = "--large", description = "Also 50 x 50 x 50 and 1000 x 1000 voxels.")
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
    List<Size> sizes = new ArrayList<>();
    sizes.add(new Size("80 x 80", "{size: 80}", 0.2));
    sizes.add(new Size("150 x 150", "{size: 150}", 0.2));
    if (large) {
      sizes.add(new Size("50 x 50 x 50", "{dimensions: 3, size: 50}", 0.55));
      sizes.add(new Size("1000 x 1000", "{size: 1000}", 0.3));
    }
    PrintWriter out = spec.commandLine().getOut();
    BuildInfo build = BuildInfo.read();
    out.printf(
        "evade %s (%s), Java %s, %s %s, %d processors, %d threads used%n",
        build.version(),
        build.commit(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        threads);
    Table table = new Table();
    List<String> head =
        new ArrayList<>(List.of("voxels", "cells", "CD8", "days/s", "ns/cell-hour", "MB"));
    for (PhaseSampler.Phase phase : PhaseSampler.Phase.values()) {
      head.add(phase.label());
    }
    table.row(head.toArray(String[]::new));
    for (Size size : sizes) {
      table.row(measure(size).toArray(String[]::new));
    }
    table.print(out, "");
    out.println();
    out.println(
        "Whole model under pembrolizumab from the start of its burn-in; rows are made, but not written.");
    out.println("The shares are of the time, by looking every 10 ms; cells and CD8 are means.");
    out.flush();
    return Evade.DONE;
  }

  private List<String> measure(Size size) {
    try (VirtualPatient patient =
        new VirtualPatient(scenario(size), DrugLibrary.shipped(), threads)) {
      Tally tally = new Tally();
      patient.addListener(tally);
      patient.addListener(new Observer(new Nowhere()));
      // The first days teach the compiler; they do not count.
      run(patient, tally, seconds / 3);
      tally.days = 0;
      tally.cells = 0;
      tally.cd8 = 0;
      PhaseSampler sampler = new PhaseSampler(Thread.currentThread());
      double spent;
      try (sampler) {
        spent = run(patient, tally, seconds);
      }
      return row(size, sampler, tally, spent);
    }
  }

  /** Takes every row and keeps none: the disk is not measured. */
  private static final class Nowhere implements RowSink {
    @Override
    public void census(Census census) {}

    @Override
    public void clone(CloneRow row) {}

    @Override
    public void ledger(LedgerRow row) {}

    @Override
    public void event(EventRow row) {}

    @Override
    public void scan(ScanRow row) {}

    @Override
    public void map(String label, Snapshot snapshot) {}
  }

  /** Counts days, also those of a burn-in that begins anew. */
  private static final class Tally implements VirtualPatient.DayListener {
    private int days;
    private double cells;
    private double cd8;

    @Override
    public void day(VirtualPatient patient, int day) {
      Lesion lesion = patient.lesions().get(0);
      days++;
      cells += lesion.tumor().count();
      cd8 += lesion.cd8().count();
    }
  }

  /** Runs for a time, but for a day at least. Returns the nanoseconds it took. */
  private static double run(VirtualPatient patient, Tally tally, double time) {
    long start = System.nanoTime();
    do {
      patient.runTo(patient.minute() + DAY);
    } while (System.nanoTime() - start < time * NANOS && patient.ended().isEmpty());
    if (tally.days == 0) {
      throw new IllegalStateException("the patient ended before it could be measured");
    }
    return System.nanoTime() - start;
  }

  private static List<String> row(Size size, PhaseSampler sampler, Tally tally, double nanos) {
    Runtime runtime = Runtime.getRuntime();
    List<String> row = new ArrayList<>();
    row.add(size.title());
    row.add(text("%.0f", tally.cells / tally.days));
    row.add(text("%.0f", tally.cd8 / tally.days));
    row.add(text("%.3g", tally.days / (nanos / NANOS)));
    row.add(text("%.0f", nanos / (24 * (tally.cells + tally.cd8))));
    row.add(text("%.0f", (runtime.totalMemory() - runtime.freeMemory()) / MEGABYTE));
    for (PhaseSampler.Phase phase : PhaseSampler.Phase.values()) {
      row.add(text("%.0f %%", 100 * sampler.share(phase)));
    }
    return row;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** The patient as a user would write it. */
  private static Scenario scenario(Size size) {
    String yaml =
        "name: bench\nduration: 2000 days\nlesions:\n  - {lattice: "
            + size.lattice()
            + ", fill: "
            + size.fill()
            + "}\ntreatment:\n  - drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]\n";
    return ScenarioReader.read(yaml, Path.of("bench.yaml"), Library.vocabulary(), List.of());
  }
}
