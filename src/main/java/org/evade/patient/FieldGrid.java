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

  /** Voxels along the box in which a lone source is solved. */
  private static final int BOX = 15;

  private static final double SMALL = 1e-9;

  private final Lattice lattice;
  private final int parts;
  private final FieldSolver solver;
  private final int[] voxel;
  private final double[] screening;
  private final double[] rhs;
  private final double[] values;

  /** Resistance around a source of one voxel that the lattice has beyond this grid, at D = 1. */
  private final double resistance;

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
      resistance = 0;
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
    resistance = loneSource(lattice, 1) - loneSource(lattice, r);
  }

  /**
   * Mean concentration in a voxel that alone secretes 1 per day, at D = 1 µm²/day and a decay
   * length of the box it is in, with so many parts to its edge.
   */
  private static double loneSource(Lattice lattice, int parts) {
    int edge = BOX * parts;
    int depth = lattice.nz() == 1 ? 1 : edge;
    Lattice box = new Lattice(edge, edge, depth, lattice.spacing() / parts);
    double reach = BOX * lattice.spacing();
    double[] k = new double[box.size()];
    double[] s = new double[box.size()];
    double[] c = new double[box.size()];
    Arrays.fill(k, 1 / (reach * reach));
    int middle = BOX / 2;
    for (int v = 0; v < s.length; v++) {
      boolean inLayer = depth == 1 || box.z(v) / parts == middle;
      s[v] = inLayer && box.x(v) / parts == middle && box.y(v) / parts == middle ? 1 : 0;
    }
    new FieldSolver(box).solve("lone source", 1, k, s, c, SMALL);
    double sum = 0;
    double size = 0;
    for (int v = 0; v < s.length; v++) {
      sum += s[v] * c[v];
      size += s[v];
    }
    return sum / size;
  }

  /**
   * Rate of exchange with the blood that gives a vessel on this grid the supply it has on the
   * lattice. A vessel is thinner than a voxel: on a 2-D lattice a lone voxel supplies as much as a
   * line of radius 0.2 voxel edges would, 4 µm at 20 µm. Spread over the parts of a voxel it would
   * be a wider one; the exchange takes up the difference.
   *
   * @param rate rate on the lattice, per day
   * @param diffusivity in µm²/day, positive
   */
  double exchange(double rate, double diffusivity) {
    return rate / (1 + rate * resistance / diffusivity);
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
