package org.evade.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The tumor cells of a lesion and their debris, as parallel arrays. An index is valid until the
 * next {@link #compact} or {@link #permute}; both hand out where each index went.
 */
public final class TumorCells {

  private int count;
  private long[] id = new long[64];
  private int[] site = new int[64];
  private int[] clone = new int[64];
  private byte[] state = new byte[64];
  private byte[] hits = new byte[64];
  private double[] mhc = new double[64];
  private double[] pdl1 = new double[64];

  /** Number of cells, debris included. */
  public int count() {
    return count;
  }

  /**
   * Adds a cell and returns its index.
   *
   * @param id id of the agent
   * @param site voxel
   * @param clone id of its clone
   * @param mhc MHC-I in [0, 1], 1 at full induction
   * @param pdl1 PD-L1, a multiple of the default
   */
  public int add(long id, int site, int clone, double mhc, double pdl1) {
    if (count == this.id.length) {
      resize(count * 2);
    }
    int i = count++;
    this.id[i] = id;
    this.site[i] = site;
    this.clone[i] = clone;
    this.mhc[i] = mhc;
    this.pdl1[i] = pdl1;
    state[i] = (byte) TumorState.CYCLING.ordinal();
    hits[i] = 0;
    return i;
  }

  private void resize(int capacity) {
    id = Arrays.copyOf(id, capacity);
    site = Arrays.copyOf(site, capacity);
    clone = Arrays.copyOf(clone, capacity);
    state = Arrays.copyOf(state, capacity);
    hits = Arrays.copyOf(hits, capacity);
    mhc = Arrays.copyOf(mhc, capacity);
    pdl1 = Arrays.copyOf(pdl1, capacity);
  }

  /**
   * Puts another cell in the place of one, without hits and cycling.
   *
   * @param i index of the cell that goes
   * @param id id of the one that comes
   * @param clone id of its clone
   * @param mhc its MHC-I in [0, 1]
   * @param pdl1 its PD-L1, a multiple of the default
   */
  public void replace(int i, long id, int clone, double mhc, double pdl1) {
    this.id[i] = id;
    this.clone[i] = clone;
    this.mhc[i] = mhc;
    this.pdl1[i] = pdl1;
    state[i] = (byte) TumorState.CYCLING.ordinal();
    hits[i] = 0;
  }

  /** Id of a cell. */
  public long id(int i) {
    return id[i];
  }

  /** Voxels of all cells and spare room: the array itself, for inner loops. */
  public int[] sites() {
    return site;
  }

  /** Voxel of a cell. */
  public int site(int i) {
    return site[i];
  }

  /** Moves a cell. */
  public void site(int i, int voxel) {
    site[i] = voxel;
  }

  /** Clone of a cell. */
  public int clone(int i) {
    return clone[i];
  }

  /** Changes the clone of a cell. */
  public void clone(int i, int newClone) {
    clone[i] = newClone;
  }

  /** Whether a cell lives. */
  public boolean alive(int i) {
    return state[i] <= 1;
  }

  /** State of a cell. */
  public TumorState state(int i) {
    return TumorState.of(state[i]);
  }

  /** Changes the state of a cell. */
  public void state(int i, TumorState newState) {
    state[i] = (byte) newState.ordinal();
  }

  /** Sub-lethal hits present in a cell. */
  public int hits(int i) {
    return hits[i];
  }

  /** Sets the sub-lethal hits of a cell, at most 127. */
  public void hits(int i, int present) {
    hits[i] = (byte) present;
  }

  /** MHC-I of a cell, 1 at full induction. */
  public double mhc(int i) {
    return mhc[i];
  }

  /** Sets the MHC-I of a cell. */
  public void mhc(int i, double level) {
    mhc[i] = level;
  }

  /** PD-L1 of a cell, a multiple of the default. */
  public double pdl1(int i) {
    return pdl1[i];
  }

  /** Sets the PD-L1 of a cell. */
  public void pdl1(int i, double multiple) {
    pdl1[i] = multiple;
  }

  /**
   * Removes cells, keeping the order of the rest.
   *
   * @param gone whether a cell goes, by index
   * @return the new index of each old one, -1 for those removed
   */
  public int[] compact(boolean[] gone) {
    int[] moved = new int[count];
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (gone[i]) {
        moved[i] = -1;
        continue;
      }
      moved[i] = kept;
      if (kept != i) {
        id[kept] = id[i];
        site[kept] = site[i];
        clone[kept] = clone[i];
        state[kept] = state[i];
        hits[kept] = hits[i];
        mhc[kept] = mhc[i];
        pdl1[kept] = pdl1[i];
      }
      kept++;
    }
    count = kept;
    return moved;
  }

  /**
   * Reorders the arrays.
   *
   * @param order the old index of each new one
   */
  public void permute(int[] order) {
    id = Permutation.apply(id, order);
    site = Permutation.apply(site, order);
    clone = Permutation.apply(clone, order);
    state = Permutation.apply(state, order);
    hits = Permutation.apply(hits, order);
    mhc = Permutation.apply(mhc, order);
    pdl1 = Permutation.apply(pdl1, order);
  }

  /** Writes all cells for a checkpoint. */
  public void writeState(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      out.writeLong(id[i]);
      out.writeInt(site[i]);
      out.writeInt(clone[i]);
      out.writeByte(state[i]);
      out.writeByte(hits[i]);
      out.writeDouble(mhc[i]);
      out.writeDouble(pdl1[i]);
    }
  }

  /** Reads what {@link #writeState} wrote. */
  public void readState(DataInput in) throws IOException {
    count = in.readInt();
    resize(Math.max(64, count));
    for (int i = 0; i < count; i++) {
      id[i] = in.readLong();
      site[i] = in.readInt();
      clone[i] = in.readInt();
      state[i] = in.readByte();
      hits[i] = in.readByte();
      mhc[i] = in.readDouble();
      pdl1[i] = in.readDouble();
    }
  }
}
