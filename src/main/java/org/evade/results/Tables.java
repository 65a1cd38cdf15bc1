package org.evade.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.evade.observation.Quantity;

/**
 * The tables of a run. Columns are filled in the order given here; {@code day} is days since the
 * first day of treatment, negative during burn-in.
 */
public final class Tables {

  /** The fields: value per voxel in the maps. */
  public static final List<ColumnSpec> FIELDS =
      List.of(
          column("o2_mmhg", "mmHg", "Oxygen tension"),
          column("ifng_pm", "pM", "Interferon gamma"),
          column("il2_pm", "pM", "Interleukin 2"),
          column("tgfb_pm", "pM", "Active TGF-beta"),
          column("il10_pm", "pM", "Interleukin 10"),
          column("cxcl9_nm", "nM", "CXCL9 and CXCL10"),
          column("ccl2_pm", "pM", "CCL2 and CXCL8"),
          column("arginase", "1", "Arginase and nitric oxide, 1 inhibits half-maximally"));

  /**
   * Clones alive and those of a table's labels, one row per clone and day; on day 0 the notable
   * clones of the burn-in that died out, too, so that every parent has a row.
   */
  public static final TableSpec CLONES =
      new TableSpec(
          "clones",
          List.of(
              day(),
              column(
                  "clone",
                  ColumnSpec.ID,
                  "Clone: 'c' and a number, then '-' and the label of a table of cells if it has"
                      + " one; behind '<lesion>/' when there are several lesions; as in"
                      + " phylogeny.nwk"),
              column(
                  "parent",
                  ColumnSpec.ID,
                  "Nearest ancestor that has rows here, on this day or before; empty for a founder"),
              column(
                  "born_day",
                  "day",
                  "Day of the clone's first cell; branch lengths in phylogeny.nwk are days between"
                      + " these"),
              column(
                  "genotype",
                  ColumnSpec.TEXT,
                  "Resistance alterations that it carries joined by '+', in alphabetical order, or"
                      + " 'none'; 'neoantigen-loss' is the loss of one neoantigen or more, which"
                      + " alone hides a clone only from the T cells against those"),
              column(
                  "cells",
                  "cells",
                  "Living tumor cells of this clone, 0 on day 0 if it died out before; those of descendants that never made up 0.1 %"
                      + " and have its genotype are counted with it"),
              column("share", "1", "Share of the living tumor cells of all lesions together")));

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
                  "Mechanism or base cause that took a part; 'none': what was left; "
                      + "'irrelevant-contact': touched only by CD8 that do not recognize it;"
                      + " 'unseen: <cause>': no CD8 in contact because of that cause's part in"
                      + " entry or priming, or none that would see it because of that loss; 'unseen: cd8-near' and 'unseen: no-cd8-near': the rest,"
                      + " with and without a CD8 within 100 um. A cause without a row took nothing"),
              column("amount", "see column unit", "Taken by this cause since the day before"),
              column(
                  "unit",
                  ColumnSpec.TEXT,
                  "Unit of the amount: 'tumor-cell-hours', 'CD8 T cells', or 'relative CD8 T cells',"
                      + " multiples of all CD8 T cells in blood before treatment"),
              column(
                  "share",
                  "1",
                  "Share of this ledger on this day; the shares of a ledger and day sum to 1")));

  /** The census of each lesion when there are several, one row a lesion and day. */
  public static final TableSpec LESIONS =
      new TableSpec(
          "lesions",
          Stream.concat(Stream.of(day(), lesion()), Quantity.OF_LESION.stream().map(Tables::column))
              .toList());

  /** Contact and entry ledger of each lesion when there are several, as in {@link #LEDGER}. */
  public static final TableSpec LESION_LEDGER =
      new TableSpec(
          "lesion-ledger",
          Stream.concat(Stream.of(day(), lesion()), LEDGER.columns().subList(1, 6).stream())
              .toList());

  /** What was read of each lesion when there are several, one row a lesion and scan. */
  public static final TableSpec LESION_SCANS =
      new TableSpec(
          "lesion-scans",
          List.of(
              column("scan", ColumnSpec.ID, "Number of the scan, 0 for baseline"),
              day(),
              lesion(),
              readDiameter(""),
              longestExtent("")));

  /** What happened, one row an event. */
  public static final TableSpec EVENTS =
      new TableSpec(
          "events",
          List.of(
              day(),
              column(
                  "kind",
                  ColumnSpec.TEXT,
                  "'dose', 'line', 'scan', 'recist', 'genotype', 'founder', 'burn-in',"
                      + " 'new-lesion', 'death', 'dropout' or 'end'"),
              column(
                  "subject",
                  ColumnSpec.TEXT,
                  "Drug, scan number, genotype, line or clone concerned"),
              column(
                  "value",
                  "see column text",
                  "By kind: dose in mg; sum of diameters in mm (scan) or diameter (new-lesion);"
                      + " change of the sum from baseline as a fraction, 0.2 for +20 % (recist);"
                      + " share of the living tumor cells, 0 to 1 (genotype); cells (founder);"
                      + " days that it lasted (line); draws refused (burn-in); the day itself (end,"
                      + " death, dropout)"),
              column("text", ColumnSpec.TEXT, "In words, with the value's unit where it has one")));

  /** Tumor measurements, one row a scan. */
  public static final TableSpec SCANS =
      new TableSpec(
          "scans",
          List.of(
              column("scan", ColumnSpec.ID, "Number of the scan, 0 for baseline"),
              column("planned_day", "day", "Day by protocol"),
              day(),
              readDiameter("; empty when there are several lesions, see lesion-scans.csv"),
              column("sld_mm", "mm", "Sum of diameters of the target lesions, as read"),
              column("change_from_baseline_pct", "%", "Change of the sum from the baseline scan's"),
              column("change_from_nadir_pct", "%", "Change of the sum from its nadir before"),
              column(
                  "recist",
                  ColumnSpec.TEXT,
                  "RECIST 1.1 response: CR, PR, SD, PD or NE; empty at baseline"),
              column("irecist", ColumnSpec.TEXT, "iRECIST response: iCR, iPR, iSD, iUPD or iCPD"),
              column(
                  "non_target",
                  ColumnSpec.TEXT,
                  "Non-target lesions: CR, NON_CR_NON_PD or PD; empty when there are none"),
              column(
                  "new_lesions", "lesions", "Lesions found so far that were not there at baseline"),
              longestExtent("; empty when there are several lesions")));

  private static final List<ColumnSpec> MAP =
      List.of(
          column("x_um", "um", "Center of the voxel"),
          column("y_um", "um", "Center of the voxel"),
          column("z_um", "um", "Center of the voxel"),
          day(),
          column("cell", ColumnSpec.TEXT, "'tumor', 'debris' or 'none'"),
          column("clone", ColumnSpec.ID, "Clone of the tumor cell as in clones.csv, else empty"),
          column("genotype", ColumnSpec.TEXT, "Its resistance alterations, else empty"),
          column("pdl1", "1", "PD-L1 on the tumor cell, relative to pd-1-checkpoint.pd-l1-density"),
          column(
              "visibility",
              "1",
              "Share of the founder's neoantigens shown times recognition by MHC-I level, 0 to 1"),
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
    for (Quantity quantity : Quantity.values()) {
      columns.add(column(quantity.column(), quantity.unit(), quantity.meaningTogether()));
    }
    for (String drug : drugs) {
      columns.add(column(plasmaColumn(drug), "mg/L", "Plasma concentration of " + drug));
    }
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

  private static ColumnSpec lesion() {
    return column("lesion", ColumnSpec.TEXT, "Name of the lesion");
  }

  private static ColumnSpec readDiameter(String when) {
    return column(
        "diameter_mm", "mm", "Diameter as read, d0·(N/N0)^(1/3) with reader noise" + when);
  }

  private static ColumnSpec longestExtent(String when) {
    return column(
        "longest_extent_mm",
        "mm",
        "Longest extent in the plane of the tumor cells on the lattice, which is a sample of the"
            + " lesion: at most the lattice's diagonal, not to be compared with diameter_mm, and used"
            + " for no response"
            + when);
  }

  private static ColumnSpec column(Quantity quantity) {
    return column(quantity.column(), quantity.unit(), quantity.meaning());
  }

  private static ColumnSpec column(String name, String unit, String meaning) {
    return new ColumnSpec(name, unit, meaning);
  }
}
