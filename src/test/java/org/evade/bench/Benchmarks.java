package org.evade.bench;

import java.util.Collection;
import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the JMH benchmarks of this package and prints one table; on a busy machine the best
 * iteration says more than the mean.
 */
public final class Benchmarks {

  private Benchmarks() {}

  /**
   * Runs the benchmarks.
   *
   * @param args regular expressions of benchmark names within this package; none for all
   */
  public static void main(String[] args) throws RunnerException {
    OptionsBuilder builder = new OptionsBuilder();
    String prefix = "^" + Benchmarks.class.getPackageName().replace(".", "\\.") + "\\.";
    if (args.length == 0) {
      builder.include(prefix);
    }
    for (String arg : args) {
      builder.include(prefix + ".*" + arg);
    }
    Options options = builder.build();
    Collection<RunResult> results = new Runner(options).run();
    System.out.printf(
        "%nJVM %s, %s %s, %d processors%n",
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    System.out.printf(
        "%-40s %-18s %10s %10s %10s%n", "benchmark", "parameters", "mean", "+/- 99.9%", "best");
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      StringBuilder named = new StringBuilder();
      for (String key : params.getParamsKeys()) {
        named.append(key).append('=').append(params.getParam(key)).append(' ');
      }
      Result<?> score = result.getPrimaryResult();
      String name = name(result);
      System.out.printf(
          Locale.ROOT,
          "%-40s %-18s %10.2f %10.2f %10.2f %s%n",
          name,
          named,
          score.getScore(),
          score.getScoreError(),
          score.getStatistics().getMin(),
          score.getScoreUnit());
    }
    perAgent(results);
  }

  /** Prints the benchmarks of agents by agent, each MASON form over the flat arrays. */
  private static void perAgent(Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = name(result);
      double own = nanosPerAgent(result);
      if (own == 0 || name.endsWith("Arrays")) {
        continue;
      }
      String arrays = name.replaceFirst("(Object|Sparse)Grid$", "Arrays");
      for (RunResult other : results) {
        if (name(other).equals(arrays) && agents(other) == agents(result)) {
          System.out.printf(
              Locale.ROOT,
              "%-40s %,10d agents: %8.1f ns an agent, on flat arrays %6.1f, ratio %5.1f%n",
              name,
              agents(result),
              own,
              nanosPerAgent(other),
              own / nanosPerAgent(other));
        }
      }
    }
  }

  private static String name(RunResult result) {
    String full = result.getParams().getBenchmark();
    return full.substring(Benchmarks.class.getPackageName().length() + 1);
  }

  private static int agents(RunResult result) {
    String agents = result.getParams().getParam("agents");
    return agents == null ? 0 : Integer.parseInt(agents);
  }

  private static double nanosPerAgent(RunResult result) {
    int agents = agents(result);
    return agents == 0 ? 0 : result.getPrimaryResult().getStatistics().getMin() / agents;
  }
}
