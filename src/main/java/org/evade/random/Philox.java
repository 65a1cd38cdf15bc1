package org.evade.random;

/**
 * The counter-based generator Philox2x64 with seven rounds (Salmon, Moraes, Dror and Shaw 2011,
 * "Parallel random numbers: as easy as 1, 2, 3", SC11, doi:10.1145/2063384.2063405): a bijection of
 * a 128-bit counter under a 64-bit key.
 *
 * <p>Both words of a block are computed by the same rounds; {@link #first} and {@link #second}
 * return one each, so that the inner loops allocate nothing.
 */
final class Philox {

  /** Rounds of the generator. */
  static final int ROUNDS = 7;

  static final long MULTIPLIER = 0xD2B74407B1CE6E93L;
  static final long WEYL = 0x9E3779B97F4A7C15L;

  private Philox() {}

  /** First word of the block of counter (low, high) under a key. */
  static long first(long key, long low, long high) {
    return rounds(ROUNDS, key, low, high, true);
  }

  /** Second word of the block of counter (low, high) under a key. */
  static long second(long key, long low, long high) {
    return rounds(ROUNDS, key, low, high, false);
  }

  /** One word of the block after the given number of rounds. */
  static long rounds(int rounds, long key, long low, long high, boolean first) {
    long a = low;
    long b = high;
    long k = key;
    for (int i = 0; i < rounds; i++) {
      long upper = upperProduct(a);
      long lower = MULTIPLIER * a;
      a = upper ^ k ^ b;
      b = lower;
      k += WEYL;
    }
    return first ? a : b;
  }

  /**
   * Upper 64 bits of the unsigned product with the multiplier. Math.unsignedMultiplyHigh exists
   * from JDK 18 on only; this corrects the signed product, the multiplier being negative as such.
   */
  static long upperProduct(long y) {
    return Math.multiplyHigh(MULTIPLIER, y) + y + ((y >> 63) & MULTIPLIER);
  }
}
