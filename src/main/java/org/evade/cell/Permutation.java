package org.evade.cell;

/** Reordering of parallel arrays; the arrays' spare capacity is kept. */
final class Permutation {

  private Permutation() {}

  static long[] apply(long[] values, int[] order) {
    long[] result = new long[values.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = values[order[i]];
    }
    return result;
  }

  static int[] apply(int[] values, int[] order) {
    int[] result = new int[values.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = values[order[i]];
    }
    return result;
  }

  static byte[] apply(byte[] values, int[] order) {
    byte[] result = new byte[values.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = values[order[i]];
    }
    return result;
  }

  static double[] apply(double[] values, int[] order) {
    double[] result = new double[values.length];
    for (int i = 0; i < order.length; i++) {
      result[i] = values[order[i]];
    }
    return result;
  }
}
