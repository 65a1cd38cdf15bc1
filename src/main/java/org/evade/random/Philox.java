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

  private static final long MULTIPLIER = 0xD2B74407B1CE6E93L;
  private static final long WEYL = 0x9E3779B97F4A7C15L;

  private Philox() {}

  /** First word of the block of counter (low, high) under a key. */
  static long first(long key, long low, long high) {
    return rounds(7, key, low, high, true);
  }

  /** Second word of the block of counter (low, high) under a key. */
  static long second(long key, long low, long high) {
    return rounds(7, key, low, high, false);
  }

  /** One word of the block after the given number of rounds. */
  static long rounds(int rounds, long key, long low, long high, boolean first) {
    long a = low;
    long b = high;
    long k = key;
    for (int i = 0; i < rounds; i++) {
      long upper = unsignedMultiplyHigh(MULTIPLIER, a);
      long lower = MULTIPLIER * a;
      a = upper ^ k ^ b;
      b = lower;
      k += WEYL;
    }
    return first ? a : b;
  }

  /** Math.unsignedMultiplyHigh exists from JDK 18 on only; this corrects the signed product. */
  private static long unsignedMultiplyHigh(long x, long y) {
    return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
  }
}
