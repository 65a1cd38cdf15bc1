package org.evade.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FieldCrewTest {

  private static final int JOBS = 50;

  /** Runs jobs that count their turns into a slot each and add to their workspace's list. */
  private static int[] turns(List<List<Integer>> workspaces) {
    int[] turns = new int[JOBS];
    List<Consumer<List<Integer>>> jobs = new ArrayList<>();
    for (int j = 0; j < JOBS; j++) {
      int job = j;
      jobs.add(
          mine -> {
            turns[job]++;
            mine.add(job);
          });
    }
    ExecutorService executor = Executors.newFixedThreadPool(workspaces.size());
    try {
      new FieldCrew<>(workspaces).run(jobs, executor);
    } finally {
      executor.shutdownNow();
    }
    return turns;
  }

  @Test
  void run_severalThreads_doesEveryJobOnce() {
    List<List<Integer>> workspaces =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    assertThat(turns(workspaces)).containsOnly(1);
    assertThat(workspaces.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, JOBS).boxed().toList());
  }

  @Test
  void run_oneThread_keepsTheOrder() {
    List<Integer> only = new ArrayList<>();
    turns(List.of(only));
    assertThat(only).isSorted().hasSize(JOBS);
  }

  @Test
  void run_aJobThatFails_throwsWhatItThrew() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    FieldCrew<String> crew = new FieldCrew<>(List.of("first", "second"));
    List<Consumer<String>> jobs =
        List.of(
            name -> {
              throw new IllegalArgumentException("no decay");
            });
    try {
      assertThatThrownBy(() -> crew.run(jobs, executor))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no decay");
    } finally {
      executor.shutdownNow();
    }
  }
}
