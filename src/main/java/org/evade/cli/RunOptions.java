package org.evade.cli;

import picocli.CommandLine.Option;

/** Options of all commands that simulate; none of them changes a byte of the results. */
final class RunOptions {

  @Option(
      names = "--threads",
      paramLabel = "T",
      description = "Threads to use, the computer's by default; no result depends on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Show no progress and no summary.")
  private boolean quiet;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "Time between checkpoints (default: 30 s).")
  private double checkpointSeconds;

  @Option(names = "--no-charts", description = "Draw no charts; 'evade plot' draws them later.")
  private boolean noCharts;

  private boolean noSummary;

  /** Threads to use. */
  int threads() {
    return threads;
  }

  /** Whether to print no summary. */
  boolean noSummary() {
    return quiet || noSummary;
  }

  /** These options, but no summary in the end. */
  RunOptions withoutSummary() {
    RunOptions other = new RunOptions();
    other.threads = threads;
    other.quiet = quiet;
    other.checkpointSeconds = checkpointSeconds;
    other.noCharts = true;
    other.noSummary = true;
    return other;
  }

  /** Whether to be quiet. */
  boolean quiet() {
    return quiet;
  }

  /** Whether to draw charts at the end. */
  boolean charts() {
    return !noCharts;
  }

  /** Wall time between checkpoints in s. */
  double checkpointSeconds() {
    return checkpointSeconds;
  }
}
