package org.evade.observation;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** What is counted and measured every day, with its unit: of a lesion, or of all together. */
public enum Quantity {
  /** Living tumor cells. */
  TUMOR_CELLS("cells", "Living tumor cells"),
  /** Size in cells. */
  LIVE_EQUIVALENTS(
      "cells", "N: living tumor cells, debris and leukocytes in the tumor by cell volume"),
  /** Size relative to baseline. */
  BURDEN(
      "1",
      "N over N0 at baseline, which is the volume over that at baseline",
      "; of several lesions the sum of d0^3·N/N0 over the sum of d0^3, so again volume over volume"),
  /** Diameter. */
  DIAMETER_MM(
      "mm",
      "Diameter of the lesion without reading error, d0·(N/N0)^(1/3)",
      ", summed over the lesions when there are several"),
  /** Fill of the lattice. */
  FILL("1", "Share of voxels that hold a tumor cell or debris"),
  /** Division rate. */
  BIRTH_PER_DAY("/day", "Divisions per living tumor cell"),
  /** Death rate. */
  DEATH_PER_DAY("/day", "Deaths per living tumor cell, kills by T cells left out"),
  /** Kills. */
  KILL_PER_DAY("cells/day", "Tumor cells killed by T cells, all together"),
  /** Hypoxia. */
  HYPOXIC_FRACTION("1", "Of living tumor cells, those with too little oxygen to divide"),
  /** Necrotic cells. */
  NECROTIC_CELLS("cells", "Cells dead of anoxia, not yet cleared"),
  /** Debris. */
  DEBRIS("cells", "Dead cells not yet cleared, necrotic ones included"),
  /** CD8 T cells. */
  CD8("cells", "CD8 T cells on the lattice"),
  /** Reactive CD8 T cells. */
  CD8_REACTIVE("cells", "CD8 specific for a neoantigen of this tumor"),
  /** Progenitors among the reactive. */
  CD8_PROGENITOR("cells", "Reactive CD8 that are progenitor-exhausted"),
  /** Effectors among the reactive. */
  CD8_EFFECTOR("cells", "Reactive CD8 that are effectors"),
  /** Terminally exhausted among the reactive. */
  CD8_TERMINAL("cells", "Reactive CD8 that are terminally exhausted"),
  /** Engaged CD8 T cells. */
  CD8_ENGAGED("cells", "CD8 bound to a tumor cell"),
  /** Density in nests. */
  CD8_NEST_PER_MM2(
      "/mm2", "CD8 per area of the voxels with a tumor cell or debris (nests), in the 20-um layer"),
  /** Density in stroma. */
  CD8_STROMA_PER_MM2("/mm2", "CD8 per area of all other voxels (stroma), in the 20-um layer"),
  /** Density in nests as stained. */
  CD8_NEST_IHC_PER_MM2(
      "/mm2", "CD8 per area of nests as a section of reader.slice-thickness would show"),
  /** Density in stroma as stained. */
  CD8_STROMA_IHC_PER_MM2(
      "/mm2", "CD8 per area of stroma as a section of reader.slice-thickness would show"),
  /** Regulatory T cells. */
  TREG("cells", "Regulatory T cells"),
  /** Myeloid-derived suppressor cells. */
  MDSC("cells", "Myeloid-derived suppressor cells"),
  /** Visible tumor cells. */
  VISIBLE_FRACTION("1", "Share of the living tumor cells that show at least one neoantigen"),
  /** MHC-I. */
  MHC_MEAN("1", "Mean MHC-I of living tumor cells, 1 at full induction"),
  /** PD-L1. */
  PDL1_MEAN("1", "Mean PD-L1 of living tumor cells, relative to pd-1-checkpoint.pd-l1-density"),
  /** Tumor proportion score. */
  TPS(
      "%",
      "Tumor proportion score: share of the living tumor cells whose PD-L1 is at least tumor.pd-l1-positive"),
  /** Oxygen. */
  O2_MMHG("mmHg", "Oxygen tension, mean over the lattice"),
  /** Interferon gamma. */
  IFNG_PM("pM", "Interferon gamma, mean over the lattice"),
  /** Interleukin 2. */
  IL2_PM("pM", "Interleukin 2, mean over the lattice"),
  /** TGF-beta. */
  TGFB_PM("pM", "Active TGF-beta, mean over the lattice"),
  /** Interleukin 10. */
  IL10_PM("pM", "Interleukin 10, mean over the lattice"),
  /** CXCL9 and CXCL10. */
  CXCL9_NM("nM", "CXCL9 and CXCL10, mean over the lattice"),
  /** CCL2 and CXCL8. */
  CCL2_PM("pM", "CCL2 and CXCL8, mean over the lattice"),
  /** Arginase. */
  ARGINASE("1", "Arginase and nitric oxide, 1 inhibits half-maximally, mean over the lattice"),
  /** PD-1 blockade. */
  BLOCKED_PD1("1", "Share of PD-1 occupied by drug in the tumor"),
  /** PD-L1 blockade. */
  BLOCKED_PDL1("1", "Share of PD-L1 occupied by drug in the tumor"),
  /** Reactive T cells in blood. */
  BLOOD_REACTIVE(
      "1", "Tumor-reactive CD8 in blood, as a multiple of all CD8 there before treatment"),
  /** Bystanders in blood. */
  BLOOD_BYSTANDER("1", "Other CD8 in blood, as a multiple of all CD8 there before treatment"),
  /** T cells between node and blood. */
  NODE_CELLS("1", "CD8 between node and blood, as a multiple of all in blood before treatment"),
  /** Antigen in the node. */
  ANTIGEN_LOAD("1", "Antigen on dendritic cells, as a share of the lesions' cells"),
  /** Clones. */
  CLONES_ALIVE("clones", "Clones with a living cell on the lattice"),
  /** Non-target lesions. */
  NON_TARGET_BURDEN(
      "1", "Volume of the non-target lesions over that at baseline; empty when there are none"),
  /** New lesions. */
  NEW_LESIONS("lesions", "New lesions so far, found on a scan or not; empty when none can come");

  /** The means of the fields, in the order of {@link org.evade.tissue.FieldName}. */
  public static final List<Quantity> FIELDS = List.copyOf(EnumSet.range(O2_MMHG, ARGINASE));

  /** Those of one lesion alone; the others are of the patient. */
  public static final List<Quantity> OF_LESION =
      List.copyOf(
          EnumSet.complementOf(
              EnumSet.of(
                  BLOCKED_PD1,
                  BLOCKED_PDL1,
                  BLOOD_REACTIVE,
                  BLOOD_BYSTANDER,
                  NODE_CELLS,
                  ANTIGEN_LOAD,
                  NON_TARGET_BURDEN,
                  NEW_LESIONS)));

  private final String unit;
  private final String meaning;
  private final String together;

  Quantity(String unit, String meaning) {
    this(unit, meaning, "");
  }

  Quantity(String unit, String meaning, String together) {
    this.unit = unit;
    this.meaning = meaning;
    this.together = together;
  }

  /** Name as a column: lower case, digits, underscores. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its unit, {@code 1} for a pure number. */
  public String unit() {
    return unit;
  }

  /** What it is, of a lesion, in one sentence. */
  public String meaning() {
    return meaning;
  }

  /** What it is, of all lesions together, in one sentence. */
  public String meaningTogether() {
    return meaning + together;
  }
}
