package org.evade.study;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.evade.observation.Observer;
import org.evade.patient.Ending;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.results.Manifest;
import org.evade.results.RunDirectory;
import org.evade.results.RunReader;
import org.evade.results.RunTables;

/**
 * Carries one patient to the end of its scenario in a run directory. Checkpoints are taken at hour
 * boundaries, when enough wall time has gone by; no byte of the results depends on when.
 */
public final class PatientRun {

  /** Version of the state in a checkpoint; to be raised when its layout changes. */
  public static final int STATE_VERSION = 5;

  /** The tree of clones. */
  public static final String PHYLOGENY = "phylogeny.nwk";

  private static final long HOUR = 60;
  private static final long DAY = 1440;

  private final RunPlan plan;
  private final RunDirectory directory;
  private final Manifest manifest;
  private final int threads;
  private final double checkpointSeconds;
  private final Consumer<Path> charts;

  /** Told how far a run is. */
  @FunctionalInterface
  public interface Progress {
    /**
     * A day has begun.
     *
     * @param day day of treatment, negative in the burn-in; may go back when a draw is refused
     * @param diameterMm diameter of the lesions together, in mm
     */
    void day(int day, double diameterMm);
  }

  /** How a run was left. */
  public enum Outcome {
    /** It is complete. */
    COMPLETE,
    /** It was asked to stop and can be resumed. */
    INTERRUPTED
  }

  /**
   * A run to be begun or gone on with.
   *
   * @param plan what to run
   * @param directory where to, begun or resumed; closed by {@link #run}
   * @param manifest the directory's manifest
   * @param threads threads for the fields
   * @param checkpointSeconds wall time between checkpoints
   * @param charts draws the charts of a run directory at its end
   */
  public PatientRun(
      RunPlan plan,
      RunDirectory directory,
      Manifest manifest,
      int threads,
      double checkpointSeconds,
      Consumer<Path> charts) {
    this.plan = plan;
    this.directory = directory;
    this.manifest = manifest;
    this.threads = threads;
    this.checkpointSeconds = checkpointSeconds;
    this.charts = charts;
  }

  /**
   * Runs to the end, or to the next hour boundary after it is asked to stop.
   *
   * @param stop whether to stop
   * @param progress told of every day
   * @return how the run was left; a run that fails throws and leaves a manifest that says so
   */
  public Outcome run(BooleanSupplier stop, Progress progress) {
    long started = System.nanoTime();
    try (directory) {
      return run(stop, progress, started);
    }
  }

  /** Runs while the directory is ours; of a failure its manifest tells before it is let go. */
  private Outcome run(BooleanSupplier stop, Progress progress, long started) {
    try (VirtualPatient patient = new VirtualPatient(plan.scenario(), plan.drugs(), threads)) {
      boolean several = plan.scenario().lesions().size() > 1;
      Observer observer =
          new Observer(new RunTables(directory, patient.treatment().drugs(), several));
      patient.addListener(observer);
      patient.addListener((p, day) -> progress.day(day, diameter(p)));
      directory.state().ifPresent(bytes -> read(bytes, patient, observer));
      // The last day is looked at when its first hour is simulated.
      long end = plan.scenario().durationDays() * DAY + HOUR;
      long checkpointed = System.nanoTime();
      while (patient.minute() < end && patient.ended().isEmpty()) {
        if (stop.getAsBoolean()) {
          checkpoint(patient, observer, Manifest.INTERRUPTED, started);
          return Outcome.INTERRUPTED;
        }
        if (Clock.secondsSince(checkpointed) >= checkpointSeconds) {
          checkpoint(patient, observer, Manifest.RUNNING, started);
          checkpointed = System.nanoTime();
        }
        patient.runTo(patient.minute() + HOUR);
      }
      checkpoint(patient, observer, Manifest.RUNNING, started);
      observer.finish(patient);
      finish(patient, started);
      return Outcome.COMPLETE;
    } catch (RuntimeException e) {
      fail(e, started);
      throw e;
    }
  }

  private static double diameter(VirtualPatient patient) {
    double sum = 0;
    for (Lesion lesion : patient.lesions()) {
      sum += lesion.diameterMm();
    }
    return sum;
  }

  private void read(byte[] state, VirtualPatient patient, Observer observer) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      patient.readState(in);
      observer.readState(in);
    } catch (IOException e) {
      throw new UncheckedIOException(
          directory.path() + ": the checkpoint does not fit this build", e);
    }
  }

  private void checkpoint(VirtualPatient patient, Observer observer, String status, long started) {
    directory.checkpoint(STATE_VERSION, out -> write(out, patient, observer));
    directory.writeManifest(
        manifest.with(status, "", plan.warnings(), plan.notices(), wall(started, false)));
  }

  private static void write(DataOutput out, VirtualPatient patient, Observer observer)
      throws IOException {
    patient.writeState(out);
    observer.writeState(out);
  }

  private Manifest.Wall wall(long started, boolean finished) {
    return Clock.later(manifest.wall(), Clock.secondsSince(started), finished);
  }

  private void finish(VirtualPatient patient, long started) {
    directory.flush();
    directory.writeText(
        PHYLOGENY,
        RunReader.open(directory.path()).table("clones").map(CloneTree::newick).orElse(""));
    List<String> warnings = new ArrayList<>(plan.warnings());
    List<String> notices = new ArrayList<>(plan.notices());
    int refused = patient.refusals().size();
    if (refused > 0) {
      notices.add(
          (refused == 1 ? "1 draw" : refused + " draws")
              + " of the burn-in refused before the one that was taken, the last because "
              + patient.refusals().get(refused - 1));
    }
    if (patient.ended().equals(Optional.of(Ending.DOMAIN_FULL))) {
      warnings.add(
          "domain full on day "
              + Math.floorDiv(patient.minute(), DAY)
              + " of "
              + plan.scenario().durationDays()
              + ": the run ends there, since beyond it the walls of the lattice, not the biology,"
              + " would limit growth");
    }
    charts.accept(directory.path());
    directory.complete(
        manifest.with(
            Manifest.COMPLETE,
            patient.ended().map(Ending::words).orElse(Observer.LAST_DAY),
            warnings,
            notices,
            wall(started, true)));
  }

  private void fail(RuntimeException e, long started) {
    List<String> warnings = new ArrayList<>(plan.warnings());
    warnings.add("failed: " + e.getMessage());
    try {
      directory.writeManifest(
          manifest.with(Manifest.FAILED, "", warnings, plan.notices(), wall(started, true)));
    } catch (RuntimeException again) {
      e.addSuppressed(again);
    }
  }
}
