package org.evade.cli;

import java.util.EnumMap;
import java.util.Map;

/**
 * Finds out on which part of a simulation a thread spends its time, by looking at its stack every
 * few milliseconds. The model itself knows no clock, so it is watched from outside.
 */
final class PhaseSampler implements AutoCloseable {

  private static final long EVERY_MILLIS = 10;
  private static final String MODEL = "org.evade.patient.";

  /** The parts, as the cost table names them. */
  enum Phase {
    FIELDS("fields"),
    LEUKOCYTES("leukocytes"),
    TUMOR("tumor and ledger"),
    CIRCULATION("circulation"),
    OUTPUT("output"),
    OTHER("other");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  private final Map<Phase, Integer> samples = new EnumMap<>(Phase.class);
  private final Thread watched;
  private final Thread sampler;
  private volatile boolean done;

  /** Watches a thread from now on. */
  PhaseSampler(Thread watched) {
    this.watched = watched;
    for (Phase phase : Phase.values()) {
      samples.put(phase, 0);
    }
    sampler = new Thread(this::sample, "phase-sampler");
    sampler.setDaemon(true);
    sampler.start();
  }

  private void sample() {
    while (!done) {
      try {
        Thread.sleep(EVERY_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      samples.merge(phase(watched.getStackTrace()), 1, Integer::sum);
    }
  }

  /** The part that a stack belongs to: that of its innermost frame that tells. */
  static Phase phase(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String name = frame.getClassName();
      if (name.startsWith("org.evade.observation.") || name.startsWith("org.evade.results.")) {
        return Phase.OUTPUT;
      }
      if (name.startsWith(MODEL)) {
        String simple = name.substring(MODEL.length()).replaceFirst("\\$.*", "");
        Phase phase =
            switch (simple) {
              case "FieldStep" -> Phase.FIELDS;
              case "LeukocyteStep" -> Phase.LEUKOCYTES;
              case "TumorStep", "ContactLedger", "RestOfLesion", "Reservoir" -> Phase.TUMOR;
              case "Circulation", "EntryStep", "FateStep" -> Phase.CIRCULATION;
              case "Scans", "GenotypeWatch" -> Phase.OUTPUT;
              default -> Phase.OTHER;
            };
        if (phase != Phase.OTHER) {
          return phase;
        }
      }
    }
    return Phase.OTHER;
  }

  /** Stops watching. */
  @Override
  public void close() {
    done = true;
    sampler.interrupt();
    try {
      sampler.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Share of the time spent on a part, 0 to 1; to be asked after {@link #close()}. */
  double share(Phase phase) {
    int sum = 0;
    for (int count : samples.values()) {
      sum += count;
    }
    return sum == 0 ? 0 : samples.get(phase) / (double) sum;
  }
}
