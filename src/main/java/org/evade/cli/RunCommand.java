package org.evade.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.evade.catalogue.Problem;
import org.evade.results.ResultsException;
import org.evade.results.RunDirectory;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioException;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Setting;
import org.evade.scenario.Vocabulary;
import org.evade.study.RunPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a scenario. */
@Command(
    name = "run",
    description = {
      "Runs a scenario and writes its tables, charts and manifest.",
      "",
      "The results go to results/SCENARIO/SEED-HASH, where the hash is that of the scenario and of"
          + " Evade's version. A run that is there already is not repeated; one that was"
          + " interrupted or killed goes on from its last checkpoint.",
      ""
    })
final class RunCommand implements Callable<Integer> {

  private static final int MOST_REPLICATES = 10_000;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Scenario file.")
  private Path file;

  @Option(
      names = "--days",
      paramLabel = "N",
      description =
          "Simulated days from the first day of treatment, in place of the file's; those of the"
              + " burn-in come on top.")
  private Optional<Integer> days;

  @Option(names = "--seed", paramLabel = "S", description = "Run seed, in place of the file's.")
  private Optional<Long> seed;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs with the seeds S, S+1, ..., one directory each (default: 1).")
  private int replicates;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory of the run; with replicates, directory that holds theirs.")
  private Optional<Path> out;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = {
        "Sets a value over the file's; can be repeated. Such as",
        "--set patient.weight='80 kg'",
        "--set tumor.cell-loss-factor=0.9"
      })
  private List<String> settings = List.of();

  @Option(
      names = "--snapshots",
      paramLabel = "EVERY",
      description =
          "Interval of spatial snapshots, such as '30 days', or none, in place of the file's.")
  private Optional<String> snapshots;

  @Option(names = "--force", description = "Begin anew, replacing what is there of the run.")
  private boolean force;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    if (replicates < 1 || replicates > MOST_REPLICATES) {
      throw new ParameterException(
          spec.commandLine(), "--replicates must be 1 to " + MOST_REPLICATES);
    }
    Runner runner = new Runner(options, force, spec.commandLine());
    PrintWriter output = spec.commandLine().getOut();
    List<RunTask> tasks = new ArrayList<>();
    for (RunTask task : tasks()) {
      requirePlace(task);
      if (!force && task.status() == RunDirectory.Status.COMPLETE) {
        output.println(
            task.title() + ": complete already in " + task.directory() + " (--force runs it anew)");
      } else {
        tasks.add(task);
      }
    }
    // All tasks are of one scenario.
    tasks.stream()
        .limit(1)
        .forEach(task -> Errors.warnings(file, task.plan(), spec.commandLine().getErr()));
    return runner.run(tasks);
  }

  /** Makes sure that the run can go where it is to go, before anything is run. */
  private void requirePlace(RunTask task) {
    try {
      if (force) {
        task.requireRun();
      } else {
        task.requireFree();
      }
      if (force || task.status() != RunDirectory.Status.COMPLETE) {
        task.requirePlace();
      }
    } catch (ResultsException e) {
      throw new ParameterException(
          spec.commandLine(), (out.isPresent() ? "--out: " : "") + e.getMessage());
    }
  }

  private List<RunTask> tasks() {
    Vocabulary words = Library.vocabulary();
    SortedMap<String, byte[]> source = new TreeMap<>();
    List<Setting> given = parsedSettings();
    List<RunTask> tasks = new ArrayList<>();
    OptionalLong first = OptionalLong.empty();
    for (int i = 0; i < replicates; i++) {
      List<Setting> all = new ArrayList<>(given);
      if (first.isPresent() && first.getAsLong() > Long.MAX_VALUE - i) {
        throw new ParameterException(
            spec.commandLine(),
            replicates + " replicates from seed " + first.getAsLong() + " pass the largest seed");
      }
      if (first.isPresent()) {
        all.add(
            new Setting(
                "seed", Long.toString(first.getAsLong() + i), "--replicates " + replicates));
      }
      Scenario scenario = ScenarioReader.read(file, words, all);
      source = source.isEmpty() ? RunTask.source(ScenarioReader.files(file, words)) : source;
      first = first.isPresent() ? first : OptionalLong.of(scenario.seed());
      RunPlan plan = RunPlan.of(scenario, words);
      String id = plan.runId(BuildInfo.read().version());
      tasks.add(task(plan, source, id));
    }
    return tasks;
  }

  private RunTask task(RunPlan plan, SortedMap<String, byte[]> source, String id) {
    if (out.isEmpty()) {
      return new RunTask(plan, source, Path.of("results", plan.scenario().name()), id);
    }
    Path directory = out.get().normalize();
    if (replicates > 1) {
      return new RunTask(plan, source, directory, id);
    }
    Path name = directory.getFileName();
    if (name == null || name.toString().isEmpty() || name.toString().equals("..")) {
      throw new ParameterException(
          spec.commandLine(), "--out must name a directory to be made, such as my-run");
    }
    if (name.toString().endsWith(RunDirectory.PARTIAL)) {
      throw new ParameterException(
          spec.commandLine(),
          "--out must not end in " + RunDirectory.PARTIAL + ", which marks unfinished runs");
    }
    Path parent = directory.getParent();
    return new RunTask(plan, source, parent == null ? Path.of("") : parent, name.toString());
  }

  /** The settings of all options; all that are wrong are told of at once. */
  private List<Setting> parsedSettings() {
    List<Setting> parsed = new ArrayList<>();
    List<Problem> problems = new ArrayList<>();
    for (String text : settings) {
      try {
        parsed.add(Setting.parse(text));
      } catch (ScenarioException e) {
        problems.addAll(e.problems());
      }
    }
    if (!problems.isEmpty()) {
      throw new ScenarioException(problems);
    }
    days.ifPresent(n -> parsed.add(new Setting("duration", n + " days", "--days " + n)));
    seed.ifPresent(s -> parsed.add(new Setting("seed", Long.toString(s), "--seed " + s)));
    snapshots.ifPresent(
        text -> parsed.add(new Setting("snapshots", text, "--snapshots " + Problem.shorten(text))));
    return parsed;
  }
}
