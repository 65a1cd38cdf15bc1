package org.evade.tissue;

/**
 * Abercrombie's correction (Abercrombie 1946, Anat. Rec. 94:239–247): a section of thickness t
 * shows every cell of diameter d whose center lies within t + d, so that counts per area in layers
 * of different thickness are in the ratio of their t + d.
 */
public final class SectionDensity {

  /** Thickness of the model's layer in µm. */
  public static final double LAYER_UM = 20;

  private SectionDensity() {}

  /**
   * The factor from profiles per mm² of a histological section to cells per mm² of a 20-µm layer:
   * (20 + d) / (t + d).
   *
   * @param sectionUm thickness t of the section in µm, not negative
   * @param cellDiameterUm diameter d of the cells in µm, positive
   * @throws IllegalArgumentException for arguments outside these ranges
   */
  public static double layerPerSection(double sectionUm, double cellDiameterUm) {
    if (!(sectionUm >= 0 && cellDiameterUm > 0)) {
      throw new IllegalArgumentException(
          "section of " + sectionUm + " um and cell diameter of " + cellDiameterUm + " um");
    }
    return (LAYER_UM + cellDiameterUm) / (sectionUm + cellDiameterUm);
  }
}
