package org.evade.cli;

import java.io.PrintWriter;
import org.evade.catalogue.Problem;
import org.evade.patient.BurnInException;
import org.evade.results.ResultsException;
import org.evade.scenario.ScenarioException;
import org.evade.tissue.FieldNotConvergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, in lines that can be acted on, and picks the exit code. */
final class Errors {

  private Errors() {}

  /** Reports an error of a command. */
  static int report(Exception e, CommandLine command, boolean stacktrace) {
    PrintWriter err = command.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    }
    if (e instanceof ScenarioException scenario) {
      problems(scenario, err);
      return Evade.BAD_INPUT;
    }
    if (!stacktrace) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      err.println("evade: " + message);
      if (!expected(e)) {
        err.println("Run it with --stacktrace to see where this arose.");
      }
    }
    return Evade.FAILED;
  }

  /** Whether the message says all there is to know. */
  private static boolean expected(Exception e) {
    return e instanceof ResultsException
        || e instanceof BurnInException
        || e instanceof FieldNotConvergedException;
  }

  /** Prints every problem of a scenario, one a line, and their number. */
  static void problems(ScenarioException e, PrintWriter err) {
    for (Problem problem : e.problems()) {
      err.println(problem);
    }
    int count = e.problems().size();
    err.println(count == 1 ? "1 problem" : count + " problems");
  }

  /** Reports a wrong use of the command line. */
  static int usage(ParameterException e, boolean stacktrace) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    }
    err.println(e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Evade.BAD_INPUT;
  }
}
