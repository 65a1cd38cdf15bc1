package org.evade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.evade.observation.Observer;
import org.evade.results.RunDirectory;
import org.evade.results.RunReader;
import org.evade.study.PatientRun;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Carries out runs side by side, tells the user how far they are, and stops them on Ctrl-C. */
final class Runner {

  private static final int MOST_THREADS = 1024;

  private final RunOptions options;
  private final boolean force;
  private final CommandLine command;
  private final PrintWriter out;
  private final PrintWriter err;

  Runner(RunOptions options, boolean force, CommandLine command) {
    this.options = options;
    this.force = force;
    this.command = command;
    out = command.getOut();
    err = command.getErr();
    if (options.threads() < 1 || options.threads() > MOST_THREADS) {
      throw new ParameterException(command, "--threads must be 1 to " + MOST_THREADS);
    }
    if (!(options.checkpointSeconds() >= 0)) {
      throw new ParameterException(command, "--checkpoint-every must be 0 or more seconds");
    }
  }

  /** Runs all and returns the exit code: of a failed run, else of an interrupted one, else 0. */
  int run(List<RunTask> tasks) {
    return tasks.isEmpty()
        ? Evade.DONE
        : run(tasks, task -> "go on with: evade resume " + task.directory(), code -> code);
  }

  /**
   * Runs all and returns the exit code.
   *
   * @param tasks what to run, at least one
   * @param goOn what to do about a run that was interrupted, in words
   * @param then called with the exit code of the runs once they stand still, also after an error or
   *     Ctrl-C, before the process may end; returns the final code
   */
  int run(List<RunTask> tasks, Function<RunTask, String> goOn, IntUnaryOperator then) {
    if (System.getProperty("java.awt.headless") == null) {
      System.setProperty("java.awt.headless", "true");
    }
    int atOnce = Math.min(options.threads(), tasks.size());
    int threadsEach = Math.max(1, options.threads() / atOnce);
    String title =
        tasks.get(0).plan().scenario().name()
            + (tasks.size() == 1 ? "" : ", " + tasks.size() + " runs");
    int code = Evade.FAILED;
    try (Interruption interruption = new Interruption(err)) {
      try (ProgressView view = ProgressView.of(options.quiet(), title, err)) {
        code = run(tasks, goOn, atOnce, threadsEach, view, interruption);
      } finally {
        code = then.applyAsInt(code);
      }
      tasks.stream().filter(task -> tasks.size() == 1).forEach(this::summary);
      out.flush();
      err.flush();
      interruption.finish(code);
    }
    return code;
  }

  private int run(
      List<RunTask> tasks,
      Function<RunTask, String> goOn,
      int atOnce,
      int threadsEach,
      ProgressView view,
      Interruption interruption) {
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    try {
      List<Future<PatientRun.Outcome>> futures = new ArrayList<>();
      for (RunTask task : tasks) {
        int burnIn = (int) task.plan().scenario().parameters().get("burn-in.duration");
        PatientRun.Progress progress =
            view.of(task.title(), task.plan().scenario().durationDays(), burnIn);
        futures.add(
            pool.submit(
                () ->
                    interruption.asked()
                        ? PatientRun.Outcome.INTERRUPTED
                        : task.run(force, threadsEach, options, interruption::asked, progress)));
      }
      int code = Evade.DONE;
      for (int i = 0; i < tasks.size(); i++) {
        int one = await(tasks.get(i), futures.get(i), goOn, tasks.size() > 1);
        code = code == Evade.FAILED ? code : Math.max(code, one);
        code = one == Evade.FAILED ? one : code;
      }
      return code;
    } finally {
      pool.shutdownNow();
    }
  }

  private int await(
      RunTask task,
      Future<PatientRun.Outcome> future,
      Function<RunTask, String> goOn,
      boolean several) {
    try {
      if (future.get() == PatientRun.Outcome.COMPLETE) {
        if (several && !options.quiet()) {
          out.println(task.title() + ": " + ending(task) + task.directory());
        }
        return Evade.DONE;
      }
      err.println(task.title() + ": interrupted; " + goOn.apply(task));
      return Evade.INTERRUPTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Evade.INTERRUPTED;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (several) {
        err.println(task.title() + ":");
      }
      return Errors.report((Exception) e.getCause(), command, stacktrace());
    }
  }

  private boolean stacktrace() {
    return Boolean.TRUE.equals(
        command.getCommandSpec().root().findOption("--stacktrace").getValue());
  }

  private void summary(RunTask task) {
    if (!options.noSummary() && task.status() == RunDirectory.Status.COMPLETE) {
      Summary.print(RunReader.open(task.directory()), task.plan().scenario().durationDays(), out);
    }
  }

  /** What ended a run before its last day, and nothing for others. */
  private static String ending(RunTask task) {
    RunReader run = RunReader.open(task.directory());
    return run.manifest().ended().equals(Observer.LAST_DAY)
        ? ""
        : Summary.ending(run, task.plan().scenario().durationDays()).orElse("") + "; ";
  }
}
