package org.evade.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs the JMH benchmarks of this package and prints every figure, then the tables of {@code
 * performance.md}: medians over the iterations and their ratios within this run. On a busy machine
 * the best iteration says more.
 */
public final class Benchmarks {

  /** Results by the benchmark's name and its parameter, such as {@code walkArrays 100000}. */
  private final Map<String, Statistics> measured = new TreeMap<>();

  private Benchmarks(Collection<RunResult> results) {
    System.out.printf(
        "%nJVM %s, %s %s, %d processors%n",
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
    row("benchmark and parameter", "mean", "+/- 99.9%", "median", "best", "");
    for (RunResult result : results) {
      StringBuilder name = new StringBuilder(result.getPrimaryResult().getLabel());
      for (String key : result.getParams().getParamsKeys()) {
        name.append(' ').append(result.getParams().getParam(key));
      }
      Result<?> score = result.getPrimaryResult();
      Statistics statistics = score.getStatistics();
      measured.put(name.toString(), statistics);
      row(
          name.toString(),
          number(score.getScore()),
          number(score.getScoreError()),
          number(median(statistics)),
          number(statistics.getMin()),
          score.getScoreUnit());
    }
  }

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
    Benchmarks benchmarks = new Benchmarks(new Runner(options).run());
    benchmarks.agents();
    benchmarks.fields();
  }

  /** Prints ns an agent and step, each MASON form with its ratio to the flat arrays. */
  private void agents() {
    System.out.println();
    row("ns per agent and step, median", "flat arrays", "ObjectGrid2D", "", "SparseGrid2D", "");
    for (String model : new String[] {"walk", "birthDeath"}) {
      for (int agents : new int[] {100_000, 1_000_000}) {
        double arrays = figure(model + "Arrays " + agents) / agents;
        double objects = figure(model + "ObjectGrid " + agents) / agents;
        double sparse = figure(model + "SparseGrid " + agents) / agents;
        row(
            String.format(Locale.ROOT, "%s, %,d agents", model, agents),
            number(arrays),
            number(objects),
            ratio(objects / arrays),
            number(sparse),
            ratio(sparse / arrays));
      }
    }
  }

  /** Prints ns a voxel of a field, and what a second thread gains with eight of them. */
  private void fields() {
    System.out.println();
    row("ns per voxel of a field, warm, median", "512 x 512", "128^3", "", "", "");
    for (String reach : new String[] {"2", "10"}) {
      row(
          "one field that reaches " + reach + " voxels",
          number(figure("warm2d " + reach)),
          number(figure("warm3d " + reach)),
          "",
          "",
          "");
    }
    for (String threads : new String[] {"1", "2"}) {
      row(
          "eight fields, threads: " + threads,
          number(figure("eightFields2d " + threads)),
          number(figure("eightFields3d " + threads)),
          "",
          "",
          "");
    }
    row(
        "eight fields, 2 threads over 1",
        ratio(figure("eightFields2d 1") / figure("eightFields2d 2")),
        ratio(figure("eightFields3d 1") / figure("eightFields3d 2")),
        "",
        "",
        "");
  }

  /** Median in ns, or NaN where the benchmark was not run. */
  private double figure(String name) {
    return measured.containsKey(name) ? median(measured.get(name)) : Double.NaN;
  }

  private static double median(Statistics statistics) {
    return statistics.getPercentile(50);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%,.1f", value);
  }

  private static String ratio(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "x %.2f", value);
  }

  private static void row(String name, String a, String b, String c, String d, String e) {
    String text = String.format(Locale.ROOT, "%-40s %16s %16s %16s %16s %8s", name, a, b, c, d, e);
    System.out.println(text.stripTrailing());
  }
}
