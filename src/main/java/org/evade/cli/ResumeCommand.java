package org.evade.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.evade.results.RunDirectory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Goes on with a run that was interrupted or killed. */
@Command(
    name = "resume",
    description =
        "Goes on with a run that was interrupted or killed; its results are the same as if it never"
            + " stopped.")
final class ResumeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The run's directory, with or without .partial.")
  private Path directory;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    RunTask.existing(directory, spec.commandLine());
    RunTask task = RunTask.of(directory);
    if (task.status() == RunDirectory.Status.COMPLETE) {
      spec.commandLine().getOut().println(task.directory() + ": complete, nothing to resume");
      return Evade.DONE;
    }
    return new Runner(options, false, spec.commandLine()).run(List.of(task));
  }
}
