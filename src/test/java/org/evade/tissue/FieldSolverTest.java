package org.evade.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.evade.random.KeyedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSolverTest {

  private static final KeyedStream DRAWS = KeyedStream.of(11, "field-solver-test");

  @ParameterizedTest
  @CsvSource({"48, 48, 1", "45, 33, 1", "16, 16, 16", "21, 15, 9"})
  void solve_manufacturedCosine_isSecondOrder(int nx, int ny, int nz) {
    double coarse = SolverCheck.error(nx, ny, nz);
    double fine = SolverCheck.error(2 * nx, 2 * ny, nz == 1 ? 1 : 2 * nz);
    assertThat(SolverCheck.order(coarse, fine)).isBetween(1.9, 2.2);
  }

  /**
   * Source S in x < a of a slab of width W, decay k, L = sqrt(D/k). Matching value and slope at a:
   * c = A cosh((W-x)/L) beyond a with A = (S/k) sinh(a/L) / sinh(W/L), and c = S/k - B cosh(x/L)
   * within a with B = (S/k) sinh((W-a)/L) / sinh(W/L).
   */
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "0, 3", "1, 3", "2, 3"})
  void solve_slabWithHalfSource_isSecondOrderToCosh(int axis, int dimensions) {
    double[] errors = new double[2];
    for (int run = 0; run < 2; run++) {
      int n = 40 << run;
      double h = 10.0 / (1 << run);
      int[] counts = {4, 4, dimensions == 2 ? 1 : 4};
      counts[axis] = n;
      Lattice lattice = new Lattice(counts[0], counts[1], counts[2], h);
      double length = 100;
      double width = 400;
      double edge = 150;
      double k = 3;
      double source = 6;
      double[] rhs = new double[lattice.size()];
      for (int site = 0; site < rhs.length; site++) {
        rhs[site] = position(lattice, site, axis) < edge ? source : 0;
      }
      double[] c = solve(lattice, k * length * length, constant(lattice, k), rhs, 1e-10);
      for (int site = 0; site < rhs.length; site++) {
        double x = position(lattice, site, axis);
        double top = source / k / Math.sinh(width / length);
        double exact =
            x < edge
                ? source / k - top * Math.sinh((width - edge) / length) * Math.cosh(x / length)
                : top * Math.sinh(edge / length) * Math.cosh((width - x) / length);
        errors[run] = Math.max(errors[run], Math.abs(c[site] - exact));
      }
    }
    assertThat(SolverCheck.order(errors[0], errors[1])).isBetween(1.9, 2.2);
  }

  /** An infinite line source of strength q per length: c = q / (2 pi D) K0(r/L). */
  @Test
  void solve_lineSourceIn2d_isSecondOrderToK0() {
    double order = pointSourceOrder(2, 4, 8, (r, length) -> besselK0(r / length) / (2 * Math.PI));
    assertThat(order).isBetween(1.9, 2.5);
  }

  /** A point source of strength q: c = q / (4 pi D r) exp(-r/L). */
  @Test
  void solve_pointSourceIn3d_isSecondOrderToYukawa() {
    double order =
        pointSourceOrder(3, 3, 7, (r, length) -> Math.exp(-r / length) / (4 * Math.PI * r));
    assertThat(order).isBetween(1.9, 2.5);
  }

  private interface Kernel {
    /** Concentration times D per unit source at a distance. */
    double at(double r, double length);
  }

  /**
   * Order seen from L/h = ratio to twice that, from the worst relative error at voxels from 1 to 2
   * L away; walls are {@code reach} L away, so that the nearest image adds below 1e-4 of the value.
   */
  private static double pointSourceOrder(int dimensions, int ratio, int reach, Kernel kernel) {
    double length = 100;
    double[] errors = new double[2];
    for (int run = 0; run < 2; run++) {
      int perLength = ratio << run;
      int center = perLength * reach;
      int n = 2 * center + 1;
      double h = length / perLength;
      Lattice lattice = new Lattice(n, n, dimensions == 2 ? 1 : n, h);
      double diffusivity = 2e4;
      double[] rhs = new double[lattice.size()];
      rhs[lattice.site(center, center, dimensions == 2 ? 0 : center)] = Math.pow(h, -dimensions);
      double[] k = constant(lattice, diffusivity / (length * length));
      double[] c = solve(lattice, diffusivity, k, rhs, 1e-9);
      for (int step = ratio; step <= 2 * ratio; step++) {
        int far = step << run;
        double along = c[lattice.site(center + far, center, dimensions == 2 ? 0 : center)];
        double exact = kernel.at(far * h, length) / diffusivity;
        errors[run] = Math.max(errors[run], Math.abs(along / exact - 1));
      }
    }
    return SolverCheck.order(errors[0], errors[1]);
  }

  /** K0(x) is the integral of exp(-x cosh t) over t from 0; the trapezoid rule is exact here. */
  private static double besselK0(double x) {
    double dt = 0.01;
    double sum = 0.5 * Math.exp(-x);
    for (int i = 1; i < 800; i++) {
      sum += Math.exp(-x * Math.cosh(i * dt));
    }
    return sum * dt;
  }

  /** The series of I0: sum of (x/2)^2m / (m!)^2. I0(1) = 1.266066 (Abramowitz and Stegun 9.8). */
  private static double besselI0(double x) {
    double term = 1;
    double sum = 1;
    for (int m = 1; m < 60; m++) {
      term *= x * x / (4.0 * m * m);
      sum += term;
    }
    return sum;
  }

  /**
   * A disc or ball without vessels in tissue held at c0: c = c0 I0(r/L) / I0(R/L), or c0 (R/r)
   * sinh(r/L) / sinh(R/L). The radius where c falls below half of c0 is met within one voxel.
   */
  @ParameterizedTest
  @CsvSource({"2, 20", "2, 31", "3, 20", "3, 27"})
  void solve_avascularTumor_hypoxicRadiusWithinOneVoxel(int dimensions, int radius) {
    int center = radius + 4;
    int n = 2 * center + 1;
    double h = 20;
    double length = 7 * h;
    Lattice lattice = new Lattice(n, n, dimensions == 2 ? 1 : n, h);
    double uptake = 50;
    double diffusivity = uptake * length * length;
    double exchange = 100 * diffusivity / (h * h);
    int middle = lattice.site(center, center, dimensions == 2 ? 0 : center);
    double[] k = new double[lattice.size()];
    double[] rhs = new double[lattice.size()];
    for (int site = 0; site < k.length; site++) {
      boolean inside = lattice.squaredDistance(site, middle) <= (radius + 0.25) * (radius + 0.25);
      k[site] = inside ? uptake : exchange;
      rhs[site] = inside ? 0 : exchange;
    }
    double[] c = solve(lattice, diffusivity, k, rhs, 1e-8);
    DoubleUnaryOperator exact =
        dimensions == 2
            ? r -> besselI0(r * h / length) / besselI0(radius * h / length)
            : r -> radius / r * Math.sinh(r * h / length) / Math.sinh(radius * h / length);
    double threshold = 0.5;
    double expected = radius;
    while (expected > 0.01 && exact.applyAsDouble(expected) > threshold) {
      expected -= 0.001;
    }
    int hypoxic = 0;
    for (double value : c) {
      hypoxic += value < threshold ? 1 : 0;
    }
    double seen =
        dimensions == 2 ? Math.sqrt(hypoxic / Math.PI) : Math.cbrt(hypoxic * 3 / (4 * Math.PI));
    assertThat(seen).isCloseTo(expected, within(1.0));
  }

  /**
   * A slab of tissue with uptake between two layers held at c0, its middle at x = 0: c = c0
   * cosh(x/L) / cosh(R/L). The depth where c falls below half of c0 is met within one voxel.
   */
  @ParameterizedTest
  @CsvSource({"2, 20", "2, 31", "3, 20", "3, 31"})
  void solve_avascularSlab_hypoxicDepthWithinOneVoxel(int dimensions, int half) {
    int center = half + 4;
    double h = 20;
    double length = 7 * h;
    Lattice lattice = new Lattice(2 * center + 1, 8, dimensions == 2 ? 1 : 8, h);
    double uptake = 50;
    double diffusivity = uptake * length * length;
    double exchange = 100 * diffusivity / (h * h);
    double[] k = new double[lattice.size()];
    double[] rhs = new double[lattice.size()];
    for (int site = 0; site < k.length; site++) {
      boolean inside = Math.abs(lattice.x(site) - center) <= half;
      k[site] = inside ? uptake : exchange;
      rhs[site] = inside ? 0 : exchange;
    }
    double[] c = solve(lattice, diffusivity, k, rhs, 1e-8);
    int hypoxic = 0;
    for (double value : c) {
      hypoxic += value < 0.5 ? 1 : 0;
    }
    // Layers reach half a voxel beyond the centers of their last ones; cosh(x) = y at acosh(y).
    double edge = (half + 0.5) * h / length;
    double y = 0.5 * Math.cosh(edge);
    double expected = Math.log(y + Math.sqrt(y * y - 1)) * length / h;
    double seen = hypoxic / (double) (lattice.ny() * lattice.nz()) / 2;
    assertThat(seen).isCloseTo(expected, within(1.0));
  }

  @ParameterizedTest
  @CsvSource({"75, 50, 1", "21, 20, 19"})
  void solve_implicitStep_balancesStorageSourcesAndUptake(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    assertThat(SolverCheck.massBalanceError(lattice, 1e-4)).isLessThan(1e-4);
    assertThat(SolverCheck.massBalanceError(lattice, 1e-9)).isLessThan(1e-9);
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 1", "37, 50, 1", "24, 17, 21", "40, 40, 3"})
  void solve_steadyState_uptakeEqualsSources(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] k = patchyScreening(lattice);
    double[] rhs = scatteredSources(lattice);
    double[] c = solve(lattice, 4e4, k, rhs, 1e-9);
    double uptake = 0;
    for (int site = 0; site < c.length; site++) {
      uptake += k[site] * c[site];
    }
    // |sum of residuals| <= sqrt(n) ||r||, and ||rhs|| <= sqrt(sum rhs) for sources of 0 or 1.
    double sources = DoubleStream.of(rhs).sum();
    assertThat(uptake / sources - 1).isCloseTo(0, within(1e-9 * Math.sqrt(c.length / sources)));
  }

  @ParameterizedTest
  @CsvSource({"64, 64, 1", "25, 33, 1", "16, 17, 18"})
  void solve_result_meetsTheEquationVoxelByVoxel(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] k = patchyScreening(lattice);
    double[] rhs = scatteredSources(lattice);
    double[] c = new double[lattice.size()];
    FieldSolver.Solution solution = new FieldSolver(lattice).solve("test", 4e4, k, rhs, c, 1e-6);
    assertThat(solution.residual()).isLessThanOrEqualTo(1e-6);
    assertThat(residual(lattice, 4e4, k, rhs, c)).isCloseTo(solution.residual(), within(1e-12));
  }

  @Test
  void solve_noScreeningButVessels_convergesToBloodLevel() {
    Lattice lattice = new Lattice(50, 41, 1, 20);
    double[] k = new double[lattice.size()];
    double[] rhs = new double[lattice.size()];
    for (int site = 7; site < k.length; site += 97) {
      k[site] = 500;
      rhs[site] = 500 * 0.08;
    }
    double[] c = solve(lattice, 1e5, k, rhs, 1e-10);
    for (double value : c) {
      assertThat(value).isCloseTo(0.08, within(1e-8));
    }
  }

  @Test
  void solve_noDiffusion_isRhsOverScreening() {
    Lattice lattice = new Lattice(10, 11, 1, 20);
    double[] k = patchyScreening(lattice);
    double[] rhs = scatteredSources(lattice);
    double[] c = solve(lattice, 0, k, rhs, 1e-12);
    for (int site = 0; site < c.length; site++) {
      assertThat(c[site]).isCloseTo(rhs[site] / k[site], within(1e-15));
    }
  }

  @ParameterizedTest
  @CsvSource({"40, 40, 1", "31, 31, 1", "16, 16, 16", "15, 15, 15"})
  void solve_symmetricInput_givesSymmetricOutput(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] k = new double[lattice.size()];
    double[] rhs = new double[lattice.size()];
    for (int site = 0; site < k.length; site++) {
      double x = Math.abs(lattice.x(site) - (nx - 1) / 2.0);
      double y = Math.abs(lattice.y(site) - (ny - 1) / 2.0);
      k[site] = 2 + x * y;
      rhs[site] = x + y < 9 ? 5 : 0;
    }
    double[] c = solve(lattice, 1e4, k, rhs, 1e-11);
    for (int site = 0; site < k.length; site++) {
      int x = lattice.x(site);
      int y = lattice.y(site);
      int z = lattice.z(site);
      assertThat(c[lattice.site(nx - 1 - x, y, z)]).isCloseTo(c[site], within(1e-9));
      assertThat(c[lattice.site(y, x, z)]).isCloseTo(c[site], within(1e-9));
    }
  }

  @ParameterizedTest
  @CsvSource({"128, 128, 1, 10", "40, 40, 40, 10", "128, 128, 1, 0.3"})
  void solve_warmStart_takesFewerCyclesThanCold(int nx, int ny, int nz, double decayVoxels) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] k = constant(lattice, 5);
    double[] rhs = scatteredSources(lattice);
    double diffusivity = 5 * Math.pow(decayVoxels * 20, 2);
    FieldSolver solver = new FieldSolver(lattice);
    double[] c = new double[lattice.size()];
    int cold = solver.solve("test", diffusivity, k, rhs, c, 1e-6).cycles();
    for (int site = 0; site < rhs.length; site += 200) {
      rhs[site] = 1 - rhs[site];
    }
    int warm = solver.solve("test", diffusivity, k, rhs, c, 1e-6).cycles();
    int same = solver.solve("test", diffusivity, k, rhs, c, 1e-6).cycles();
    assertThat(warm).isLessThan(cold).isPositive();
    assertThat(same).isZero();
  }

  /** From 1e-2 to 1e-8 in at most 13 cycles, whatever the size: a factor above 2.9 per cycle. */
  @ParameterizedTest
  @CsvSource({"16, 16, 1", "256, 256, 1", "255, 129, 1", "3, 3, 3", "64, 64, 64", "65, 33, 47"})
  void solve_anySize_convergesAlike(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] c = new double[lattice.size()];
    FieldSolver.Solution solution =
        new FieldSolver(lattice)
            .solve("test", 4e4, constant(lattice, 0.25), scatteredSources(lattice), c, 1e-8);
    assertThat(solution.cycles()).isLessThanOrEqualTo(13);
  }

  @Test
  void solve_toleranceBelowRounding_throwsWithNameCyclesAndResidual() {
    Lattice lattice = new Lattice(20, 20, 1, 20);
    double[] c = new double[lattice.size()];
    assertThatThrownBy(
            () ->
                new FieldSolver(lattice)
                    .solve("IL-2", 4e4, constant(lattice, 1), scatteredSources(lattice), c, 1e-30))
        .isInstanceOfSatisfying(
            FieldNotConvergedException.class,
            e -> {
              assertThat(e.field()).isEqualTo("IL-2");
              assertThat(e.cycles()).isEqualTo(FieldSolver.CYCLE_LIMIT);
              assertThat(e.residual()).isBetween(1e-20, 1e-12);
              assertThat(e.tolerance()).isEqualTo(1e-30);
            })
        .hasMessageContaining("IL-2");
  }

  @Test
  void solve_initialGuessNotFinite_throws() {
    Lattice lattice = new Lattice(20, 20, 1, 20);
    double[] c = constant(lattice, Double.NaN);
    assertThatThrownBy(
            () ->
                new FieldSolver(lattice)
                    .solve("O2", 4e4, constant(lattice, 1), scatteredSources(lattice), c, 1e-3))
        .isInstanceOf(FieldNotConvergedException.class);
  }

  @Test
  void solve_inputsOutsideTheirRange_areNamed() {
    Lattice lattice = new Lattice(5, 5, 1, 20);
    FieldSolver solver = new FieldSolver(lattice);
    double[] good = constant(lattice, 1);
    double[] zero = new double[25];
    double[] negative = constant(lattice, 1);
    negative[3] = -1;
    double[] infinite = constant(lattice, 1);
    infinite[3] = Double.POSITIVE_INFINITY;
    double[] c = new double[25];
    assertThatThrownBy(() -> solver.solve("a", 1, zero, good, c, 1e-3))
        .hasMessageContaining("no unique solution");
    assertThatThrownBy(() -> solver.solve("a", 1, negative, good, c, 1e-3))
        .hasMessageContaining("voxel 3");
    assertThatThrownBy(() -> solver.solve("a", 1, good, infinite, c, 1e-3))
        .hasMessageContaining("not finite");
    assertThatThrownBy(() -> solver.solve("a", -1, good, good, c, 1e-3))
        .hasMessageContaining("diffusivity");
    assertThatThrownBy(() -> solver.solve("a", 1, good, good, c, 0))
        .hasMessageContaining("tolerance");
    assertThatThrownBy(() -> solver.solve("a", 1, good, new double[24], c, 1e-3))
        .hasMessageContaining("24");
  }

  @Test
  void solve_zeroRightHandSide_isZero() {
    Lattice lattice = new Lattice(5, 5, 1, 20);
    double[] c = constant(lattice, 3);
    new FieldSolver(lattice).solve("a", 1, constant(lattice, 1), new double[25], c, 1e-3);
    assertThat(c).containsOnly(0);
  }

  @ParameterizedTest
  @CsvSource({"61, 64, 1", "20, 21, 22"})
  void solve_repeatedByUsedAndFreshSolver_hasTheSameBits(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double[] k = patchyScreening(lattice);
    double[] rhs = scatteredSources(lattice);
    FieldSolver used = new FieldSolver(lattice);
    double[] other = new double[lattice.size()];
    used.solve("other", 9e5, constant(lattice, 0.5), rhs, other, 1e-5);
    used.solve("short", 10, constant(lattice, 5), rhs, other, 1e-5);
    double[] first = new double[lattice.size()];
    used.solve("a", 4e4, k, rhs, first, 1e-4);
    double[] second = new double[lattice.size()];
    new FieldSolver(lattice).solve("a", 4e4, k, rhs, second, 1e-4);
    assertThat(Arrays.equals(first, second)).isTrue();
  }

  @Test
  void solverCheck_report_showsSecondOrderAndBalance() {
    SolverCheck.Report report = SolverCheck.run();
    assertThat(report.order2d()).isBetween(1.9, 2.2);
    assertThat(report.order3d()).isBetween(1.9, 2.2);
    assertThat(report.massBalanceError()).isLessThan(1e-8);
  }

  private static double[] solve(
      Lattice lattice, double diffusivity, double[] k, double[] rhs, double tolerance) {
    double[] c = new double[lattice.size()];
    new FieldSolver(lattice).solve("test", diffusivity, k, rhs, c, tolerance);
    return c;
  }

  private static double[] constant(Lattice lattice, double value) {
    double[] array = new double[lattice.size()];
    Arrays.fill(array, value);
    return array;
  }

  private static double[] patchyScreening(Lattice lattice) {
    double[] k = new double[lattice.size()];
    for (int site = 0; site < k.length; site++) {
      int patch = lattice.x(site) / 5 + lattice.y(site) / 5 + lattice.z(site) / 5;
      k[site] = patch % 2 == 0 ? 1 : 20;
    }
    return k;
  }

  private static double[] scatteredSources(Lattice lattice) {
    double[] rhs = new double[lattice.size()];
    for (int site = 0; site < rhs.length; site++) {
      rhs[site] = DRAWS.uniform(site, 0, 0) < 0.2 ? 1 : 0;
    }
    return rhs;
  }

  private static double position(Lattice lattice, int site, int axis) {
    int index = axis == 0 ? lattice.x(site) : axis == 1 ? lattice.y(site) : lattice.z(site);
    return (index + 0.5) * lattice.spacing();
  }

  /** The residual written down as the equation reads, apart from the solver's own. */
  private static double residual(
      Lattice lattice, double diffusivity, double[] k, double[] rhs, double[] c) {
    double weight = diffusivity / (lattice.spacing() * lattice.spacing());
    int[][] steps = {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    double squares = 0;
    double norm = 0;
    for (int site = 0; site < c.length; site++) {
      double r = rhs[site] - k[site] * c[site];
      for (int[] step : steps) {
        int x = lattice.x(site) + step[0];
        int y = lattice.y(site) + step[1];
        int z = lattice.z(site) + step[2];
        if (lattice.contains(x, y, z)) {
          r += weight * (c[lattice.site(x, y, z)] - c[site]);
        }
      }
      squares += r * r;
      norm += rhs[site] * rhs[site];
    }
    return Math.sqrt(squares / norm);
  }
}
