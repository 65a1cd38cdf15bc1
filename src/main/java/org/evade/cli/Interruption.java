package org.evade.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C and the like while a run is under way: the run is asked to stop, and the process ends only
 * when it has, with the command's exit code instead of the signal's.
 */
final class Interruption implements AutoCloseable {

  private final AtomicBoolean asked = new AtomicBoolean();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook;
  private volatile int code = Evade.INTERRUPTED;

  /** Starts to listen. */
  Interruption(PrintWriter err) {
    hook =
        new Thread(
            () -> {
              asked.set(true);
              err.println();
              err.println("Stopping at the next hour of the simulation ...");
              err.flush();
              await();
              Runtime.getRuntime().halt(code);
            },
            "interruption");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await() {
    try {
      finished.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the run is to stop. */
  boolean asked() {
    return asked.get();
  }

  /** Says with which code the command ends, after all is written and printed. */
  void finish(int exitCode) {
    code = exitCode;
  }

  @Override
  public void close() {
    finished.countDown();
    if (asked.get()) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is going down already; the hook ends it.
      return;
    }
  }
}
