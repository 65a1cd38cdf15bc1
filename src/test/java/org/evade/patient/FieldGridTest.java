package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.evade.tissue.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fields on a grid finer than the lattice of cells. */
class FieldGridTest {

  private static final double DECAY = 2;

  /** One cell in the middle secretes; the decay length is three voxels. */
  private static double[] solve(int dimensions, double refinement) {
    Lattice lattice = new Lattice(15, 13, dimensions == 2 ? 1 : 11, 20);
    double[] k = new double[lattice.size()];
    Arrays.fill(k, DECAY);
    double[] s = new double[lattice.size()];
    s[lattice.site(7, 6, dimensions == 2 ? 0 : 5)] = 1000;
    double[] c = new double[lattice.size()];
    new FieldGrid(lattice, refinement).solve("test", DECAY * 60 * 60, k, s, c, 1e-9);
    return c;
  }

  /** At steady state all that is secreted decays: the sum of k c is that of s, on every grid. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "2, 3", "3, 1", "3, 2"})
  void solve_anyRefinement_keepsTheBalance(int dimensions, double refinement) {
    double sum = Arrays.stream(solve(dimensions, refinement)).sum();
    assertThat(DECAY * sum).isCloseTo(1000, within(1e-4));
  }

  /**
   * The error of the mean over the source's own voxel falls with the square of the edge: from 1 to
   * 2 parts it changes by 3/4 of the first error, from 2 to 4 by 3/16, a ratio of 4. The ratio on
   * so coarse a grid is between 3 and 6.
   */
  @Test
  void solve_sourceOfAVoxel_convergesWithTheSquareOfTheEdge() {
    int middle = 6 * 15 + 7;
    double one = solve(2, 1)[middle];
    double two = solve(2, 2)[middle];
    double four = solve(2, 4)[middle];
    assertThat((one - two) / (two - four)).isBetween(3.0, 6.0);
  }

  /**
   * A lone voxel of the lattice is a line source of radius 0.1987 h, a square of 2 x 2 parts one of
   * 0.3583 h: from the lattice Green function's differences 1/4 and 1/pi to the next and diagonal
   * neighbors. Their resistances differ by ln(0.3583 / 0.1987) / (2 pi D) per layer of thickness h,
   * which times h² is 0.0938 h²/D in days.
   */
  @Test
  void exchange_onHalfTheEdge_makesUpForTheWiderVessel() {
    FieldGrid grid = new FieldGrid(new Lattice(15, 13, 1, 20), 2);
    double diffusivity = 1.7e8;
    double lost = 1 / grid.exchange(1e6, diffusivity) - 1 / 1e6;
    assertThat(lost / (400 / diffusivity)).isCloseTo(0.0938, within(0.002));
  }

  @Test
  void exchange_onTheLatticeItself_isTheRateGiven() {
    assertThat(new FieldGrid(new Lattice(15, 13, 1, 20), 1).exchange(1e6, 1.7e8)).isEqualTo(1e6);
  }

  @Test
  void fieldGrid_partOfAPart_isRefused() {
    assertThatThrownBy(() -> new FieldGrid(new Lattice(4, 4, 1, 20), 1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine.field-refinement must be a whole number, found 1.5");
  }
}
