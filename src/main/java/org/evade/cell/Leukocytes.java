package org.evade.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Leukocytes of one kind as parallel arrays: what all kinds share. An index is valid until the next
 * removal or permutation.
 */
public class Leukocytes {

  /** The kinds of leukocytes. */
  public enum Kind {
    /** CD8 T cell. */
    CD8,
    /** Regulatory T cell. */
    TREG,
    /** Myeloid-derived suppressor cell. */
    MDSC
  }

  private final Kind kind;
  private int count;
  private long[] id = new long[64];
  private int[] site = new int[64];
  private byte[] heading = new byte[64];

  /** An empty population. */
  public Leukocytes(Kind kind) {
    this.kind = kind;
  }

  /** What kind these cells are. */
  public final Kind kind() {
    return kind;
  }

  /** Number of cells. */
  public final int count() {
    return count;
  }

  /**
   * Adds a cell and returns its index.
   *
   * @param id id of the agent
   * @param site voxel
   */
  public int add(long id, int site) {
    if (count == this.id.length) {
      resize(count * 2);
    }
    int i = count++;
    this.id[i] = id;
    this.site[i] = site;
    heading[i] = -1;
    return i;
  }

  /** Grows every array to a capacity. */
  void resize(int capacity) {
    id = Arrays.copyOf(id, capacity);
    site = Arrays.copyOf(site, capacity);
    heading = Arrays.copyOf(heading, capacity);
  }

  /** Ids of all cells and spare room: the array itself, for inner loops; not to be changed. */
  public final long[] ids() {
    return id;
  }

  /** Voxels of all cells and spare room: the array itself, for inner loops. */
  public final int[] sites() {
    return site;
  }

  /** Directions of all cells' last steps and spare room: the array itself, for inner loops. */
  public final byte[] headings() {
    return heading;
  }

  /** Id of a cell. */
  public final long id(int i) {
    return id[i];
  }

  /** Voxel of a cell. */
  public final int site(int i) {
    return site[i];
  }

  /** Moves a cell. */
  public final void site(int i, int voxel) {
    site[i] = voxel;
  }

  /** Direction of the last step, -1 for none. */
  public final int heading(int i) {
    return heading[i];
  }

  /** Sets the direction of the last step. */
  public final void heading(int i, int direction) {
    heading[i] = (byte) direction;
  }

  /** Copies one cell over another. */
  void copy(int from, int to) {
    id[to] = id[from];
    site[to] = site[from];
    heading[to] = heading[from];
  }

  /**
   * Removes cells, keeping the order of the rest.
   *
   * @param gone whether a cell goes, by index
   */
  public final void remove(boolean[] gone) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (!gone[i]) {
        if (kept != i) {
          copy(i, kept);
        }
        kept++;
      }
    }
    count = kept;
  }

  /**
   * Reorders the arrays.
   *
   * @param order the old index of each new one
   */
  public void permute(int[] order) {
    id = Permutation.apply(id, order);
    site = Permutation.apply(site, order);
    heading = Permutation.apply(heading, order);
  }

  /** Writes all cells for a checkpoint. */
  public final void writeState(DataOutput out) throws IOException {
    out.writeInt(count);
    for (int i = 0; i < count; i++) {
      writeCell(out, i);
    }
  }

  /** Reads what {@link #writeState} wrote. */
  public final void readState(DataInput in) throws IOException {
    count = in.readInt();
    resize(Math.max(64, count));
    for (int i = 0; i < count; i++) {
      readCell(in, i);
    }
  }

  void writeCell(DataOutput out, int i) throws IOException {
    out.writeLong(id[i]);
    out.writeInt(site[i]);
    out.writeByte(heading[i]);
  }

  void readCell(DataInput in, int i) throws IOException {
    id[i] = in.readLong();
    site[i] = in.readInt();
    heading[i] = in.readByte();
  }
}
