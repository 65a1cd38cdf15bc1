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
  private final short[][] leukocytes;
  private final short[] total;
  private final int openCapacity;
  private final int besideTumor;

  /**
   * Empty voxels.
   *
   * @param size number of voxels
   * @param kinds number of kinds of leukocytes
   * @param openCapacity leukocytes that fit into a voxel without a parenchymal cell
   * @param besideTumor leukocytes that fit beside a parenchymal cell
   */
  public Occupancy(int size, int kinds, int openCapacity, int besideTumor) {
    tumor = new int[size];
    leukocytes = new short[kinds][size];
    total = new short[size];
    this.openCapacity = openCapacity;
    this.besideTumor = besideTumor;
    clear();
  }

  /** Empties every voxel. */
  public void clear() {
    Arrays.fill(tumor, NONE);
    Arrays.fill(total, (short) 0);
    for (short[] counts : leukocytes) {
      Arrays.fill(counts, (short) 0);
    }
  }

  /** Index of the parenchymal cell of a voxel, or {@link #NONE}. */
  public int tumor(int site) {
    return tumor[site];
  }

  /** Sets the parenchymal cell of a voxel. */
  public void tumor(int site, int index) {
    tumor[site] = index;
  }

  /** Leukocytes of a kind in a voxel. */
  public int count(int kind, int site) {
    return leukocytes[kind][site];
  }

  /** Leukocytes of all kinds in a voxel. */
  public int total(int site) {
    return total[site];
  }

  /** Leukocytes that still fit into a voxel; 0 or less when it is full. */
  public int free(int site) {
    return (tumor[site] == NONE ? openCapacity : besideTumor) - total[site];
  }

  /** Counts a leukocyte in. */
  public void enter(int kind, int site) {
    leukocytes[kind][site]++;
    total[site]++;
  }

  /** Counts a leukocyte out. */
  public void leave(int kind, int site) {
    leukocytes[kind][site]--;
    total[site]--;
  }
}
