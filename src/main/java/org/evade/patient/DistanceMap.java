package org.evade.patient;

import org.evade.cell.Cd8Cells;
import org.evade.tissue.Lattice;

/** Which voxels have a CD8 T cell near. */
final class DistanceMap {

  private DistanceMap() {}

  /**
   * Whether a CD8 T cell is within a distance of each voxel, taken along the axes one after the
   * other (a cube around each T cell).
   */
  static boolean[] within(Lesion lesion, double micrometers) {
    Lattice lattice = lesion.lattice();
    Cd8Cells cd8 = lesion.cd8();
    int reach = (int) (micrometers / lattice.spacing());
    boolean[] near = new boolean[lattice.size()];
    for (int i = 0; i < cd8.count(); i++) {
      near[cd8.site(i)] = true;
    }
    near = spread(near, lattice.nx(), 1, reach, lattice.size());
    near = spread(near, lattice.ny(), lattice.nx(), reach, lattice.size());
    return spread(near, lattice.nz(), lattice.nx() * lattice.ny(), reach, lattice.size());
  }

  /** Spreads along one axis of a length and stride: forth and back, counting from the last seen. */
  private static boolean[] spread(boolean[] near, int length, int stride, int reach, int size) {
    boolean[] result = new boolean[size];
    for (int block = 0; block < size; block += length * stride) {
      for (int line = block; line < block + stride; line++) {
        int since = reach + 1;
        for (int site = line, a = 0; a < length; a++, site += stride) {
          since = near[site] ? 0 : since + 1;
          result[site] = since <= reach;
        }
        since = reach + 1;
        for (int site = line + (length - 1) * stride, a = 0; a < length; a++, site -= stride) {
          since = near[site] ? 0 : since + 1;
          result[site] |= since <= reach;
        }
      }
    }
    return result;
  }
}
