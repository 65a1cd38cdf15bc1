package org.evade.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evade.catalogue.Problem;
import org.evade.patient.BurnInException;
import org.evade.results.ResultsException;
import org.evade.scenario.ScenarioException;
import org.evade.study.RunPlan;
import org.evade.tissue.FieldNotConvergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells the user what went wrong, in lines that can be acted on, and picks the exit code. */
final class Errors {

  /** No option, path or number that anyone means is so long. */
  private static final Pattern LONG_WORD = Pattern.compile("[^\\s']{300,}");

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
      err.println("evade: " + message(e));
      if (!expected(e)) {
        err.println("Run it with --stacktrace to see where this arose.");
      }
    }
    return Evade.FAILED;
  }

  private static String message(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return e instanceof UncheckedIOException failure
        ? message + ": " + ResultsException.reason(failure.getCause())
        : message;
  }

  /** Whether the message says all there is to know. */
  private static boolean expected(Exception e) {
    return e instanceof ResultsException
        || e instanceof UncheckedIOException
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

  /** Prints what the user should know of a scenario before it is run. */
  static void warnings(Path file, RunPlan plan, PrintWriter err) {
    plan.warnings().forEach(warning -> err.println(file + ": warning: " + warning));
  }

  /** Reports a wrong use of the command line. */
  static int usage(ParameterException e, boolean stacktrace) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (stacktrace) {
      e.printStackTrace(err);
    }
    err.println(
        LONG_WORD
            .matcher(e.getMessage())
            .replaceAll(m -> Matcher.quoteReplacement(Problem.shorten(m.group()))));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Evade.BAD_INPUT;
  }
}
