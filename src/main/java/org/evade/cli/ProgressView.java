package org.evade.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.evade.study.PatientRun;

/** Shows how far runs are: a bar with the time left on a terminal, plain lines elsewhere. */
interface ProgressView extends AutoCloseable {

  /**
   * Where a run tells its days.
   *
   * @param name what the run is called
   * @param days days of treatment it lasts
   * @param burnInDays days before
   */
  PatientRun.Progress of(String name, int days, int burnInDays);

  @Override
  void close();

  /**
   * The view that fits.
   *
   * @param quiet whether to show nothing
   * @param title what is run
   * @param err where plain lines go
   */
  static ProgressView of(boolean quiet, String title, PrintWriter err) {
    if (quiet) {
      return new Quiet();
    }
    return isTerminal() ? new Bar(title) : new Lines(err);
  }

  @SuppressWarnings("SystemConsoleNull") // Handled: from JDK 22 on isTerminal() is asked.
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there can be a console without a terminal.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Nothing. */
  final class Quiet implements ProgressView {
    @Override
    public PatientRun.Progress of(String name, int days, int burnInDays) {
      return (day, diameter) -> {};
    }

    @Override
    public void close() {}
  }

  /** A line a tenth of the run. */
  final class Lines implements ProgressView {
    private static final int PARTS = 10;
    private final PrintWriter err;

    Lines(PrintWriter err) {
      this.err = err;
    }

    @Override
    public PatientRun.Progress of(String name, int days, int burnInDays) {
      int[] told = {Integer.MIN_VALUE};
      return (day, diameter) -> {
        int part = day < 0 ? -1 : day * PARTS / days;
        if (part != told[0]) {
          told[0] = part;
          String text =
              day < 0
                  ? String.format(Locale.ROOT, "%s: burn-in, %d days", name, burnInDays)
                  : String.format(
                      Locale.ROOT, "%s: day %d of %d, %.1f mm", name, day, days, diameter);
          synchronized (err) {
            err.println(text);
            err.flush();
          }
        }
      };
    }

    @Override
    public void close() {}
  }

  /** One bar for all runs, of all their days: those of the burn-in take as long as others. */
  final class Bar implements ProgressView {
    private final ProgressBar bar;

    Bar(String title) {
      boolean unicode = Charset.defaultCharset().equals(StandardCharsets.UTF_8);
      bar =
          new ProgressBarBuilder()
              .setTaskName(title)
              .setInitialMax(0)
              .setUnit(" days", 1)
              .setUpdateIntervalMillis(250)
              .setStyle(unicode ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
              .build();
    }

    @Override
    public PatientRun.Progress of(String name, int days, int burnInDays) {
      synchronized (bar) {
        bar.maxHint(bar.getMax() + days + burnInDays);
      }
      int[] at = {0};
      return (day, diameter) -> {
        synchronized (bar) {
          // May go back, when a draw of the burn-in is refused.
          bar.stepBy(day + burnInDays - at[0]);
          at[0] = day + burnInDays;
          bar.setExtraMessage(
              (day < 0 ? " burn-in," : "") + String.format(Locale.ROOT, " %.1f mm", diameter));
        }
      };
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
