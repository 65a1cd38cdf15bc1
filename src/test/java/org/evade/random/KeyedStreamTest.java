package org.evade.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.util.FastMath;
import org.junit.jupiter.api.Test;

/**
 * Statistical tests at fixed seeds: each statistic must lie between its 0.0005 and 0.9995 quantile,
 * so that a sound generator fails one of them in a thousand draws of the seed, and a draw that
 * repeats or follows another fails for every seed.
 */
class KeyedStreamTest {

  private static final int CELLS = 32;
  private static final int DRAWS = 1 << 18;

  /** A way to number draws. */
  private interface Draw {
    double at(int i);
  }

  private static void assertChiSquared(double statistic, int degrees) {
    ChiSquaredDistribution reference = new ChiSquaredDistribution(degrees);
    assertThat(statistic)
        .isBetween(
            reference.inverseCumulativeProbability(0.0005),
            reference.inverseCumulativeProbability(0.9995));
  }

  private static void assertEquidistributed(Draw draw) {
    int cells = 1024;
    int[] counts = new int[cells];
    for (int i = 0; i < DRAWS; i++) {
      counts[(int) (draw.at(i) * cells)]++;
    }
    double expected = (double) DRAWS / cells;
    double statistic = 0;
    for (int count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    assertChiSquared(statistic, cells - 1);
  }

  /** Pairs fill a square evenly, which neither equality, shift nor linear relation does. */
  private static void assertIndependent(Draw first, Draw second) {
    int[] counts = new int[CELLS * CELLS];
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      double a = first.at(i);
      double b = second.at(i);
      counts[((int) (a * CELLS)) * CELLS + (int) (b * CELLS)]++;
      sum += (a - 0.5) * (b - 0.5);
    }
    double expected = (double) DRAWS / (CELLS * CELLS);
    double statistic = 0;
    for (int count : counts) {
      statistic += (count - expected) * (count - expected) / expected;
    }
    assertChiSquared(statistic, CELLS * CELLS - 1);
    // The correlation of n independent pairs is normal with standard deviation 1/sqrt(n): beyond
    // 3.48 of them once in 2,000.
    double correlation = sum / DRAWS * 12;
    assertThat(Math.abs(correlation)).isLessThan(3.48 / FastMath.sqrt(DRAWS));
  }

  private static final KeyedStream STREAM = KeyedStream.of(11, "test.a");

  @Test
  void uniform_consecutiveAgents_areEquidistributed() {
    assertEquidistributed(i -> STREAM.uniform(i, 0, 0));
  }

  @Test
  void uniform_consecutiveMinutes_areEquidistributed() {
    assertEquidistributed(i -> STREAM.uniform(42, i, 0));
  }

  @Test
  void uniform_consecutiveSlots_areEquidistributed() {
    assertEquidistributed(i -> STREAM.uniform(42, 1, i));
  }

  @Test
  void uniform_consecutiveSeeds_areEquidistributed() {
    assertEquidistributed(i -> KeyedStream.of(i, "test.a").uniform(42, 1, 0));
  }

  @Test
  void uniform_neighboringAgents_areIndependent() {
    assertIndependent(i -> STREAM.uniform(2L * i, 7, 0), i -> STREAM.uniform(2L * i + 1, 7, 0));
  }

  @Test
  void uniform_nextMinuteOfAnAgent_isIndependent() {
    assertIndependent(i -> STREAM.uniform(i, 100, 0), i -> STREAM.uniform(i, 105, 0));
  }

  @Test
  void uniform_nextSlotOfAnAgent_isIndependent() {
    assertIndependent(i -> STREAM.uniform(i, 100, 0), i -> STREAM.uniform(i, 100, 1));
  }

  @Test
  void uniform_otherPurpose_isIndependent() {
    KeyedStream other = KeyedStream.of(11, "test.b");
    assertIndependent(i -> STREAM.uniform(i, 100, 0), i -> other.uniform(i, 100, 0));
  }

  @Test
  void uniform_otherSeed_isIndependent() {
    KeyedStream other = KeyedStream.of(12, "test.a");
    assertIndependent(i -> STREAM.uniform(i, 100, 0), i -> other.uniform(i, 100, 0));
  }

  @Test
  void uniform_sameKey_isTheSameWhateverWasDrawnBefore() {
    double before = STREAM.uniform(5, 6, 7);
    for (int i = 0; i < 100; i++) {
      assertThat(STREAM.uniform(i, 6, 7)).isBetween(0.0, 1.0);
    }
    assertThat(STREAM.uniform(5, 6, 7)).isEqualTo(before);
    assertThat(KeyedStream.of(11, "test.a").uniform(5, 6, 7)).isEqualTo(before);
  }

  @Test
  void toUniform_extremeBits_spanZeroToBelowOne() {
    assertThat(KeyedStream.toUniform(0)).isZero();
    assertThat(KeyedStream.toUniform(-1)).isEqualTo(1 - 0x1.0p-53);
  }

  @Test
  void toBelow_extremeBits_spanZeroToBoundMinusOne() {
    assertThat(KeyedStream.toBelow(0, 8)).isZero();
    assertThat(KeyedStream.toBelow(-1, 8)).isEqualTo(7);
    assertThat(KeyedStream.toBelow(-1, 1)).isZero();
  }

  /** Chance of one collision among 1.2e6 64-bit hashes: (1.2e6)²/2/2^64 = 4e-8. */
  @Test
  void ids_aMillionDaughtersAndArrivals_areDistinct() {
    long[] ids = new long[1_200_000];
    int n = 0;
    // A family tree: 19 generations of both daughters, all dividing in the same minutes.
    ids[n++] = AgentId.arrival(0, 0, 0, 0);
    for (int parent = 0; n < 1_000_001; parent++) {
      int generation = 31 - Integer.numberOfLeadingZeros(parent + 1);
      ids[n++] = AgentId.daughter(ids[parent], 360L * generation, 0);
      ids[n++] = AgentId.daughter(ids[parent], 360L * generation, 1);
    }
    for (int vessel = 0; n < ids.length; vessel++) {
      for (int kind = 0; kind < 4 && n < ids.length; kind++) {
        for (int ordinal = 0; ordinal < 3 && n < ids.length; ordinal++) {
          ids[n++] = AgentId.arrival(vessel + 1, kind, 5, ordinal);
        }
      }
    }
    Arrays.sort(ids);
    for (int i = 1; i < ids.length; i++) {
      assertThat(ids[i] == ids[i - 1]).isFalse();
    }
  }

  @Test
  void daughter_sameBirth_hasTheSameId() {
    assertThat(AgentId.daughter(77, 720, 1)).isEqualTo(AgentId.daughter(77, 720, 1));
    assertThat(AgentId.daughter(77, 720, 1)).isNotEqualTo(AgentId.daughter(77, 720, 0));
    assertThat(AgentId.daughter(77, 720, 1)).isNotEqualTo(AgentId.daughter(77, 721, 1));
    assertThat(AgentId.arrival(77, 1, 720, 1)).isNotEqualTo(AgentId.arrival(77, 2, 720, 1));
  }
}
