package org.evade.cell;

/**
 * What the tumor cells of one clone share by descent. Immutable; made by {@link Phylogeny} only
 * from a {@link Mutation}.
 *
 * @param id number in the order of birth, larger than the parent's
 * @param parent id of the clone it arose from, −1 for a founder
 * @param birthMinute minute of the division in which it arose
 * @param neoantigens bits of the neoantigens held
 * @param lostAlleles 6-bit mask of the lost HLA-I alleles (haplotype 0 is bits 0 to 2)
 * @param b2mCopies intact copies of B2M, 0 to 2
 * @param ifngCopies intact copies of the interferon-γ pathway, 0 to 2
 * @param basalPdl1 constitutive PD-L1 relative to the default, positive
 * @param changes bits of the heritable mechanisms that changed it since its founder, by the
 *     registry's index
 * @param visible bits of the neoantigens that a T cell can see, before the level of MHC-I
 */
public record Clone(
    int id,
    int parent,
    long birthMinute,
    long neoantigens,
    int lostAlleles,
    int b2mCopies,
    int ifngCopies,
    double basalPdl1,
    long changes,
    long visible) {

  /** Checks the ranges. */
  public Clone {
    if (id < 0 || parent < -1 || parent >= id) {
      throw new IllegalArgumentException("clone " + id + " cannot have the parent " + parent);
    }
    Mutation.check(lostAlleles, b2mCopies, ifngCopies, basalPdl1);
    if ((visible & ~neoantigens) != 0 || (b2mCopies == 0 && visible != 0)) {
      throw new IllegalArgumentException("clone " + id + " shows what it does not present");
    }
  }

  /** Whether a T cell of that specificity can see it. */
  public boolean isVisible(int neoantigen) {
    return (visible >>> neoantigen & 1) != 0;
  }

  /** Whether it answers to interferon-γ. */
  public boolean respondsToIfng() {
    return ifngCopies > 0;
  }
}
