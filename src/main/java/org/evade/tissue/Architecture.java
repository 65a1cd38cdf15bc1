package org.evade.tissue;

import java.util.Arrays;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.KeyedStream;

/**
 * The tissue of a lesion before the first tick: tumor nests in stroma, vessels, and the density of
 * extracellular matrix (ECM). A pure function of lattice, parameters and seed.
 *
 * <p>Nests are where a correlated random field (white keyed noise smoothed by a Gaussian) is above
 * a threshold, within a disc or ball at the center whose size is such that exactly the wanted
 * number of voxels are tumor. Vessels lie in stroma and around the lesion, never in a nest.
 */
public final class Architecture {

  private final boolean[] nest;
  private final boolean[] lesion;
  private final int[] tumorSites;
  private final int[] vesselSites;
  private final double[] ecm;

  /**
   * What to build.
   *
   * @param fill share of the lattice's voxels that are tumor, in (0, nestFraction]
   * @param nestFraction share of the lesion's voxels that are nest, in (0, 1]
   * @param correlationLengthUm distance in µm at which the correlation of the random field has
   *     fallen to 1/e; the size of nests
   * @param vesselSpacingUm mean spacing a in µm: a section has 1/a² vessels per area; the same
   *     number meets each 20-µm layer of a 3-D lattice
   * @param vesselMinimumUm least distance in µm of two vessels' voxel centers
   * @param ecmStroma mean ECM density of stroma and of tissue around the lesion, in [0, 1]
   * @param ecmCapsule mean ECM density of stroma beside a nest, in [0, 1]; above {@code ecmStroma}
   *     for the excluded phenotype
   * @param ecmCapsuleUm distance in µm over which the capsule's excess falls by 1/e
   * @param ecmNoise half-width of the uniform noise on ECM density, in [0, 1]
   */
  public record Parameters(
      double fill,
      double nestFraction,
      double correlationLengthUm,
      double vesselSpacingUm,
      double vesselMinimumUm,
      double ecmStroma,
      double ecmCapsule,
      double ecmCapsuleUm,
      double ecmNoise) {

    /** Checks the ranges. */
    public Parameters {
      require(nestFraction > 0 && nestFraction <= 1, "nest fraction", nestFraction);
      require(fill > 0 && fill <= nestFraction, "fill", fill);
      require(correlationLengthUm > 0, "correlation length", correlationLengthUm);
      require(vesselSpacingUm > 0, "vessel spacing", vesselSpacingUm);
      require(vesselMinimumUm >= 0, "least vessel distance", vesselMinimumUm);
      require(ecmStroma >= 0 && ecmStroma <= 1, "stromal ECM", ecmStroma);
      require(ecmCapsule >= 0 && ecmCapsule <= 1, "capsule ECM", ecmCapsule);
      require(ecmCapsuleUm > 0, "capsule width", ecmCapsuleUm);
      require(ecmNoise >= 0 && ecmNoise <= 1, "ECM noise", ecmNoise);
    }

    private static void require(boolean holds, String name, double value) {
      if (!holds) {
        throw new IllegalArgumentException(name + " out of range: " + value);
      }
    }

    /** Nests of 100 µm in an inflamed lesion that fills 20 % of the lattice. */
    public static Parameters defaults() {
      return new Parameters(0.2, 0.6, 100, 150, 60, 0.3, 0.3, 40, 0.1);
    }
  }

  private Architecture(
      boolean[] nest, boolean[] lesion, int[] tumorSites, int[] vesselSites, double[] ecm) {
    this.nest = nest;
    this.lesion = lesion;
    this.tumorSites = tumorSites;
    this.vesselSites = vesselSites;
    this.ecm = ecm;
  }

  /**
   * Builds the tissue of one lesion.
   *
   * @param lattice the lattice
   * @param parameters what to build
   * @param seed the run's seed
   * @param lesionId key of the lesion, so that two lesions of a run differ
   * @throws IllegalArgumentException when the lesion does not fit into the lattice
   */
  public static Architecture build(
      Lattice lattice, Parameters parameters, long seed, long lesionId) {
    int size = lattice.size();
    int tumor = (int) FastMath.rint(parameters.fill() * size);
    int whole = (int) FastMath.rint(tumor / parameters.nestFraction());
    if (tumor < 1 || whole > size) {
      throw new IllegalArgumentException(
          "a lesion of " + whole + " voxels, " + tumor + " of them tumor, on a lattice of " + size);
    }
    double[] field =
        correlatedField(
            lattice,
            parameters.correlationLengthUm() / lattice.spacing(),
            KeyedStream.of(seed, "architecture.nests"),
            lesionId);
    int[] order = sitesByDistance(lattice);
    boolean[] lesion = new boolean[size];
    for (int i = 0; i < whole; i++) {
      lesion[order[i]] = true;
    }
    boolean[] nest = highest(field, Arrays.copyOf(order, whole), tumor);
    int[] vessels =
        vessels(lattice, nest, parameters, KeyedStream.of(seed, "architecture.vessels"), lesionId);
    double[] ecm =
        ecm(lattice, nest, parameters, KeyedStream.of(seed, "architecture.ecm"), lesionId);
    return new Architecture(nest, lesion, sites(nest), vessels, ecm);
  }

  /**
   * Builds the tissue around tumor cells that are there: nests are their voxels and those most of
   * whose neighbors hold one, all else is stroma.
   *
   * @param lattice the lattice
   * @param tumorSites voxels of the tumor cells, in any order
   * @param vesselSites voxels of the vessels, in any order; with none, vessels are laid into the
   *     stroma as {@link #build} does
   * @param parameters what to build; fill, nest fraction and correlation length have no meaning
   * @param seed the run's seed
   * @param lesionId key of the lesion, so that two lesions of a run differ
   */
  public static Architecture around(
      Lattice lattice,
      int[] tumorSites,
      int[] vesselSites,
      Parameters parameters,
      long seed,
      long lesionId) {
    boolean[] tumor = new boolean[lattice.size()];
    for (int site : tumorSites) {
      tumor[site] = true;
    }
    boolean[] vessel = new boolean[lattice.size()];
    for (int site : vesselSites) {
      vessel[site] = true;
    }
    boolean[] nest = tumor.clone();
    for (int site = 0; site < nest.length; site++) {
      int beside = 0;
      for (int direction = 0; direction < lattice.directions(); direction++) {
        int neighbor = lattice.neighbor(site, direction);
        beside += neighbor >= 0 && tumor[neighbor] ? 1 : 0;
      }
      nest[site] |= !vessel[site] && 2 * beside > lattice.directions();
    }
    int[] vessels =
        vesselSites.length > 0
            ? sites(vessel)
            : vessels(
                lattice, nest, parameters, KeyedStream.of(seed, "architecture.vessels"), lesionId);
    double[] ecm =
        ecm(lattice, nest, parameters, KeyedStream.of(seed, "architecture.ecm"), lesionId);
    return new Architecture(nest, nest, sites(tumor), vessels, ecm);
  }

  /** Whether each voxel is in a nest; a copy. */
  public boolean[] nest() {
    return nest.clone();
  }

  /** Whether each voxel is in the disc or ball of the lesion, nest or stroma; a copy. */
  public boolean[] lesion() {
    return lesion.clone();
  }

  /** The nests' voxels in ascending order; a copy. */
  public int[] tumorSites() {
    return tumorSites.clone();
  }

  /** The vessels' voxels in ascending order; a copy. */
  public int[] vesselSites() {
    return vesselSites.clone();
  }

  /** ECM density of each voxel in [0, 1], 0 in nests; a copy. */
  public double[] ecm() {
    return ecm.clone();
  }

  /**
   * A contiguous patch of founders, grown from a keyed first site to the neighbor of least keyed
   * priority among those one step farther (breadth first), so that it is compact. It starts in a
   * connected part (Moore neighbors) that can hold it; where none can, growth goes on from a
   * further keyed site, and the patch is as few pieces as the order of sites gives.
   *
   * @param lattice the lattice
   * @param sites sites to choose from, in any order
   * @param count size of the patch, 0 to the number of sites
   * @param seed the run's seed
   * @param patch key of the patch, so that two patches differ
   * @return sites of the patch in ascending order
   */
  public static int[] patch(Lattice lattice, int[] sites, int count, long seed, long patch) {
    if (count < 0 || count > sites.length) {
      throw new IllegalArgumentException(
          "a patch of " + count + " among " + sites.length + " sites");
    }
    KeyedStream stream = KeyedStream.of(seed, "architecture.patch");
    boolean[] free = new boolean[lattice.size()];
    for (int site : sites) {
      free[site] = true;
    }
    int[] starts = startsThatHold(lattice, byPriority(sites, stream, patch), count);
    int[] queue = new int[count];
    int head = 0;
    int tail = 0;
    int next = 0;
    int[] found = new int[lattice.directions()];
    while (tail < count) {
      if (head == tail) {
        while (!free[starts[next]]) {
          next++;
        }
        free[starts[next]] = false;
        queue[tail++] = starts[next];
        continue;
      }
      int site = queue[head++];
      int n = 0;
      for (int direction = 0; direction < lattice.directions(); direction++) {
        int neighbor = lattice.neighbor(site, direction);
        if (neighbor >= 0 && free[neighbor]) {
          found[n++] = neighbor;
          free[neighbor] = false;
        }
      }
      int[] keyed = byPriority(Arrays.copyOf(found, n), stream, patch);
      for (int i = 0; i < n && tail < count; i++) {
        queue[tail++] = keyed[i];
      }
    }
    Arrays.sort(queue);
    return queue;
  }

  /** The sites in the same order but for those in connected parts below a size, which go last. */
  private static int[] startsThatHold(Lattice lattice, int[] sites, int count) {
    boolean[] free = new boolean[lattice.size()];
    for (int site : sites) {
      free[site] = true;
    }
    boolean[] holds = new boolean[lattice.size()];
    int[] queue = new int[sites.length];
    for (int start : sites) {
      if (!free[start]) {
        continue;
      }
      free[start] = false;
      queue[0] = start;
      int tail = 1;
      for (int head = 0; head < tail; head++) {
        for (int direction = 0; direction < lattice.directions(); direction++) {
          int neighbor = lattice.neighbor(queue[head], direction);
          if (neighbor >= 0 && free[neighbor]) {
            free[neighbor] = false;
            queue[tail++] = neighbor;
          }
        }
      }
      for (int i = 0; i < tail; i++) {
        holds[queue[i]] = tail >= count;
      }
    }
    int[] ordered = new int[sites.length];
    int n = 0;
    for (int site : sites) {
      if (holds[site]) {
        ordered[n++] = site;
      }
    }
    for (int site : sites) {
      if (!holds[site]) {
        ordered[n++] = site;
      }
    }
    return ordered;
  }

  /** Sites by ascending keyed priority, ties by site: the same for any order given. */
  private static int[] byPriority(int[] sites, KeyedStream stream, long key) {
    long[] keyed = new long[sites.length];
    for (int i = 0; i < sites.length; i++) {
      long priority = stream.bits(key, 0, sites[i]) >>> 33;
      keyed[i] = priority << 32 | sites[i];
    }
    return siteOf(keyed);
  }

  private static int[] sitesByDistance(Lattice lattice) {
    long[] keyed = new long[lattice.size()];
    for (int site = 0; site < keyed.length; site++) {
      // Twice the distance from the center is a whole number along each axis.
      long x = 2L * lattice.x(site) - (lattice.nx() - 1);
      long y = 2L * lattice.y(site) - (lattice.ny() - 1);
      long z = 2L * lattice.z(site) - (lattice.nz() - 1);
      keyed[site] = Math.min(x * x + y * y + z * z, Integer.MAX_VALUE) << 32 | site;
    }
    return siteOf(keyed);
  }

  private static int[] siteOf(long[] keyed) {
    Arrays.sort(keyed);
    int[] sites = new int[keyed.length];
    for (int i = 0; i < sites.length; i++) {
      sites[i] = (int) keyed[i];
    }
    return sites;
  }

  /** The {@code count} sites of highest value, ties by site. */
  private static boolean[] highest(double[] field, int[] sites, int count) {
    double[] values = new double[sites.length];
    for (int i = 0; i < sites.length; i++) {
      values[i] = field[sites[i]];
    }
    Arrays.sort(values);
    double threshold = values[values.length - count];
    boolean[] chosen = new boolean[field.length];
    int left = count;
    for (int site : sites) {
      if (field[site] > threshold) {
        chosen[site] = true;
        left--;
      }
    }
    for (int i = 0; i < sites.length && left > 0; i++) {
      if (field[sites[i]] == threshold) {
        chosen[sites[i]] = true;
        left--;
      }
    }
    return chosen;
  }

  /**
   * White noise smoothed along each axis by a Gaussian of standard deviation l/2, mirrored at the
   * walls; the correlation is then exp(−r²/l²), 1/e at l.
   */
  private static double[] correlatedField(
      Lattice lattice, double length, KeyedStream stream, long key) {
    double[] field = new double[lattice.size()];
    for (int site = 0; site < field.length; site++) {
      // The sum of smoothed uniform numbers is as good as Gaussian after the threshold.
      field[site] = stream.uniform(key, 0, site) - 0.5;
    }
    double sigma = length / 2;
    int reach = Math.max(1, (int) FastMath.ceil(4 * sigma));
    double[] kernel = new double[reach + 1];
    for (int i = 0; i <= reach; i++) {
      kernel[i] = FastMath.exp(-0.5 * i * i / (sigma * sigma));
    }
    smooth(field, kernel, lattice.nx(), 1);
    smooth(field, kernel, lattice.ny(), lattice.nx());
    if (lattice.nz() > 1) {
      smooth(field, kernel, lattice.nz(), lattice.nx() * lattice.ny());
    }
    return field;
  }

  private static void smooth(double[] field, double[] kernel, int count, int stride) {
    double[] line = new double[count];
    for (int start = 0; start < field.length; start++) {
      if (start / stride % count != 0) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        line[i] = field[start + i * stride];
      }
      for (int i = 0; i < count; i++) {
        double sum = kernel[0] * line[i];
        for (int k = 1; k < kernel.length; k++) {
          sum += kernel[k] * (line[mirror(i - k, count)] + line[mirror(i + k, count)]);
        }
        field[start + i * stride] = sum;
      }
    }
  }

  private static int mirror(int i, int count) {
    int folded = Math.floorMod(i, 2 * count);
    return folded < count ? folded : 2 * count - 1 - folded;
  }

  /**
   * Dart throwing: the free sites in ascending keyed priority, each taken unless a vessel is too
   * near, until the wanted number for the free area is reached.
   */
  private static int[] vessels(
      Lattice lattice, boolean[] nest, Parameters parameters, KeyedStream stream, long key) {
    boolean[] open = new boolean[nest.length];
    for (int site = 0; site < open.length; site++) {
      open[site] = !nest[site];
    }
    int[] darts = byPriority(sites(open), stream, key);
    double voxelsPerVessel = parameters.vesselSpacingUm() / lattice.spacing();
    int wanted = (int) FastMath.rint(darts.length / (voxelsPerVessel * voxelsPerVessel));
    double least = parameters.vesselMinimumUm() / lattice.spacing();
    int reach = (int) FastMath.ceil(least);
    boolean[] taken = new boolean[nest.length];
    int count = 0;
    for (int i = 0; i < darts.length && count < wanted; i++) {
      if (!near(lattice, taken, darts[i], reach, least * least)) {
        taken[darts[i]] = true;
        count++;
      }
    }
    return sites(taken);
  }

  private static boolean near(
      Lattice lattice, boolean[] taken, int site, int reach, double leastSquared) {
    int cx = lattice.x(site);
    int cy = lattice.y(site);
    int cz = lattice.z(site);
    for (int z = Math.max(0, cz - reach); z <= Math.min(lattice.nz() - 1, cz + reach); z++) {
      for (int y = Math.max(0, cy - reach); y <= Math.min(lattice.ny() - 1, cy + reach); y++) {
        for (int x = Math.max(0, cx - reach); x <= Math.min(lattice.nx() - 1, cx + reach); x++) {
          int other = lattice.site(x, y, z);
          if (taken[other] && lattice.squaredDistance(site, other) < leastSquared) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static double[] ecm(
      Lattice lattice, boolean[] nest, Parameters parameters, KeyedStream stream, long key) {
    double[] density = new double[nest.length];
    int[] steps = stepsFromNest(lattice, nest);
    double excess = parameters.ecmCapsule() - parameters.ecmStroma();
    for (int site = 0; site < density.length; site++) {
      if (!nest[site]) {
        double away = (steps[site] - 1) * lattice.spacing() / parameters.ecmCapsuleUm();
        double noise = parameters.ecmNoise() * (2 * stream.uniform(key, 0, site) - 1);
        double value = parameters.ecmStroma() + excess * FastMath.exp(-away) + noise;
        density[site] = Math.max(0, Math.min(1, value));
      }
    }
    return density;
  }

  /** Moore steps to the nearest nest voxel, breadth first. */
  private static int[] stepsFromNest(Lattice lattice, boolean[] nest) {
    int[] steps = new int[nest.length];
    Arrays.fill(steps, -1);
    int[] queue = new int[nest.length];
    int tail = 0;
    for (int site = 0; site < nest.length; site++) {
      if (nest[site]) {
        steps[site] = 0;
        queue[tail++] = site;
      }
    }
    for (int head = 0; head < tail; head++) {
      int site = queue[head];
      for (int direction = 0; direction < lattice.directions(); direction++) {
        int neighbor = lattice.neighbor(site, direction);
        if (neighbor >= 0 && steps[neighbor] < 0) {
          steps[neighbor] = steps[site] + 1;
          queue[tail++] = neighbor;
        }
      }
    }
    return steps;
  }

  private static int[] sites(boolean[] chosen) {
    int count = 0;
    int[] sites = new int[chosen.length];
    for (int site = 0; site < chosen.length; site++) {
      if (chosen[site]) {
        sites[count++] = site;
      }
    }
    return Arrays.copyOf(sites, count);
  }
}
