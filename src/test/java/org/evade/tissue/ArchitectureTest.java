package org.evade.tissue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {

  private static final Architecture.Parameters DEFAULTS = Architecture.Parameters.defaults();
  private static final Architecture.Parameters EXCLUDED =
      new Architecture.Parameters(0.2, 0.6, 100, 150, 60, 0.3, 0.8, 40, 0.1);

  @ParameterizedTest
  @CsvSource({"150, 150, 1", "81, 64, 1", "40, 41, 37"})
  void build_fill_isExactAndNestFractionMet(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    Architecture tissue = Architecture.build(lattice, DEFAULTS, 3, 1);
    int tumor = (int) Math.rint(0.2 * lattice.size());
    assertThat(tissue.tumorSites()).hasSize(tumor);
    assertThat((double) tumor / count(tissue.lesion())).isCloseTo(0.6, within(1e-3));
    boolean[] lesion = tissue.lesion();
    for (int site : tissue.tumorSites()) {
      assertThat(lesion[site]).isTrue();
    }
  }

  /**
   * A field with correlation rho, cut at the quantile of its mean share p = 1/2, has the covariance
   * asin(rho) / (2 pi). At r = l, rho = 1/e, the correlation of the cut field is 2/pi asin(1/e) =
   * 0.2398; at 2 l, rho = e^-4, 0.0117. Mean over 8 seeds.
   */
  @Test
  void build_nests_haveTheCorrelationLength() {
    Architecture.Parameters half =
        new Architecture.Parameters(0.5, 0.5, 100, 150, 60, 0.3, 0.3, 40, 0);
    Lattice lattice = new Lattice(150, 150, 1, 20);
    double atLength = 0;
    double atTwice = 0;
    for (int seed = 0; seed < 8; seed++) {
      boolean[] nest = Architecture.build(lattice, half, seed, 1).nest();
      atLength += correlation(lattice, nest, 5) / 8;
      atTwice += correlation(lattice, nest, 10) / 8;
    }
    assertThat(atLength).isCloseTo(0.24, within(0.05));
    assertThat(atTwice).isCloseTo(0.01, within(0.05));
  }

  private static double correlation(Lattice lattice, boolean[] nest, int distance) {
    double sum = 0;
    int pairs = 0;
    for (int site = 0; site < nest.length; site++) {
      if (lattice.x(site) + distance < lattice.nx()) {
        sum += nest[site] == nest[site + distance] ? 1 : -1;
        pairs++;
      }
    }
    return sum / pairs;
  }

  @ParameterizedTest
  @CsvSource({"150, 150, 1", "40, 40, 40"})
  void build_vessels_keepDensityDistanceAndStayOutOfNests(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    Architecture tissue = Architecture.build(lattice, DEFAULTS, 4, 1);
    int[] vessels = tissue.vesselSites();
    // One per (150 um)^2 of a 20-um layer, in the 80 % of voxels that are no nest: 7.5^2 voxels.
    assertThat((double) vessels.length).isCloseTo(0.8 * lattice.size() / 56.25, within(1.0));
    boolean[] nest = tissue.nest();
    for (int i = 0; i < vessels.length; i++) {
      assertThat(nest[vessels[i]]).isFalse();
      for (int j = 0; j < i; j++) {
        // 60 um are 3 voxels.
        assertThat(lattice.squaredDistance(vessels[i], vessels[j])).isGreaterThanOrEqualTo(9);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"120, 120, 1", "30, 30, 30"})
  void build_excludedEcm_isHighBesideNestsAndZeroWithin(int nx, int ny, int nz) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    Architecture tissue = Architecture.build(lattice, EXCLUDED, 5, 1);
    boolean[] nest = tissue.nest();
    double[] ecm = tissue.ecm();
    double beside = 0;
    int besideCount = 0;
    for (int site = 0; site < ecm.length; site++) {
      assertThat(ecm[site]).isBetween(0.0, 1.0);
      boolean touches = false;
      for (int d = 0; d < lattice.directions(); d++) {
        int neighbor = lattice.neighbor(site, d);
        touches |= neighbor >= 0 && nest[neighbor];
      }
      if (nest[site]) {
        assertThat(ecm[site]).isZero();
      } else if (touches) {
        beside += ecm[site];
        besideCount++;
      }
    }
    assertThat(beside / besideCount).isCloseTo(0.8, within(0.02));
    // The corner is ten capsule widths from any nest.
    assertThat(ecm[0]).isCloseTo(0.3, within(0.11));
  }

  @Test
  void build_sameSeed_isTheSameAndOtherSeedOrLesionDiffers() {
    Lattice lattice = new Lattice(60, 60, 1, 20);
    Architecture first = Architecture.build(lattice, EXCLUDED, 9, 1);
    Architecture again = Architecture.build(lattice, EXCLUDED, 9, 1);
    assertThat(again.tumorSites()).isEqualTo(first.tumorSites());
    assertThat(again.vesselSites()).isEqualTo(first.vesselSites());
    assertThat(again.ecm()).isEqualTo(first.ecm());
    assertThat(Architecture.build(lattice, EXCLUDED, 10, 1).tumorSites())
        .isNotEqualTo(first.tumorSites());
    assertThat(Architecture.build(lattice, EXCLUDED, 9, 2).vesselSites())
        .isNotEqualTo(first.vesselSites());
  }

  @Test
  void parameters_outOfRange_areNamed() {
    assertThatThrownBy(() -> new Architecture.Parameters(0.7, 0.6, 100, 150, 60, 0, 0, 40, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fill");
  }

  @ParameterizedTest
  @CsvSource({"60, 60, 1, 200", "20, 20, 20, 300"})
  void patch_inConnectedSites_isContiguousAndIndependentOfOrder(int nx, int ny, int nz, int count) {
    Lattice lattice = new Lattice(nx, ny, nz, 20);
    Architecture.Parameters solid =
        new Architecture.Parameters(0.3, 1, 100, 150, 60, 0.3, 0.3, 40, 0);
    int[] sites = Architecture.build(lattice, solid, 1, 1).tumorSites();
    int[] patch = Architecture.patch(lattice, sites, count, 1, 7);
    assertThat(patch).hasSize(count).doesNotHaveDuplicates();
    assertThat(Arrays.stream(patch).allMatch(s -> Arrays.binarySearch(sites, s) >= 0)).isTrue();
    assertThat(reachable(lattice, patch)).isEqualTo(count);
    int[] reversed = new int[sites.length];
    for (int i = 0; i < sites.length; i++) {
      reversed[i] = sites[sites.length - 1 - i];
    }
    assertThat(Architecture.patch(lattice, reversed, count, 1, 7)).isEqualTo(patch);
    assertThat(Architecture.patch(lattice, sites, count, 1, 8)).isNotEqualTo(patch);
  }

  /**
   * Nine islands of one site and one of 5 x 4: whatever the key, the patch lies in the large one.
   */
  @Test
  void patch_inScatteredSites_startsWhereItFits() {
    Lattice lattice = new Lattice(40, 10, 1, 20);
    int[] sites = new int[29];
    for (int i = 0; i < 9; i++) {
      sites[i] = lattice.site(3 * i, 1, 0);
    }
    for (int i = 0; i < 20; i++) {
      sites[9 + i] = lattice.site(30 + i % 5, 4 + i / 5, 0);
    }
    for (int key = 0; key < 20; key++) {
      int[] patch = Architecture.patch(lattice, sites, 12, 1, key);
      assertThat(reachable(lattice, patch)).isEqualTo(12);
    }
    assertThat(Architecture.patch(lattice, sites, 29, 1, 0)).hasSize(29);
  }

  private static int reachable(Lattice lattice, int[] patch) {
    boolean[] left = new boolean[lattice.size()];
    for (int site : patch) {
      left[site] = true;
    }
    int[] queue = new int[patch.length];
    queue[0] = patch[0];
    left[patch[0]] = false;
    int tail = 1;
    for (int head = 0; head < tail; head++) {
      for (int d = 0; d < lattice.directions(); d++) {
        int neighbor = lattice.neighbor(queue[head], d);
        if (neighbor >= 0 && left[neighbor]) {
          left[neighbor] = false;
          queue[tail++] = neighbor;
        }
      }
    }
    return tail;
  }

  private static int count(boolean[] values) {
    int count = 0;
    for (boolean value : values) {
      count += value ? 1 : 0;
    }
    return count;
  }

  /** Section of 4 um, cells of 10 um: (20 + 10) / (4 + 10) = 2.142857. */
  @Test
  void layerPerSection_fourMicronSection_isWorkedExample() {
    assertThat(SectionDensity.layerPerSection(4, 10)).isCloseTo(2.142857, within(1e-6));
    assertThat(SectionDensity.layerPerSection(20, 8)).isEqualTo(1);
    assertThatThrownBy(() -> SectionDensity.layerPerSection(-1, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void around_cellsThatAreThere_nestsAreTheirVoxelsAndHolesAmongThem() {
    Lattice lattice = new Lattice(20, 20, 1, 20);
    int hole = lattice.site(5, 5, 0);
    int[] tumor =
        IntStream.range(0, 400)
            .filter(s -> lattice.x(s) >= 3 && lattice.x(s) < 8)
            .filter(s -> lattice.y(s) >= 3 && lattice.y(s) < 8 && s != hole)
            .toArray();
    Architecture tissue = Architecture.around(lattice, tumor, new int[0], EXCLUDED, 3, 1);
    assertThat(tissue.tumorSites()).containsExactly(tumor);
    assertThat(tissue.nest()[hole]).isTrue();
    assertThat(count(tissue.nest())).isEqualTo(25);
    assertThat(tissue.ecm()[hole]).isZero();
    // 375 open voxels, one vessel for each 7.5 x 7.5 of them, none of them in a nest.
    assertThat(tissue.vesselSites()).hasSize(7);
    assertThat(IntStream.of(tissue.vesselSites())).noneMatch(s -> tissue.nest()[s]);
    // The capsule is dense beside the nest and thin far from it.
    assertThat(tissue.ecm()[lattice.site(2, 5, 0)]).isCloseTo(0.8, within(0.1));
    assertThat(tissue.ecm()[lattice.site(19, 19, 0)]).isCloseTo(0.3, within(0.12));
  }

  @Test
  void around_vesselsThatAreGiven_areTakenAsTheyAre() {
    Lattice lattice = new Lattice(20, 20, 1, 20);
    Architecture tissue =
        Architecture.around(lattice, new int[] {210}, new int[] {399, 0}, EXCLUDED, 3, 1);
    assertThat(tissue.vesselSites()).containsExactly(0, 399);
  }
}
