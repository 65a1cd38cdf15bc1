package org.evade.mechanism;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.math3.util.FastMath;

/**
 * What each mechanism took, summed. The loss of one event is shared among the causes by −ln f, with
 * f no smaller than 1e-6, so that several exact zeros share equally. Sums are kept in fixed point
 * (2^-28, room for 3e10 units: a million cells over two years), so that they do not depend on the
 * order of the events.
 */
public final class LedgerSums {

  private static final double SCALE = 0x1.0p28;
  private static final double FLOOR = 1e-6;

  private final long[] lost;
  private final double[] logs;
  private long left;

  /**
   * Empty sums.
   *
   * @param causes number of causes
   */
  public LedgerSums(int causes) {
    lost = new long[causes];
    logs = new double[causes];
  }

  /**
   * Adds one event.
   *
   * @param weight what is at stake, such as hours or expected cells
   * @param factors one factor a cause, in [0, 1]
   */
  public void add(double weight, double[] factors) {
    double product = 1;
    double total = 0;
    for (int i = 0; i < lost.length; i++) {
      product *= factors[i];
      logs[i] = factors[i] == 1 ? 0 : -FastMath.log(Math.max(factors[i], FLOOR));
      total += logs[i];
    }
    left += Math.round(weight * product * SCALE);
    if (total > 0) {
      double share = weight * (1 - product) / total * SCALE;
      for (int i = 0; i < lost.length; i++) {
        lost[i] += Math.round(share * logs[i]);
      }
    }
  }

  /** What a cause took. */
  public double lost(int cause) {
    return lost[cause] / SCALE;
  }

  /** What was left. */
  public double left() {
    return left / SCALE;
  }

  /** Everything that was at stake. */
  public double total() {
    long sum = left;
    for (long l : lost) {
      sum += l;
    }
    return sum / SCALE;
  }

  /** Starts anew. */
  public void clear() {
    java.util.Arrays.fill(lost, 0);
    left = 0;
  }

  /** Writes the sums for a checkpoint. */
  public void writeState(DataOutput out) throws IOException {
    out.writeLong(left);
    for (long l : lost) {
      out.writeLong(l);
    }
  }

  /** Reads what {@link #writeState} wrote for the same number of causes. */
  public void readState(DataInput in) throws IOException {
    left = in.readLong();
    for (int i = 0; i < lost.length; i++) {
      lost[i] = in.readLong();
    }
  }
}
