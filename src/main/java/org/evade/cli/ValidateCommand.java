package org.evade.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.evade.scenario.ScenarioException;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Vocabulary;
import org.evade.study.RunPlan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks scenario files without running them. */
@Command(
    name = "validate",
    description = "Checks scenario files and prints everything that is wrong with them.")
final class ValidateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scenario files.")
  private List<Path> files;

  @Override
  public Integer call() {
    Vocabulary words = Library.vocabulary();
    int code = Evade.DONE;
    for (Path file : files) {
      try {
        RunPlan plan = RunPlan.of(ScenarioReader.read(file, words, List.of()), words);
        Errors.warnings(file, plan, spec.commandLine().getErr());
        spec.commandLine().getOut().println(file + ": OK");
      } catch (ScenarioException e) {
        Errors.problems(e, spec.commandLine().getErr());
        code = Evade.BAD_INPUT;
      }
    }
    return code;
  }
}
