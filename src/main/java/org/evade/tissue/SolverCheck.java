package org.evade.tissue;

/**
 * Checks the field solver on the machine it runs on, against a manufactured solution: c = 2 + Π
 * cos(m π x / X) with variable screening, which meets the no-flux walls, so that the source k c − D
 * ∇²c is known in closed form.
 */
public final class SolverCheck {

  private static final double EDGE = 1_000;
  private static final double DIFFUSIVITY = 2e5;
  private static final double SCREENING = 5;
  private static final double TOLERANCE = 1e-10;

  private SolverCheck() {}

  /**
   * What the check found.
   *
   * @param order2d observed order of convergence in 2-D, 2 in theory
   * @param order3d observed order of convergence in 3-D, 2 in theory
   * @param massBalanceError storage + uptake − sources of one implicit step, summed over the
   *     lattice, relative to the sources
   */
  public record Report(double order2d, double order3d, double massBalanceError) {}

  /** Runs the check; takes well under a second. */
  public static Report run() {
    return new Report(
        order(error(48, 48, 1), error(96, 96, 1)),
        order(error(16, 16, 16), error(32, 32, 32)),
        massBalanceError(new Lattice(75, 50, 1, 20), 1e-8));
  }

  /** Order seen when halving the voxel edge takes one error to another. */
  static double order(double coarse, double fine) {
    return StrictMath.log(coarse / fine) / StrictMath.log(2);
  }

  /** Largest error of the manufactured problem, on voxels that are cubes when nx is the largest. */
  static double error(int nx, int ny, int nz) {
    double h = EDGE / nx;
    Lattice lattice = new Lattice(nx, ny, nz, h);
    int size = lattice.size();
    double[] k = new double[size];
    double[] rhs = new double[size];
    double[] exact = new double[size];
    double kx = 2 * StrictMath.PI / (nx * h);
    double ky = StrictMath.PI / (ny * h);
    double kz = nz == 1 ? 0 : StrictMath.PI / (nz * h);
    for (int site = 0; site < size; site++) {
      double x = (lattice.x(site) + 0.5) * h;
      double y = (lattice.y(site) + 0.5) * h;
      double z = (lattice.z(site) + 0.5) * h;
      double wave = StrictMath.cos(kx * x) * StrictMath.cos(ky * y) * StrictMath.cos(kz * z);
      exact[site] = 2 + wave;
      k[site] = SCREENING * (1 + 0.9 * StrictMath.sin(3 * kx * x + ky * y));
      rhs[site] = k[site] * exact[site] + DIFFUSIVITY * (kx * kx + ky * ky + kz * kz) * wave;
    }
    double[] c = new double[size];
    new FieldSolver(lattice).solve("manufactured", DIFFUSIVITY, k, rhs, c, TOLERANCE);
    double worst = 0;
    for (int site = 0; site < size; site++) {
      worst = Math.max(worst, Math.abs(c[site] - exact[site]));
    }
    return worst;
  }

  /**
   * Mass balance of one implicit step from a wavy state, with patchy sources and uptake.
   *
   * @param lattice the lattice
   * @param tolerance relative residual of the solve
   * @return |storage + uptake − sources| / sources, sums over the lattice
   */
  static double massBalanceError(Lattice lattice, double tolerance) {
    int size = lattice.size();
    double perStep = 4;
    double[] k = new double[size];
    double[] rhs = new double[size];
    double[] old = new double[size];
    double[] c = new double[size];
    for (int site = 0; site < size; site++) {
      int patch = lattice.x(site) / 6 + lattice.y(site) / 6 + lattice.z(site) / 6;
      old[site] = 1 + 0.5 * StrictMath.cos(0.1 * lattice.x(site));
      k[site] = perStep + 2 + (patch % 2) * 30;
      rhs[site] = (patch % 3) * 20 + perStep * old[site];
    }
    new FieldSolver(lattice).solve("step", DIFFUSIVITY, k, rhs, c, tolerance);
    double storage = 0;
    double uptake = 0;
    double sources = 0;
    for (int site = 0; site < size; site++) {
      storage += perStep * (c[site] - old[site]);
      uptake += (k[site] - perStep) * c[site];
      sources += rhs[site] - perStep * old[site];
    }
    return Math.abs(storage + uptake - sources) / sources;
  }
}
