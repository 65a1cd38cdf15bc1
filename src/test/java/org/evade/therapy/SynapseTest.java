package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynapseTest {

  /** PD-1 26,660 per cell on 151 µm². */
  private static final double PD1 = 26_660.0 / 151;

  /** PD-L1 224,000 per cell on 897 µm². */
  private static final double PD_L1 = 224_000.0 / 897;

  /** 8.2 µM times 3 nm: 8.2e-6 · 6.022e23 / 1e15 per µm³ times 0.003 µm. */
  private static final double KD = 8.2e-6 * 6.02214e23 / 1e15 * 0.003;

  private static double h(double pd1, double pdL1) {
    return Synapse.hill(Synapse.bound(pd1, pdL1, KD), 6, 2);
  }

  /** The worked example of the reference: PD1_50 6/µm², n 2. */
  @ParameterizedTest
  @CsvSource({
    // PD-1 left, PD-L1 left, bound per µm², half a unit of its last digit, H, likewise
    "1, 1, 153, 0.5, 0.998, 0.0005",
    "1, 0.1, 22.8, 0.05, 0.94, 0.005",
    "1, 0.01, 2.3, 0.05, 0.13, 0.005",
    "0.1, 1, 16.6, 0.05, 0.88, 0.005",
    "0.036, 1, 6.0, 0.05, 0.50, 0.005",
    "0.01, 1, 1.67, 0.005, 0.07, 0.005"
  })
  void bound_workedExample_isReproduced(
      double pd1, double pdL1, double bound, double tolerance, double hill, double hillTolerance) {
    assertThat(Synapse.bound(pd1 * PD1, pdL1 * PD_L1, KD)).isCloseTo(bound, within(tolerance));
    assertThat(h(pd1 * PD1, pdL1 * PD_L1)).isCloseTo(hill, within(hillTolerance));
  }

  @Test
  void hill_halfInhibition_needs964PercentBlocked() {
    assertThat(h(0.0365 * PD1, PD_L1)).isGreaterThan(0.5);
    assertThat(h(0.0355 * PD1, PD_L1)).isLessThan(0.5);
  }

  @Test
  void bound_secondLigandAbsent_isThatOfTheFirstAlone() {
    assertThat(Synapse.bound(176, 250, 14.8, 0, 4.2)).isEqualTo(Synapse.bound(176, 250, 14.8));
    assertThat(Synapse.bound(176, 0, 14.8, 17.5, 4.2)).isEqualTo(Synapse.bound(176, 17.5, 4.2));
  }

  /** Two ligands of the same affinity are one ligand of their sum. */
  @Property(seed = "1")
  void bound_twoLigandsOfOneAffinity_actAsTheirSum(
      @ForAll @DoubleRange(min = 1e-3, max = 500) @Scale(6) double receptor,
      @ForAll @DoubleRange(min = 1e-3, max = 500) @Scale(6) double first,
      @ForAll @DoubleRange(min = 1e-3, max = 500) @Scale(6) double second) {
    assertThat(Synapse.bound(receptor, first, 5, second, 5))
        .isCloseTo(
            Synapse.bound(receptor, first + second, 5),
            within(1e-10 * Math.min(receptor, first + second)));
  }

  /** The bound pairs and the free receptor that they leave obey both laws of mass action. */
  @Property(seed = "1")
  void bound_twoLigands_obeysMassAction(
      @ForAll @DoubleRange(min = 1e-6, max = 1e3) @Scale(8) double receptor,
      @ForAll @DoubleRange(min = 1e-6, max = 1e3) @Scale(8) double first,
      @ForAll @DoubleRange(min = 1e-6, max = 1e3) @Scale(8) double second) {
    double both = Synapse.bound(receptor, first, 14.8, second, 4.2);
    double free = receptor - both;
    double expected = first * free / (14.8 + free) + second * free / (4.2 + free);
    assertThat(both).isCloseTo(expected, within(1e-9 * receptor));
    assertThat(both).isBetween(0.0, Math.min(receptor, first + second) * (1 + 1e-12));
  }

  /** Under full PD-L1 blockade PD-L2, 7 % of PD-L1, still binds: 17.5 ligands of 4.2/µm². */
  @Test
  void bound_pdL1Blocked_leavesThePathThroughPdL2() {
    // 176.56 + 17.48 + 4.2 = 198.24; (198.24 − √(198.24² − 4·176.56·17.48)) / 2 = 17.04
    double left = Synapse.bound(PD1, 1e-9, KD, 0.07 * PD_L1, 4.2);
    assertThat(left).isCloseTo(17.04, within(0.01));
    assertThat(Synapse.hill(left, 6, 2)).isGreaterThan(0.88);
  }

  @Property(seed = "1")
  void hill_moreBound_inhibitsMore(
      @ForAll @DoubleRange(min = 0, max = 300) double low,
      @ForAll @DoubleRange(min = 0, max = 300) double more,
      @ForAll @DoubleRange(min = 0.5, max = 5) double n) {
    assertThat(Synapse.hill(low + more, 6, n)).isGreaterThanOrEqualTo(Synapse.hill(low, 6, n));
    assertThat(Synapse.hill(low, 6, n)).isBetween(0.0, 1.0);
  }

  @Test
  void bound_impossibleDensities_areRefused() {
    assertThatThrownBy(() -> Synapse.bound(-1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Synapse.bound(1, Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Synapse.bound(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Ligand times constant overflows, so no root can be vouched for. */
  @Test
  void bound_notSolved_throws() {
    assertThatThrownBy(() -> Synapse.bound(1, 1e200, 1e200, 1, 1))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Synapse.bound(Double.POSITIVE_INFINITY, 1, 1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
