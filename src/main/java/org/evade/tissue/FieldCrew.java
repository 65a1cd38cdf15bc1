package org.evade.tissue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Shares out the work on several fields between threads. Each thread has a workspace, such as a
 * solver with its input, and takes the next job as soon as it is done with one. Fields differ in
 * the cycles they need, so that shares fixed beforehand would leave threads waiting.
 *
 * <p>A job must write nothing that another reads or writes, and its result must not depend on what
 * its workspace was used for before: then the result is the same for any number of threads.
 *
 * @param <W> type of a workspace
 */
public final class FieldCrew<W> {

  private final List<W> workspaces;

  /**
   * A crew of as many threads as there are workspaces.
   *
   * @param workspaces one for each thread, at least one
   */
  public FieldCrew(List<W> workspaces) {
    this.workspaces = List.copyOf(workspaces);
  }

  /**
   * Does all jobs and returns when the last is done.
   *
   * @param jobs the jobs, begun in their order; each is given the workspace of its thread
   * @param executor lends the threads when there are several; with one workspace all is done by the
   *     caller
   * @throws RuntimeException whatever a job threw
   * @throws IllegalStateException when the caller is interrupted
   */
  public void run(List<Consumer<W>> jobs, ExecutorService executor) {
    if (workspaces.size() == 1) {
      jobs.forEach(job -> job.accept(workspaces.get(0)));
      return;
    }
    AtomicInteger next = new AtomicInteger();
    List<Callable<Void>> threads = new ArrayList<>();
    for (W workspace : workspaces) {
      threads.add(
          () -> {
            for (int j = next.getAndIncrement(); j < jobs.size(); j = next.getAndIncrement()) {
              jobs.get(j).accept(workspace);
            }
            return null;
          });
    }
    try {
      for (Future<Void> done : executor.invokeAll(threads)) {
        done.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while fields were solved", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("fields could not be solved", e.getCause());
    }
  }
}
