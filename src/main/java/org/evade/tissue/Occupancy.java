package org.evade.tissue;

import java.util.Arrays;

/**
 * What is in each voxel: at most one parenchymal cell (tumor cell or its debris), by index, and
 * counts of leukocytes by kind.
 */
public final class Occupancy {

  /** Index of an empty voxel. */
  public static final int NONE = -1;

  private static final int LANE = 8;
  private static final int FREE = 56;

  private final int[] tumor;

  /**
   * A byte for each kind's count, and in the highest, signed, the leukocytes that still fit: a
   * walking leukocyte asks for it of a random voxel at every step, and its move touches two words.
   */
  private final long[] leukocytes;

  private final int openCapacity;
  private final int besideTumor;

  /**
   * Empty voxels.
   *
   * @param size number of voxels
   * @param kinds number of kinds of leukocytes, at most 7
   * @param openCapacity leukocytes that fit into a voxel without a parenchymal cell, at most 100
   * @param besideTumor leukocytes that fit beside a parenchymal cell, at most 100
   */
  public Occupancy(int size, int kinds, int openCapacity, int besideTumor) {
    if (kinds * LANE > FREE) {
      throw new IllegalArgumentException("at most 7 kinds of leukocytes, found " + kinds);
    }
    tumor = new int[size];
    leukocytes = new long[size];
    this.openCapacity = openCapacity;
    this.besideTumor = besideTumor;
    clear();
  }

  /** Empties every voxel. */
  public void clear() {
    Arrays.fill(tumor, NONE);
    Arrays.fill(leukocytes, (long) openCapacity << FREE);
  }

  /** Index of the parenchymal cell of a voxel, or {@link #NONE}. */
  public int tumor(int site) {
    return tumor[site];
  }

  /** Sets the parenchymal cell of a voxel. */
  public void tumor(int site, int index) {
    if (tumor[site] == NONE && index != NONE) {
      leukocytes[site] -= (long) (openCapacity - besideTumor) << FREE;
    } else if (tumor[site] != NONE && index == NONE) {
      leukocytes[site] += (long) (openCapacity - besideTumor) << FREE;
    }
    tumor[site] = index;
  }

  /** Leukocytes of a kind in a voxel. */
  public int count(int kind, int site) {
    return (int) (leukocytes[site] >>> (kind * LANE)) & 0xff;
  }

  /** Leukocytes of all kinds in a voxel. */
  public int total(int site) {
    return (tumor[site] == NONE ? openCapacity : besideTumor) - free(site);
  }

  /** Leukocytes that still fit into a voxel; 0 or less when it is full. */
  public int free(int site) {
    return (int) (leukocytes[site] >> FREE);
  }

  /** Counts a leukocyte in. */
  public void enter(int kind, int site) {
    leukocytes[site] += one(kind);
  }

  /** Counts a leukocyte out. */
  public void leave(int kind, int site) {
    leukocytes[site] -= one(kind);
  }

  /** One leukocyte more of a kind and one place less. */
  private static long one(int kind) {
    return (1L << (kind * LANE)) - (1L << FREE);
  }

  /** Moves a leukocyte from one voxel to another. */
  public void move(int kind, int from, int to) {
    long one = one(kind);
    leukocytes[from] -= one;
    leukocytes[to] += one;
  }
}
