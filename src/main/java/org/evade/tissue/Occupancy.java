package org.evade.tissue;

import java.util.Arrays;

/**
 * What is in each voxel: at most one parenchymal cell (tumor cell or its debris), by index, and
 * counts of leukocytes by kind.
 */
public final class Occupancy {

  /** Index of an empty voxel. */
  public static final int NONE = -1;

  private final int[] tumor;
  private final byte[][] leukocytes;
  private final byte[] free;
  private final int openCapacity;
  private final int besideTumor;

  /**
   * Empty voxels.
   *
   * @param size number of voxels
   * @param kinds number of kinds of leukocytes
   * @param openCapacity leukocytes that fit into a voxel without a parenchymal cell, at most 100
   * @param besideTumor leukocytes that fit beside a parenchymal cell, at most 100
   */
  public Occupancy(int size, int kinds, int openCapacity, int besideTumor) {
    tumor = new int[size];
    leukocytes = new byte[kinds][size];
    free = new byte[size];
    this.openCapacity = openCapacity;
    this.besideTumor = besideTumor;
    clear();
  }

  /** Empties every voxel. */
  public void clear() {
    Arrays.fill(tumor, NONE);
    Arrays.fill(free, (byte) openCapacity);
    for (byte[] counts : leukocytes) {
      Arrays.fill(counts, (byte) 0);
    }
  }

  /** Index of the parenchymal cell of a voxel, or {@link #NONE}. */
  public int tumor(int site) {
    return tumor[site];
  }

  /** Sets the parenchymal cell of a voxel. */
  public void tumor(int site, int index) {
    if (tumor[site] == NONE && index != NONE) {
      free[site] -= (byte) (openCapacity - besideTumor);
    } else if (tumor[site] != NONE && index == NONE) {
      free[site] += (byte) (openCapacity - besideTumor);
    }
    tumor[site] = index;
  }

  /** Leukocytes of a kind in a voxel. */
  public int count(int kind, int site) {
    return leukocytes[kind][site];
  }

  /** Leukocytes of all kinds in a voxel. */
  public int total(int site) {
    return (tumor[site] == NONE ? openCapacity : besideTumor) - free[site];
  }

  /**
   * Leukocytes that still fit into a voxel; 0 or less when it is full. Kept rather than reckoned,
   * and in bytes: a walking leukocyte asks it of a voxel at every step, and on a large lattice the
   * memory that is touched decides.
   */
  public int free(int site) {
    return free[site];
  }

  /** Counts a leukocyte in. */
  public void enter(int kind, int site) {
    leukocytes[kind][site]++;
    free[site]--;
  }

  /** Counts a leukocyte out. */
  public void leave(int kind, int site) {
    leukocytes[kind][site]--;
    free[site]++;
  }

  /** Moves a leukocyte from one voxel to another. */
  public void move(int kind, int from, int to) {
    leave(kind, from);
    enter(kind, to);
  }
}
