package org.evade.random;

import java.nio.charset.StandardCharsets;

/**
 * All random numbers of one run for one purpose. A draw is a pure function of (run seed, purpose,
 * agent, minute, slot): asking for one shifts no other, whatever the order or the thread.
 *
 * <p>Run seed and purpose make the Philox key; agent, minute and slot fill its 128-bit counter
 * without loss, so that within a stream two different draws never share a counter.
 */
public final class KeyedStream {

  private static final double TWO_POW_MINUS_53 = 0x1.0p-53;

  private final long key;

  private KeyedStream(long key) {
    this.key = key;
  }

  /**
   * The stream of a purpose.
   *
   * @param seed the run's seed, any value
   * @param purpose a name that no other use of random numbers has, such as {@code "cd8.move"}
   */
  public static KeyedStream of(long seed, String purpose) {
    return new KeyedStream(Philox.first(seed, hash(purpose), purpose.length()));
  }

  /**
   * The stream of a part of this stream's purpose.
   *
   * @param part a name that no other part has
   */
  public KeyedStream part(String part) {
    return new KeyedStream(Philox.first(key, hash(part), part.length()));
  }

  /** FNV-1a, 64 bits: fixed by its definition, unlike a library's hash codes. */
  private static long hash(String text) {
    long h = 0xcbf29ce484222325L;
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      h = (h ^ (b & 0xff)) * 0x100000001b3L;
    }
    return h;
  }

  /**
   * 64 random bits.
   *
   * @param agent id of the agent, or any 64-bit name of what the draw is for
   * @param minute simulated minute, as an int since a run stays below 4,000 years
   * @param slot number of the draw among those of the same agent and minute
   */
  public long bits(long agent, long minute, int slot) {
    return Philox.first(key, agent, (minute << 32) | (slot & 0xffffffffL));
  }

  /**
   * Both words of the blocks of many agents at one minute and slot 0: {@code first[i]} is what
   * {@link #bits} gives, {@code second[i]} is independent of it. In one loop without branches,
   * which costs a third of drawing one by one between other work.
   *
   * @param agents ids of the agents
   * @param count how many of them
   * @param minute simulated minute
   * @param first receives the first words
   * @param second receives the second words
   */
  public void blocks(long[] agents, int count, long minute, long[] first, long[] second) {
    long high = minute << 32;
    for (int i = 0; i < count; i++) {
      long a = agents[i];
      long b = high;
      long k = key;
      for (int round = 0; round < Philox.ROUNDS; round++) {
        long upper = Philox.upperProduct(a);
        long lower = Philox.MULTIPLIER * a;
        a = upper ^ k ^ b;
        b = lower;
        k += Philox.WEYL;
      }
      first[i] = a;
      second[i] = b;
    }
  }

  /** A uniform number in [0, 1), a multiple of 2^-53; arguments as for {@link #bits}. */
  public double uniform(long agent, long minute, int slot) {
    return toUniform(bits(agent, minute, slot));
  }

  /** The uniform number in [0, 1) that the upper 53 bits of a draw make. */
  public static double toUniform(long bits) {
    return (bits >>> 11) * TWO_POW_MINUS_53;
  }

  /** A whole number in [0, bound) from a draw's upper 32 bits (bias below bound / 2^32). */
  public static int toBelow(long bits, int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }
}
