package org.evade.random;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published known-answer vectors of Random123 (file kat_vectors) for Philox2x64. */
class PhiloxTest {

  @ParameterizedTest
  @CsvSource({
    "7, 0000000000000000, 0000000000000000, 0000000000000000, b41da69fbfefc666, 511e9ce1a5534056",
    "7, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, a4696cc04462015d, 724782dae17169e9",
    "7, 243f6a8885a308d3, 13198a2e03707344, a4093822299f31d0, 98ed1534392bf372, 67528b1568882fd5",
    "10, 0000000000000000, 0000000000000000, 0000000000000000, ca00a0459843d731, 66c24222c9a845b5",
    "10, ffffffffffffffff, ffffffffffffffff, ffffffffffffffff, 65b021d60cd8310f, 4d02f3222f86df20",
    "10, 243f6a8885a308d3, 13198a2e03707344, a4093822299f31d0, 0a5e742c2997341c, b0f883d38000de5d"
  })
  void rounds_publishedVectors_areReproduced(
      int rounds, String low, String high, String key, String first, String second) {
    long c0 = Long.parseUnsignedLong(low, 16);
    long c1 = Long.parseUnsignedLong(high, 16);
    long k = Long.parseUnsignedLong(key, 16);
    assertThat(Philox.rounds(rounds, k, c0, c1, true)).isEqualTo(Long.parseUnsignedLong(first, 16));
    assertThat(Philox.rounds(rounds, k, c0, c1, false))
        .isEqualTo(Long.parseUnsignedLong(second, 16));
  }
}
