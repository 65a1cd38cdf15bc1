package org.evade.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.evade.results.Manifest;
import org.evade.results.ResultsException;
import org.evade.results.RunComparison;
import org.evade.results.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a complete run again and compares every byte. */
@Command(
    name = "replay",
    description =
        "Runs a complete run again from its own scenario and compares every byte of its tables, maps,"
            + " tree of clones, scenario, inputs and manifest. Not compared: charts, which"
            + " 'evade plot' draws from the tables, wall times, and the manifest of a run that"
            + " another build of Evade made.",
    footer = "%nExit code 0 when nothing differs and no file is missing, 1 otherwise.")
final class ReplayCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run's directory.")
  private Path directory;

  @Option(
      names = "--present",
      description =
          "Compare the files that the directory has; those that are missing, such as maps left out of"
              + " a repository, are named and do not count.")
  private boolean present;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    Path there = RunTask.existing(directory, spec.commandLine());
    RunTask task = RunTask.of(directory);
    if (task.status() != RunDirectory.Status.COMPLETE) {
      throw new ResultsException(
          there, "is not complete; finish it first with: evade resume " + directory);
    }
    Runner runner = new Runner(options.withoutSummary(), true, spec.commandLine());
    Path parent = task.parent().toAbsolutePath();
    Path folder;
    try {
      folder = Files.createTempDirectory(parent, ".replay-");
    } catch (IOException e) {
      throw new ResultsException(parent, "cannot make a directory here", e);
    }
    RunTask again = new RunTask(task.plan(), task.source(), folder, task.name());
    return runner.run(
        List.of(again),
        stopped -> "nothing is kept of a replay; start it anew with: evade replay " + directory,
        code -> {
          try {
            return code == Evade.DONE ? compare(task.directory(), again.directory()) : code;
          } finally {
            delete(folder);
          }
        });
  }

  private int compare(Path first, Path second) {
    PrintWriter out = spec.commandLine().getOut();
    Manifest before = Manifest.read(first);
    Manifest after = Manifest.read(second);
    boolean sameBuild =
        before.version().equals(after.version()) && before.commit().equals(after.commit());
    if (!sameBuild) {
      out.printf(
          "The run was made by evade %s (%s), this is %s (%s): manifests are not compared.%n",
          before.version(), before.commit(), after.version(), after.commit());
    }
    List<RunComparison.Difference> differences =
        sameBuild
            ? RunComparison.compare(first, second)
            : RunComparison.compareTables(first, second);
    List<String> missing =
        differences.stream()
            .filter(RunComparison.Difference::isMissing)
            .map(RunComparison.Difference::file)
            .toList();
    List<String> differing =
        differences.stream().filter(d -> !d.isMissing()).map(Object::toString).toList();
    if (differing.isEmpty()) {
      out.println(first + ": " + (missing.isEmpty() ? "" : "what is there is ") + "identical");
    } else {
      tell(
          first
              + ": "
              + (differing.size() == 1 ? "1 file differs" : differing.size() + " files differ"),
          differing,
          out);
    }
    if (!missing.isEmpty()) {
      tell(
          first
              + ": "
              + (missing.size() == 1 ? "1 file is" : missing.size() + " files are")
              + " missing, taken out since the run"
              + (present ? "" : " (--present compares without)"),
          missing,
          out);
    }
    return differing.isEmpty() && (present || missing.isEmpty()) ? Evade.DONE : Evade.FAILED;
  }

  private static void tell(String what, List<String> lines, PrintWriter out) {
    out.println(what);
    lines.stream().limit(SHOWN).forEach(line -> out.println("  " + line));
    if (lines.size() > SHOWN) {
      out.println("  and " + (lines.size() - SHOWN) + " more");
    }
  }

  /** Deletes a directory with all in it. */
  static void delete(Path folder) {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new ResultsException(folder, "cannot delete", e);
    }
  }
}
