package org.evade.cell;

import java.util.Arrays;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.evade.random.KeyedStream;

/**
 * The neoantigens of a patient's tumor: up to 64, each presented by some of the six HLA-I alleles
 * (haplotype 0 is alleles 0 to 2, haplotype 1 alleles 3 to 5) and either truncal, held by every
 * tumor cell at the start, or subclonal, held by a share of them. Immutable.
 */
public final class Neoantigens {

  /** Number of HLA-I alleles: A, B and C on two haplotypes. */
  public static final int ALLELES = 6;

  /** Mask of all alleles. */
  public static final int ALL_ALLELES = 0b111111;

  private static final int ALLELES_PER_HAPLOTYPE = 3;
  private static final int MOST = 64;

  private final int[] presentedBy;
  private final double[] prevalence;

  private Neoantigens(int[] presentedBy, double[] prevalence) {
    this.presentedBy = presentedBy;
    this.prevalence = prevalence;
  }

  /**
   * Neoantigens with given properties.
   *
   * @param presentedBy for each, the 6-bit mask of the alleles that present it, not 0
   * @param prevalence for each, the share of tumor cells that hold it at the start, 0 to 1; 1 for a
   *     truncal one
   * @throws IllegalArgumentException when the lengths differ, exceed 64, or a value is out of range
   */
  public static Neoantigens of(int[] presentedBy, double[] prevalence) {
    if (presentedBy.length != prevalence.length || presentedBy.length > MOST) {
      throw new IllegalArgumentException(
          "needs as many prevalences as masks and at most 64, found "
              + prevalence.length
              + " and "
              + presentedBy.length);
    }
    for (int k = 0; k < presentedBy.length; k++) {
      if (presentedBy[k] < 1 || presentedBy[k] > ALL_ALLELES) {
        throw new IllegalArgumentException(
            "neoantigen " + k + " needs a mask of alleles in 1 to 63, found " + presentedBy[k]);
      }
      if (!(prevalence[k] >= 0 && prevalence[k] <= 1)) {
        throw new IllegalArgumentException(
            "prevalence of neoantigen " + k + " must be in [0, 1], found " + prevalence[k]);
      }
    }
    return new Neoantigens(presentedBy.clone(), prevalence.clone());
  }

  /**
   * Draws a patient's neoantigens; number k depends on the seed and k alone, so that asking for
   * more changes none of the first (but for its being truncal).
   *
   * <p>Each allele presents with the same probability independently of the others, given that at
   * least one does; the prevalence of a subclonal one is uniform on (0, 1). Both are assumptions.
   *
   * @param seed run seed
   * @param truncal number of truncal ones, which come first
   * @param subclonal number of subclonal ones
   * @param expectedAlleles expected number of alleles that present one, 1 to below 6
   * @throws IllegalArgumentException when there are more than 64 or an argument is out of range
   */
  public static Neoantigens draw(long seed, int truncal, int subclonal, double expectedAlleles) {
    if (truncal < 0 || subclonal < 0 || truncal > MOST - subclonal) {
      throw new IllegalArgumentException(
          "at most 64 neoantigens can be told apart, found " + truncal + " + " + subclonal);
    }
    double[] weights = weights(expectedAlleles);
    KeyedStream alleles = KeyedStream.of(seed, "neoantigen.alleles");
    KeyedStream shares = KeyedStream.of(seed, "neoantigen.prevalence");
    int count = truncal + subclonal;
    int[] presentedBy = new int[count];
    double[] prevalence = new double[count];
    for (int k = 0; k < count; k++) {
      double left = alleles.uniform(k, 0, 0) * Arrays.stream(weights).sum();
      int mask = 1;
      while (mask < ALL_ALLELES && left >= weights[mask]) {
        left -= weights[mask];
        mask++;
      }
      presentedBy[k] = mask;
      prevalence[k] = k < truncal ? 1 : shares.uniform(k, 0, 0) + 0x1.0p-54;
    }
    return new Neoantigens(presentedBy, prevalence);
  }

  /**
   * Relative probability of each mask: odds^(alleles − 1), with the odds found by bisection at
   * which the mean number of alleles is the wanted one. Odds 0 leave the masks of one allele.
   */
  private static double[] weights(double expectedAlleles) {
    if (!(expectedAlleles >= 1 && expectedAlleles < ALLELES)) {
      throw new IllegalArgumentException(
          "expected number of presenting alleles must be in [1, 6), found " + expectedAlleles);
    }
    double low = 0;
    double high = 1;
    for (int i = 0; i < 60; i++) {
      double q = (low + high) / 2;
      if (meanAlleles(q / (1 - q)) > expectedAlleles) {
        high = q;
      } else {
        low = q;
      }
    }
    double odds = low / (1 - low);
    double[] weights = new double[ALL_ALLELES + 1];
    for (int mask = 1; mask <= ALL_ALLELES; mask++) {
      weights[mask] = power(odds, Integer.bitCount(mask) - 1);
    }
    return weights;
  }

  private static double meanAlleles(double odds) {
    double sum = 0;
    double weighted = 0;
    for (int n = 1; n <= ALLELES; n++) {
      double weight = CombinatoricsUtils.binomialCoefficient(ALLELES, n) * power(odds, n - 1);
      sum += weight;
      weighted += n * weight;
    }
    return weighted / sum;
  }

  private static double power(double base, int exponent) {
    double result = 1;
    for (int i = 0; i < exponent; i++) {
      result *= base;
    }
    return result;
  }

  /** Number of neoantigens. */
  public int count() {
    return presentedBy.length;
  }

  /** 6-bit mask of the HLA-I alleles that present a neoantigen. */
  public int presentedBy(int neoantigen) {
    return presentedBy[neoantigen];
  }

  /** Share of the tumor cells that hold a neoantigen at the start: 1 for a truncal one. */
  public double prevalence(int neoantigen) {
    return prevalence[neoantigen];
  }

  /** Bits of all neoantigens. */
  public long all() {
    return count() == MOST ? -1L : (1L << count()) - 1;
  }

  /** Bits of the neoantigens that every tumor cell holds at the start. */
  public long truncal() {
    long bits = 0;
    for (int k = 0; k < prevalence.length; k++) {
      if (prevalence[k] == 1) {
        bits |= 1L << k;
      }
    }
    return bits;
  }

  /**
   * Which neoantigens a T cell can see: those held that a retained allele presents, none without
   * B2M.
   *
   * @param held bits of the neoantigens that the cell holds
   * @param lostAlleles 6-bit mask of the lost alleles
   * @param b2mCopies B2M copies left
   * @return bits of the visible ones
   */
  public long visible(long held, int lostAlleles, int b2mCopies) {
    if (b2mCopies <= 0) {
      return 0;
    }
    int retained = ~lostAlleles & ALL_ALLELES;
    long visible = 0;
    for (long rest = held & all(); rest != 0; rest &= rest - 1) {
      int k = Long.numberOfTrailingZeros(rest);
      if ((presentedBy[k] & retained) != 0) {
        visible |= 1L << k;
      }
    }
    return visible;
  }

  /**
   * Mask of the three alleles of a haplotype.
   *
   * @param haplotype 0 or 1
   */
  public static int haplotype(int haplotype) {
    if (haplotype != 0 && haplotype != 1) {
      throw new IllegalArgumentException("haplotype must be 0 or 1, found " + haplotype);
    }
    return 0b111 << (ALLELES_PER_HAPLOTYPE * haplotype);
  }
}
