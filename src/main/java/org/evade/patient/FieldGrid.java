package org.evade.patient;

import java.util.Arrays;
import org.evade.tissue.FieldSolver;
import org.evade.tissue.Lattice;

/**
 * The grid on which fields are solved: the lattice of cells, or one whose edge is a whole part of a
 * voxel's. On the finer grid, sources, uptake and the value before the step are spread evenly over
 * each voxel, and the voxel's value is the mean of its parts: within a voxel a field evens out in
 * seconds, so that nothing is lost between steps.
 */
final class FieldGrid {

  private final Lattice lattice;
  private final int parts;
  private final FieldSolver solver;
  private final int[] voxel;
  private final double[] screening;
  private final double[] rhs;
  private final double[] values;

  /**
   * A grid.
   *
   * @param lattice lattice of cells
   * @param refinement parts of a voxel's edge, a whole number from 1 on
   * @throws IllegalArgumentException when it is not whole
   */
  FieldGrid(Lattice lattice, double refinement) {
    if (refinement != Math.rint(refinement)) {
      throw new IllegalArgumentException(
          "engine.field-refinement must be a whole number, found " + refinement);
    }
    this.lattice = lattice;
    int r = (int) refinement;
    int deep = lattice.nz() == 1 ? 1 : r;
    parts = r * r * deep;
    if (parts == 1) {
      solver = new FieldSolver(lattice);
      voxel = new int[0];
      screening = new double[0];
      rhs = new double[0];
      values = new double[0];
      return;
    }
    Lattice fine =
        new Lattice(lattice.nx() * r, lattice.ny() * r, lattice.nz() * deep, lattice.spacing() / r);
    solver = new FieldSolver(fine);
    voxel = new int[fine.size()];
    for (int part = 0; part < voxel.length; part++) {
      voxel[part] = lattice.site(fine.x(part) / r, fine.y(part) / r, fine.z(part) / deep);
    }
    screening = new double[fine.size()];
    rhs = new double[fine.size()];
    values = new double[fine.size()];
  }

  /** As {@link FieldSolver#solve}, all arrays by voxel. */
  void solve(
      String name, double diffusivity, double[] k, double[] s, double[] c, double tolerance) {
    if (parts == 1) {
      solver.solve(name, diffusivity, k, s, c, tolerance);
      return;
    }
    for (int part = 0; part < voxel.length; part++) {
      screening[part] = k[voxel[part]];
      rhs[part] = s[voxel[part]];
      values[part] = c[voxel[part]];
    }
    solver.solve(name, diffusivity, screening, rhs, values, tolerance);
    Arrays.fill(c, 0, lattice.size(), 0);
    for (int part = 0; part < voxel.length; part++) {
      c[voxel[part]] += values[part] / parts;
    }
  }
}
