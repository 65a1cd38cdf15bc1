package org.evade.cell;

/**
 * A clone about to be born: where and when, and what it will be. Built from the parent by the
 * losses and gains that befall the daughter cell, then handed to {@link Phylogeny#addAll}.
 * Immutable; each method returns a changed copy.
 *
 * @param parent id of the parent clone, −1 for a founder
 * @param minute minute of the division
 * @param cell id of the daughter cell that is the clone's first
 * @param neoantigens bits of the neoantigens held
 * @param lostAlleles 6-bit mask of the lost HLA-I alleles
 * @param b2mCopies intact copies of B2M, 0 to 2
 * @param ifngCopies intact copies of the interferon-γ pathway, 0 to 2
 * @param basalPdl1 constitutive PD-L1 relative to the default, positive
 * @param changes bits of the heritable mechanisms that changed it since its founder
 */
public record Mutation(
    int parent,
    long minute,
    long cell,
    long neoantigens,
    int lostAlleles,
    int b2mCopies,
    int ifngCopies,
    double basalPdl1,
    long changes) {

  /** Checks the ranges. */
  public Mutation {
    if (parent < -1) {
      throw new IllegalArgumentException("parent must be a clone or -1, found " + parent);
    }
    check(lostAlleles, b2mCopies, ifngCopies, basalPdl1);
  }

  static void check(int lostAlleles, int b2mCopies, int ifngCopies, double basalPdl1) {
    if ((lostAlleles & ~Neoantigens.ALL_ALLELES) != 0) {
      throw new IllegalArgumentException("lost alleles must be a 6-bit mask, found " + lostAlleles);
    }
    if (b2mCopies < 0 || b2mCopies > 2) {
      throw new IllegalArgumentException("B2M copies must be 0 to 2, found " + b2mCopies);
    }
    if (ifngCopies < 0 || ifngCopies > 2) {
      throw new IllegalArgumentException(
          "copies of the IFN-gamma pathway must be 0 to 2, found " + ifngCopies);
    }
    if (!(basalPdl1 > 0 && basalPdl1 < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("basal PD-L1 must be positive, found " + basalPdl1);
    }
  }

  /**
   * A founder with nothing lost.
   *
   * @param minute minute of its birth, not after the first division
   * @param cell id of its first cell, distinct among founders
   * @param neoantigens bits of the neoantigens held
   */
  public static Mutation founder(long minute, long cell, long neoantigens) {
    return new Mutation(-1, minute, cell, neoantigens, 0, 2, 2, 1, 0);
  }

  /**
   * A daughter that so far is like its parent.
   *
   * @param parent the parent clone
   * @param minute minute of the division
   * @param cell id of the daughter cell
   */
  public static Mutation of(Clone parent, long minute, long cell) {
    return new Mutation(
        parent.id(),
        minute,
        cell,
        parent.neoantigens(),
        parent.lostAlleles(),
        parent.b2mCopies(),
        parent.ifngCopies(),
        parent.basalPdl1(),
        parent.changes());
  }

  /** Without these neoantigens. */
  public Mutation loseNeoantigens(long bits) {
    return with(neoantigens & ~bits, lostAlleles, b2mCopies, ifngCopies, basalPdl1, changes);
  }

  /** With these neoantigens as well: for a subclonal founder. */
  public Mutation gainNeoantigens(long bits) {
    return with(neoantigens | bits, lostAlleles, b2mCopies, ifngCopies, basalPdl1, changes);
  }

  /** Without these alleles, a 6-bit mask such as {@link Neoantigens#haplotype}. */
  public Mutation loseAlleles(int mask) {
    return with(neoantigens, lostAlleles | mask, b2mCopies, ifngCopies, basalPdl1, changes);
  }

  /** With one B2M copy less, if any is left. */
  public Mutation loseB2mCopy() {
    int left = Math.max(0, b2mCopies - 1);
    return with(neoantigens, lostAlleles, left, ifngCopies, basalPdl1, changes);
  }

  /** With one copy of the interferon-γ pathway less, if any is left. */
  public Mutation loseIfngCopy() {
    int left = Math.max(0, ifngCopies - 1);
    return with(neoantigens, lostAlleles, b2mCopies, left, basalPdl1, changes);
  }

  /** With its constitutive PD-L1 multiplied by a positive factor. */
  public Mutation multiplyPdl1(double factor) {
    return with(neoantigens, lostAlleles, b2mCopies, ifngCopies, basalPdl1 * factor, changes);
  }

  /**
   * Marked as changed by a mechanism.
   *
   * @param mechanism the registry's index, 0 to 63
   */
  public Mutation changedBy(int mechanism) {
    if (mechanism < 0 || mechanism > 63) {
      throw new IllegalArgumentException("mechanism must be 0 to 63, found " + mechanism);
    }
    return with(
        neoantigens, lostAlleles, b2mCopies, ifngCopies, basalPdl1, changes | 1L << mechanism);
  }

  /** Whether anything differs from a clone, so that it would be one of its own. */
  public boolean differsFrom(Clone clone) {
    return neoantigens != clone.neoantigens()
        || lostAlleles != clone.lostAlleles()
        || b2mCopies != clone.b2mCopies()
        || ifngCopies != clone.ifngCopies()
        || basalPdl1 != clone.basalPdl1()
        || changes != clone.changes();
  }

  private Mutation with(
      long neoantigens,
      int lostAlleles,
      int b2mCopies,
      int ifngCopies,
      double basalPdl1,
      long changes) {
    return new Mutation(
        parent, minute, cell, neoantigens, lostAlleles, b2mCopies, ifngCopies, basalPdl1, changes);
  }
}
