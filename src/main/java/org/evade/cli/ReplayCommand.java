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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a complete run again and compares every byte. */
@Command(
    name = "replay",
    description =
        "Runs a complete run again from its own scenario and compares every byte but wall times.")
final class ReplayCommand implements Callable<Integer> {

  private static final int SHOWN = 10;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run's directory.")
  private Path directory;

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
    if (differences.isEmpty()) {
      out.println(first + ": identical");
      return Evade.DONE;
    }
    out.println(
        first
            + ": "
            + (differences.size() == 1 ? "1 file differs" : differences.size() + " files differ"));
    differences.stream().limit(SHOWN).forEach(d -> out.println("  " + d));
    if (differences.size() > SHOWN) {
      out.println("  ...");
    }
    return Evade.FAILED;
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
