package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** What happened in a lesion since its start: running totals that only grow. */
public final class LesionCounts {

  long births;
  long turns;
  long expectedBirths;
  long deaths;
  long necroses;
  long kills;
  long arrivals;
  long refused;
  long cd8Deaths;
  long cd8Births;
  long emigrants;
  long immigrants;
  long irrelevantHours;
  long cellHours;
  final long[] killedWith = new long[64];
  final long[] diedWith = new long[64];

  LesionCounts() {}

  /** Divisions. */
  public long births() {
    return births;
  }

  /** Cells that came to divide, whether or not they found room. */
  public long turns() {
    return turns;
  }

  /** Deaths by the cell's own program. */
  public long deaths() {
    return deaths;
  }

  /** Deaths for want of oxygen. */
  public long necroses() {
    return necroses;
  }

  /** Cells killed by CD8 T cells. */
  public long kills() {
    return kills;
  }

  /** Leukocytes that came in through vessels. */
  public long arrivals() {
    return arrivals;
  }

  /** Leukocytes that found no room at their vessel. */
  public long refused() {
    return refused;
  }

  /** Deaths of CD8 T cells. */
  public long cd8Deaths() {
    return cd8Deaths;
  }

  /** Divisions of CD8 T cells. */
  public long cd8Births() {
    return cd8Births;
  }

  /** Hours of living tumor cells. */
  public long cellHours() {
    return cellHours;
  }

  /** Hours of living tumor cells in contact only with T cells that never had an antigen there. */
  public long irrelevantHours() {
    return irrelevantHours;
  }

  void writeState(DataOutput out) throws IOException {
    for (long value : scalars()) {
      out.writeLong(value);
    }
    for (int k = 0; k < 64; k++) {
      out.writeLong(killedWith[k]);
      out.writeLong(diedWith[k]);
    }
  }

  private long[] scalars() {
    return new long[] {
      births,
      turns,
      expectedBirths,
      deaths,
      necroses,
      kills,
      arrivals,
      refused,
      cd8Deaths,
      cd8Births,
      emigrants,
      immigrants,
      irrelevantHours,
      cellHours
    };
  }

  void readState(DataInput in) throws IOException {
    births = in.readLong();
    turns = in.readLong();
    expectedBirths = in.readLong();
    deaths = in.readLong();
    necroses = in.readLong();
    kills = in.readLong();
    arrivals = in.readLong();
    refused = in.readLong();
    cd8Deaths = in.readLong();
    cd8Births = in.readLong();
    emigrants = in.readLong();
    immigrants = in.readLong();
    irrelevantHours = in.readLong();
    cellHours = in.readLong();
    Arrays.fill(killedWith, 0);
    for (int k = 0; k < 64; k++) {
      killedWith[k] = in.readLong();
      diedWith[k] = in.readLong();
    }
  }
}
