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
      String name = params.getBenchmark().substring(Benchmarks.class.getPackageName().length() + 1);
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
  }
}
