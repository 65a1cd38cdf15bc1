package org.evade.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tables of a run. Columns are filled in the order given here; {@code day} is days since the
 * first day of treatment, negative during burn-in.
 */
public final class Tables {

  /** The fields: mean in the time series, value per voxel in the maps. */
  public static final List<ColumnSpec> FIELDS =
      List.of(
          column("o2_mmhg", "mmHg", "Oxygen tension"),
          column("ifng_pm", "pM", "Interferon gamma"),
          column("il2_pm", "pM", "Interleukin 2"),
          column("tgfb_pm", "pM", "Active TGF-beta"),
          column("il10_pm", "pM", "Interleukin 10"),
          column("cxcl9_nm", "nM", "CXCL9 and CXCL10"),
          column("ccl2_pm", "pM", "CCL2 and CXCL8"),
          column("arginase", "1", "Arginase and nitric oxide, share of full effect"));

  /** Clones alive, one row per clone and day. */
  public static final TableSpec CLONES =
      new TableSpec(
          "clones",
          List.of(
              day(),
              column("clone", ColumnSpec.ID, "Clone"),
              column("parent", ColumnSpec.ID, "Parent clone, empty for a founder"),
              column("born_day", "day", "Day of the clone's first cell"),
              column(
                  "genotype",
                  ColumnSpec.TEXT,
                  "Resistance alterations joined by '+', in alphabetical order, or 'none'"),
              column("cells", "cells", "Living tumor cells of this clone, descendants not counted"),
              column("share", "1", "Of all living tumor cells")));

  /** What protects the tumor, one row per day, ledger and cause. */
  public static final TableSpec LEDGER =
      new TableSpec(
          "ledger",
          List.of(
              day(),
              column("ledger", ColumnSpec.TEXT, "'contact', 'entry' or 'priming'"),
              column(
                  "cause",
                  ColumnSpec.TEXT,
                  "Mechanism, or 'unseen' (no CD8 in contact), 'irrelevant' (CD8 never specific for"
                      + " this tumor), 'none' (no loss)"),
              column("amount", "see column unit", "Loss since the row before, by this cause"),
              column("unit", ColumnSpec.TEXT, "Unit of the amount"),
              column("share", "1", "Of this ledger on this day; the shares of a day sum to 1")));

  /** What happened, one row an event. */
  public static final TableSpec EVENTS =
      new TableSpec(
          "events",
          List.of(
              day(),
              column(
                  "kind",
                  ColumnSpec.TEXT,
                  "'dose', 'scan', 'recist', 'genotype', 'treatment', 'founder', 'end' or"
                      + " 'warning'"),
              column(
                  "subject",
                  ColumnSpec.TEXT,
                  "Drug, scan number, genotype, line or clone concerned"),
              column(
                  "value",
                  "see column text",
                  "Dose in mg, diameter in mm, share reached, or cells; empty if none"),
              column("text", ColumnSpec.TEXT, "In words, with the value's unit")));

  /** Tumor measurements, one row a scan. */
  public static final TableSpec SCANS =
      new TableSpec(
          "scans",
          List.of(
              column("scan", ColumnSpec.ID, "Number of the scan, 0 for baseline"),
              column("planned_day", "day", "Day by protocol"),
              day(),
              column("diameter_mm", "mm", "Diameter as read, d0·(N/N0)^(1/3) with reader noise"),
              column("sld_mm", "mm", "Sum of diameters of the target lesions"),
              column("change_from_baseline_pct", "%", "Change of the sum from baseline"),
              column("change_from_nadir_pct", "%", "Change of the sum from its nadir before"),
              column("recist", ColumnSpec.TEXT, "RECIST 1.1 response: CR, PR, SD, PD or NE"),
              column("irecist", ColumnSpec.TEXT, "iRECIST response: iCR, iPR, iSD, iUPD or iCPD"),
              column(
                  "longest_extent_mm",
                  "mm",
                  "Longest extent in the plane, not used for any response")));

  private static final List<ColumnSpec> MAP =
      List.of(
          column("x_um", "um", "Center of the voxel"),
          column("y_um", "um", "Center of the voxel"),
          column("z_um", "um", "Center of the voxel"),
          day(),
          column("cell", ColumnSpec.TEXT, "'tumor', 'debris' or 'none'"),
          column("clone", ColumnSpec.ID, "Clone of the tumor cell, else empty"),
          column("genotype", ColumnSpec.TEXT, "Its resistance alterations, else empty"),
          column("pdl1", "1", "PD-L1 on the tumor cell, relative to the reference level"),
          column("visibility", "1", "Recognition of the tumor cell by a reactive CD8, 0 to 1"),
          column("cd8", "cells", "CD8 T cells in the voxel"),
          column("treg", "cells", "Regulatory T cells in the voxel"),
          column("mdsc", "cells", "Myeloid-derived suppressor cells in the voxel"),
          column("vessel", "1", "1 where a vessel is, else 0"),
          column("ecm", "1", "Density of the extracellular matrix, 0 to 1"));

  private static final String PLASMA = "plasma_";
  private static final String MG_PER_L = "_mg_per_l";

  private Tables() {}

  /**
   * The daily census.
   *
   * @param drugs the scenario's drugs in order; each gets the column {@link #plasmaColumn}
   */
  public static TableSpec timeseries(List<String> drugs) {
    List<ColumnSpec> columns = new ArrayList<>();
    columns.add(day());
    columns.add(column("tumor_cells", "cells", "Living tumor cells"));
    columns.add(
        column(
            "live_equivalents",
            "cells",
            "N: living tumor cells, debris and leukocytes in the tumor by cell volume"));
    columns.add(column("burden", "1", "N over N at baseline, which is the volume over its own"));
    columns.add(column("diameter_mm", "mm", "Diameter of the lesion, d0·(N/N0)^(1/3)"));
    columns.add(column("fill", "1", "Share of voxels that hold a tumor cell or debris"));
    columns.add(column("birth_per_day", "/day", "Divisions per living tumor cell"));
    columns.add(
        column("death_per_day", "/day", "Deaths per living tumor cell, kills by T cells left out"));
    columns.add(column("kill_per_day", "/day", "Tumor cells killed by T cells, all together"));
    columns.add(column("hypoxic_fraction", "1", "Of living tumor cells"));
    columns.add(column("necrotic_cells", "cells", "Cells dead of anoxia, not yet cleared"));
    columns.add(column("debris", "cells", "Dead cells not yet cleared, necrotic ones included"));
    columns.add(column("cd8", "cells", "CD8 T cells on the lattice"));
    columns.add(column("cd8_reactive", "cells", "CD8 specific for a neoantigen of this tumor"));
    columns.add(column("cd8_progenitor", "cells", "Progenitor-exhausted CD8"));
    columns.add(column("cd8_effector", "cells", "Effector CD8"));
    columns.add(column("cd8_terminal", "cells", "Terminally exhausted CD8"));
    columns.add(column("cd8_engaged", "cells", "CD8 bound to a tumor cell"));
    columns.add(column("cd8_nest_per_mm2", "/mm2", "CD8 in tumor nests, in the 20-um layer"));
    columns.add(column("cd8_stroma_per_mm2", "/mm2", "CD8 in stroma, in the 20-um layer"));
    columns.add(
        column("cd8_nest_ihc_per_mm2", "/mm2", "CD8 in nests as an IHC section would show"));
    columns.add(
        column("cd8_stroma_ihc_per_mm2", "/mm2", "CD8 in stroma as an IHC section would show"));
    columns.add(column("treg", "cells", "Regulatory T cells"));
    columns.add(column("mdsc", "cells", "Myeloid-derived suppressor cells"));
    columns.add(
        column("visible_fraction", "1", "Tumor cells that show at least one of their neoantigens"));
    columns.add(column("mhc_mean", "1", "Mean MHC-I level of living tumor cells"));
    columns.add(column("pdl1_mean", "1", "Mean PD-L1 of living tumor cells, relative"));
    columns.add(column("tps", "%", "Tumor proportion score: cells with PD-L1 stain"));
    for (ColumnSpec field : FIELDS) {
      columns.add(column(field.name(), field.unit(), field.meaning() + ", mean over the lattice"));
    }
    columns.add(column("blocked_pd1", "1", "Share of PD-1 occupied by drug in the tumor"));
    columns.add(column("blocked_pdl1", "1", "Share of PD-L1 occupied by drug in the tumor"));
    for (String drug : drugs) {
      columns.add(column(plasmaColumn(drug), "mg/L", "Plasma concentration of " + drug));
    }
    columns.add(column("blood_reactive", "cells", "Tumor-reactive CD8 in blood"));
    columns.add(column("blood_bystander", "cells", "Other CD8 in blood"));
    columns.add(column("node_cells", "cells", "Tumor-reactive CD8 in the draining lymph node"));
    columns.add(column("antigen_load", "1", "Tumor antigen that reaches the node, relative"));
    columns.add(column("reservoir_cells", "cells", "Tumor cells outside the lattice"));
    columns.add(column("clones_alive", "clones", "Clones with a living cell on the lattice"));
    return new TableSpec("timeseries", columns);
  }

  /** A spatial snapshot, one row a voxel, x fastest; the fields are {@link #FIELDS}. */
  public static TableSpec map() {
    List<ColumnSpec> columns = new ArrayList<>(MAP);
    columns.addAll(FIELDS);
    return new TableSpec("map", columns);
  }

  /**
   * The time series' column of a drug.
   *
   * @param drug the drug's name
   */
  public static String plasmaColumn(String drug) {
    return PLASMA + drug.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_") + MG_PER_L;
  }

  private static ColumnSpec day() {
    return column("day", "day", "Days since the first day of treatment");
  }

  private static ColumnSpec column(String name, String unit, String meaning) {
    return new ColumnSpec(name, unit, meaning);
  }
}
