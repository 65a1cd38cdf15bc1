package org.evade.cli;

import java.util.concurrent.Callable;
import org.evade.scenario.ScenarioSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON Schema of scenario files. */
@Command(name = "schema", description = "Prints the JSON Schema of scenario files, for editors.")
final class SchemaCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(ScenarioSchema.text(Library.vocabulary()));
    spec.commandLine().getOut().flush();
    return Evade.DONE;
  }
}
