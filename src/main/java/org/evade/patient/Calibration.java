package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.evade.cell.Leukocytes;

/** The numbers that the burn-in fits to the lesion's own configuration and then keeps. */
public final class Calibration {

  double intrinsicDeath;
  final double[] entry = new double[Leukocytes.Kind.values().length];
  boolean frozen;

  Calibration() {}

  /** Death rate of tumor cells beyond necrosis and T cells, per day. */
  public double intrinsicDeath() {
    return intrinsicDeath;
  }

  /** Expected arrivals of a kind per day and open vessel at the blood level before treatment. */
  public double entry(Leukocytes.Kind kind) {
    return entry[kind.ordinal()];
  }

  void writeState(DataOutput out) throws IOException {
    out.writeDouble(intrinsicDeath);
    out.writeBoolean(frozen);
    for (double value : entry) {
      out.writeDouble(value);
    }
  }

  void readState(DataInput in) throws IOException {
    intrinsicDeath = in.readDouble();
    frozen = in.readBoolean();
    for (int k = 0; k < entry.length; k++) {
      entry[k] = in.readDouble();
    }
  }
}
