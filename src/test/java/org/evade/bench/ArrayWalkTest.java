package org.evade.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The benchmarked forms do the same thing. */
class ArrayWalkTest {

  @Test
  void walk_manySteps_losesNobody() {
    ArrayWalk walk = new ArrayWalk(100, 2_500);
    for (int step = 0; step < 200; step++) {
      walk.walk();
    }
    assertThat(walk.count()).isEqualTo(2_500);
    assertThat(walk.occupied()).isEqualTo(2_500);
  }

  /** 40,000 voxels: the sampling error of the density is about 0.002, the tolerance seven times. */
  @Test
  void birthAndDeath_arrays_settleAtTheBalance() {
    ArrayWalk walk = new ArrayWalk(200, 30_000);
    for (int step = 0; step < 300; step++) {
      walk.birthAndDeath();
    }
    assertThat(walk.count() / 40_000.0).isCloseTo(AgentBenchmark.BALANCE, within(0.015));
    assertThat(walk.occupied()).isEqualTo(walk.count());
  }

  @Test
  void birthAndDeath_objectGrid_settlesAtTheSameBalance() {
    assertBalance(new MasonWalk(new MasonWalk.Objects(100), 100, 8_500, true));
  }

  @Test
  void birthAndDeath_sparseGrid_settlesAtTheSameBalance() {
    assertBalance(new MasonWalk(new MasonWalk.Sparse(100), 100, 8_500, true));
  }

  private static void assertBalance(MasonWalk walk) {
    for (int step = 0; step < 100; step++) {
      walk.step();
    }
    assertThat(walk.count() / 10_000.0).isCloseTo(AgentBenchmark.BALANCE, within(0.03));
  }
}
