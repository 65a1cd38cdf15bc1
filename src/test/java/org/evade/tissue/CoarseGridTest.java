package org.evade.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.evade.random.KeyedStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoarseGridTest {

  private static final KeyedStream DRAWS = KeyedStream.of(5, "coarse-grid-test");

  @ParameterizedTest
  @CsvSource({
    "150, 150, 1, 5, false, 0.01",
    "150, 150, 1, 10, false, 0.01",
    "149, 81, 1, 5, false, 0.01",
    "40, 40, 40, 10, false, 0.01",
    "41, 39, 37, 10, false, 0.01",
    "41, 39, 37, 5, false, 0.015",
    "149, 81, 1, 5, true, 0.08",
    "149, 81, 1, 10, true, 0.025",
    "41, 39, 37, 5, true, 0.06",
    "41, 39, 37, 10, true, 0.015"
  })
  void coarseSolution_longRange_differsLittleFromFine(
      int nx, int ny, int nz, double decayVoxels, boolean scattered, double bound) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    double lambda = 4;
    double diffusivity = lambda * Math.pow(decayVoxels * 20, 2);
    double[] k = new double[lattice.size()];
    double[] rhs = new double[lattice.size()];
    int middle = lattice.site(nx / 2, ny / 2, nz / 2);
    for (int site = 0; site < k.length; site++) {
      boolean inside = lattice.squaredDistance(site, middle) < 14 * 14;
      k[site] = lambda * (inside ? 1.5 : 1);
      boolean source = scattered ? DRAWS.uniform(site, 0, 0) < 0.03 : inside;
      rhs[site] = source ? 1 : 0;
    }
    double[] fine = new double[lattice.size()];
    new FieldSolver(lattice).solve("fine", diffusivity, k, rhs, fine, 1e-8);

    CoarseGrid grid = new CoarseGrid(lattice);
    int size = grid.lattice().size();
    double[] coarseK = new double[size];
    double[] coarseRhs = new double[size];
    double[] coarse = new double[size];
    grid.restrict(k, coarseK);
    grid.restrict(rhs, coarseRhs);
    grid.solver().solve("coarse", diffusivity, coarseK, coarseRhs, coarse, 1e-8);
    double[] seen = new double[lattice.size()];
    grid.prolong(coarse, seen);

    double squares = 0;
    double norm = 0;
    for (int site = 0; site < fine.length; site++) {
      squares += (seen[site] - fine[site]) * (seen[site] - fine[site]);
      norm += fine[site] * fine[site];
    }
    assertThat(Math.sqrt(squares / norm)).isLessThan(bound);

    double uptake = 0;
    for (int site = 0; site < size; site++) {
      uptake += coarseK[site] * coarse[site];
    }
    int children = nz == 1 ? 4 : 8;
    assertThat(children * uptake / DoubleStream.of(rhs).sum()).isCloseTo(1, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"10, 8, 1", "11, 7, 1", "6, 7, 9"})
  void restrict_anySize_conservesTheSum(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    CoarseGrid grid = new CoarseGrid(lattice);
    double[] fine = new double[lattice.size()];
    for (int site = 0; site < fine.length; site++) {
      fine[site] = DRAWS.uniform(site, 1, 0);
    }
    double[] coarse = new double[grid.lattice().size()];
    grid.restrict(fine, coarse);
    double volume = nz == 1 ? 4 : 8;
    assertThat(volume * DoubleStream.of(coarse).sum())
        .isCloseTo(DoubleStream.of(fine).sum(), within(1e-10));
  }

  @ParameterizedTest
  @CsvSource({"10, 8, 1", "11, 7, 1", "6, 7, 9"})
  void averageAndProlong_constant_isKept(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    CoarseGrid grid = new CoarseGrid(lattice);
    double[] fine = new double[lattice.size()];
    Arrays.fill(fine, 0.7);
    double[] coarse = new double[grid.lattice().size()];
    grid.average(fine, coarse);
    for (double v : coarse) {
      assertThat(v).isCloseTo(0.7, within(1e-14));
    }
    double[] back = new double[lattice.size()];
    grid.prolong(coarse, back);
    for (double v : back) {
      assertThat(v).isCloseTo(0.7, within(1e-14));
    }
  }

  @Test
  void prolong_linearField_isExactAwayFromWalls() {
    Lattice lattice = new Lattice(12, 10, 1, 20);
    CoarseGrid grid = new CoarseGrid(lattice);
    double[] coarse = new double[grid.lattice().size()];
    for (int site = 0; site < coarse.length; site++) {
      // Centers of coarse voxels lie at 2 X + 0.5 in units of fine voxels.
      coarse[site] = 3 * (2 * grid.lattice().x(site) + 0.5) - (2 * grid.lattice().y(site) + 0.5);
    }
    double[] fine = new double[lattice.size()];
    grid.prolong(coarse, fine);
    for (int y = 1; y < 9; y++) {
      for (int x = 1; x < 11; x++) {
        assertThat(fine[lattice.site(x, y, 0)]).isCloseTo(3 * x - y, within(1e-12));
      }
    }
  }

  @Test
  void restrict_wrongLength_throws() {
    CoarseGrid grid = new CoarseGrid(new Lattice(10, 10, 1, 20));
    assertThatThrownBy(() -> grid.restrict(new double[100], new double[24]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("24");
  }
}
