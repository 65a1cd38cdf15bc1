package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.cell.Neoantigens;
import org.evade.cell.Phylogeny;
import org.evade.cell.TumorCells;
import org.evade.mechanism.LedgerSums;
import org.evade.mechanism.Mechanisms;
import org.evade.scenario.Scenario.LesionPlan;
import org.evade.tissue.Architecture;
import org.evade.tissue.FieldName;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/** The state of one lesion: tissue, cells, fields, clones, and what is counted in it. */
public final class Lesion {

  private final LesionPlan plan;
  private final int number;
  private final Lattice lattice;
  private final Occupancy occupancy;
  private final boolean[] vessel;
  private final double[] ecm;
  private final boolean[] nest;
  private final double[][] fields;
  private final TumorCells tumor = new TumorCells();
  private final Cd8Cells cd8 = new Cd8Cells();
  private final Leukocytes tregs = new Leukocytes(Leukocytes.Kind.TREG);
  private final Leukocytes mdscs = new Leukocytes(Leukocytes.Kind.MDSC);
  private final List<Leukocytes> leukocytes = List.of(cd8, tregs, mdscs);
  private final Neoantigens neoantigens;
  private final Phylogeny phylogeny;
  private final LesionCounts counts;
  private final LedgerSums contactLedger;
  private final LedgerSums nearLedger;
  private final LedgerSums farLedger;
  private final LedgerSums entryLedger;
  private final List<String> contactCauses;
  private final List<String> entryCauses;
  private final long[] activity;
  private final Calibration calibration = new Calibration();
  private final double cd8Volume;
  private double referenceEquivalents;

  Lesion(
      LesionPlan plan,
      int number,
      ParameterValues parameters,
      Mechanisms mechanisms,
      Neoantigens neoantigens,
      Phylogeny phylogeny) {
    this.plan = plan;
    this.number = number;
    this.neoantigens = neoantigens;
    this.phylogeny = phylogeny;
    lattice = new Lattice(plan.nx(), plan.ny(), plan.nz(), parameters.get("engine.voxel-edge"));
    int size = lattice.size();
    occupancy =
        new Occupancy(
            size,
            Leukocytes.Kind.values().length,
            LesionPlan.OPEN_CAPACITY,
            LesionPlan.CAPACITY_BESIDE_TUMOR);
    vessel = new boolean[size];
    ecm = new double[size];
    nest = new boolean[size];
    fields = new double[FieldName.values().length][size];
    counts = new LesionCounts();
    contactLedger = new LedgerSums(mechanisms.count() + Contact.BASE_CAUSES);
    nearLedger = new LedgerSums(mechanisms.count() + Contact.BASE_CAUSES);
    farLedger = new LedgerSums(mechanisms.count() + Contact.BASE_CAUSES);
    entryLedger = new LedgerSums(mechanisms.count() + EntryStep.BASE_CAUSES);
    contactCauses = causes(mechanisms, Contact.BASE_CAUSE_NAMES);
    entryCauses = causes(mechanisms, EntryStep.BASE_CAUSE_NAMES);
    activity = new long[size];
    double ratio = parameters.get("cd8.diameter") / parameters.get("tumor.diameter");
    cd8Volume = ratio * ratio * ratio;
  }

  /** The mechanisms' names in order, then those of the base causes. */
  static List<String> causes(Mechanisms mechanisms, List<String> base) {
    return Stream.concat(mechanisms.names().stream(), base.stream()).toList();
  }

  /** What the scenario says of the lesion. */
  public LesionPlan plan() {
    return plan;
  }

  /** The lattice. */
  public Lattice lattice() {
    return lattice;
  }

  /**
   * Name of a voxel among those of all lesions, for ids and draws: two lesions of one plan must not
   * take the same way.
   */
  long origin(int site) {
    return (long) number << 32 | site;
  }

  /** What is in each voxel. */
  public Occupancy occupancy() {
    return occupancy;
  }

  /** Whether a voxel holds a vessel, by site. Not to be changed by readers. */
  public boolean[] vessel() {
    return vessel;
  }

  /** Density of extracellular matrix in [0, 1], by site. Not to be changed by readers. */
  public double[] ecm() {
    return ecm;
  }

  /** Whether a voxel lay in a tumor nest at the start, by site. Not to be changed by readers. */
  public boolean[] nest() {
    return nest;
  }

  /** Values of a field, by site, in the field's unit. Not to be changed by readers. */
  public double[] field(FieldName name) {
    return fields[name.ordinal()];
  }

  /** Tumor cells and debris. */
  public TumorCells tumor() {
    return tumor;
  }

  /** CD8 T cells. */
  public Cd8Cells cd8() {
    return cd8;
  }

  /** Regulatory T cells. */
  public Leukocytes tregs() {
    return tregs;
  }

  /** Myeloid-derived suppressor cells. */
  public Leukocytes mdscs() {
    return mdscs;
  }

  /** All leukocytes, kind by kind, in the order of {@link Leukocytes.Kind}. */
  public List<Leukocytes> leukocytes() {
    return leukocytes;
  }

  /** The tumor's neoantigens. */
  public Neoantigens neoantigens() {
    return neoantigens;
  }

  /** The clones. */
  public Phylogeny phylogeny() {
    return phylogeny;
  }

  /** The clone that every other descends from. */
  public Clone founder() {
    return phylogeny.get(0);
  }

  /** Births, deaths and kills. */
  public LesionCounts counts() {
    return counts;
  }

  /** Sums of the contact ledger, in tumor-cell-hours. */
  public LedgerSums contactLedger() {
    return contactLedger;
  }

  /**
   * What hides tumor cells that no CD8 T cell touches but one is within 100 µm of, in
   * tumor-cell-hours, by the causes of contact; left are the hours of cells that would show their
   * antigen.
   */
  public LedgerSums nearLedger() {
    return nearLedger;
  }

  /** The same as {@link #nearLedger} for tumor cells without a CD8 T cell within 100 µm. */
  public LedgerSums farLedger() {
    return farLedger;
  }

  /** Sums of the entry ledger, in CD8 T cells. */
  public LedgerSums entryLedger() {
    return entryLedger;
  }

  /** Names of the contact ledger's causes, by their place in it. */
  public List<String> contactCauses() {
    return contactCauses;
  }

  /** Names of the entry ledger's causes, by their place in it. */
  public List<String> entryCauses() {
    return entryCauses;
  }

  /** What the burn-in fits. */
  public Calibration calibration() {
    return calibration;
  }

  /** Secreting activity of CD8 T cells since the last field step, by site, in units of 2^-32. */
  long[] activity() {
    return activity;
  }

  /** Number of living tumor cells. */
  public int livingTumorCells() {
    int living = 0;
    for (int i = 0; i < tumor.count(); i++) {
      if (tumor.alive(i)) {
        living++;
      }
    }
    return living;
  }

  /**
   * Volume of the lesion's cells in tumor-cell equivalents: tumor cells, debris, and leukocytes by
   * cell volume.
   */
  public double equivalents() {
    int cells = 0;
    for (Leukocytes kind : leukocytes) {
      for (int i = 0; i < kind.count(); i++) {
        if (nearTumor(kind.site(i))) {
          cells++;
        }
      }
    }
    return tumor.count() + cells * cd8Volume;
  }

  /** Whether a voxel or one of its neighbors holds a tumor cell or debris. */
  boolean nearTumor(int site) {
    if (occupancy.tumor(site) != Occupancy.NONE) {
      return true;
    }
    for (int d = 0; d < lattice.directions(); d++) {
      int n = lattice.neighbor(site, d);
      if (n >= 0 && occupancy.tumor(n) != Occupancy.NONE) {
        return true;
      }
    }
    return false;
  }

  /**
   * A neighbor with room for a leukocyte, the first in a keyed rotation of the directions, or
   * {@link Occupancy#NONE}.
   */
  int roomBeside(int site, long draw) {
    int directions = lattice.directions();
    int turn = (int) ((draw >>> 33) % directions);
    for (int k = 0; k < directions; k++) {
      int n = lattice.neighbor(site, (k + turn) % directions);
      if (n >= 0 && occupancy.free(n) > 0) {
        return n;
      }
    }
    return Occupancy.NONE;
  }

  /** Makes the present size the reference of all later ones. */
  void setReference() {
    referenceEquivalents = equivalents();
  }

  /** Size relative to the start of treatment; before it, relative to the present size. */
  public double burden() {
    return referenceEquivalents == 0 ? 1 : equivalents() / referenceEquivalents;
  }

  /** Diameter by volume, d0·(N/N0)^(1/3), in mm. */
  public double diameterMm() {
    return plan.diameterMm() * FastMath.cbrt(burden());
  }

  /** Share of the voxels that hold a tumor cell or debris. */
  public double fill() {
    return tumor.count() / (double) lattice.size();
  }

  /** Lays down nests, vessels and matrix. */
  void layDown(Architecture tissue) {
    System.arraycopy(tissue.nest(), 0, nest, 0, nest.length);
    System.arraycopy(tissue.ecm(), 0, ecm, 0, ecm.length);
    Arrays.fill(vessel, false);
    for (int site : tissue.vesselSites()) {
      vessel[site] = true;
    }
  }

  /** Rebuilds the occupancy from the cells. */
  void reoccupy() {
    occupancy.clear();
    for (int i = 0; i < tumor.count(); i++) {
      occupancy.tumor(tumor.site(i), i);
    }
    for (Leukocytes kind : leukocytes) {
      for (int i = 0; i < kind.count(); i++) {
        occupancy.enter(kind.kind().ordinal(), kind.site(i));
      }
    }
  }

  /** Removes tumor cells and debris and lets everything else follow. */
  void removeTumor(boolean[] gone) {
    for (int i = 0; i < tumor.count(); i++) {
      occupancy.tumor(tumor.site(i), Occupancy.NONE);
    }
    cd8.retarget(tumor.compact(gone));
    for (int i = 0; i < tumor.count(); i++) {
      occupancy.tumor(tumor.site(i), i);
    }
  }

  /** Removes leukocytes of one kind. */
  void remove(Leukocytes kind, boolean[] gone) {
    for (int i = 0; i < kind.count(); i++) {
      if (gone[i]) {
        occupancy.leave(kind.kind().ordinal(), kind.site(i));
      }
    }
    kind.remove(gone);
  }

  /**
   * Puts the leukocytes in the order of their voxels, so that neighbors in the lesion are neighbors
   * in memory. No result depends on the order.
   */
  void sortLeukocytes() {
    for (Leukocytes kind : leukocytes) {
      kind.permute(order(kind.sites(), kind.count()));
    }
  }

  /** Puts the tumor cells in the order of their voxels, and lets everything else follow. */
  void sortTumor() {
    int[] order = order(tumor.sites(), tumor.count());
    tumor.permute(order);
    int[] moved = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      moved[order[i]] = i;
      occupancy.tumor(tumor.site(i), i);
    }
    cd8.retarget(moved);
  }

  /** The indices of cells in the order of their voxels, those of one voxel in their old order. */
  private int[] order(int[] sites, int count) {
    int[] next = new int[lattice.size() + 1];
    for (int i = 0; i < count; i++) {
      next[sites[i] + 1]++;
    }
    for (int site = 0; site < lattice.size(); site++) {
      next[site + 1] += next[site];
    }
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[next[sites[i]]++] = i;
    }
    return order;
  }

  /** Removes every cell and forgets every clone; tissue, fields, counts and fits stay. */
  void clear() {
    boolean[] gone = new boolean[tumor.count()];
    Arrays.fill(gone, true);
    tumor.compact(gone);
    for (Leukocytes kind : leukocytes) {
      gone = new boolean[kind.count()];
      Arrays.fill(gone, true);
      kind.remove(gone);
    }
    phylogeny.clear();
    Arrays.fill(activity, 0);
    occupancy.clear();
  }

  /** Cells by clone id: the living, or with debris. */
  public int[] cellsByClone(boolean withDebris) {
    int[] cells = new int[phylogeny.size()];
    for (int i = 0; i < tumor.count(); i++) {
      if (withDebris || tumor.alive(i)) {
        cells[tumor.clone(i)]++;
      }
    }
    return cells;
  }

  /**
   * Makes sure that no two cells share an id, and with it all their draws.
   *
   * @throws IllegalStateException when two do
   */
  void checkIds() {
    int cells = tumor.count();
    for (Leukocytes kind : leukocytes) {
      cells += kind.count();
    }
    long[] ids = new long[cells];
    int n = 0;
    for (int i = 0; i < tumor.count(); i++) {
      ids[n++] = tumor.id(i);
    }
    for (Leukocytes kind : leukocytes) {
      for (int i = 0; i < kind.count(); i++) {
        ids[n++] = kind.id(i);
      }
    }
    Arrays.sort(ids);
    for (int i = 1; i < n; i++) {
      if (ids[i] == ids[i - 1]) {
        throw new IllegalStateException(
            "two cells of lesion " + plan.name() + " have the same id " + ids[i]);
      }
    }
  }

  /** Notes the clones' shares and forgets those that vanished without ever having mattered. */
  void forgetLostClones() {
    phylogeny.observe(cellsByClone(false));
    phylogeny.compact(cellsByClone(true), (clone, into) -> {});
  }

  /** Writes everything for a checkpoint. */
  void writeState(DataOutput out) throws IOException {
    for (int site = 0; site < lattice.size(); site++) {
      out.writeByte((vessel[site] ? 1 : 0) | (nest[site] ? 2 : 0));
      out.writeDouble(ecm[site]);
      out.writeLong(activity[site]);
    }
    for (double[] field : fields) {
      for (double value : field) {
        out.writeDouble(value);
      }
    }
    tumor.writeState(out);
    for (Leukocytes kind : leukocytes) {
      kind.writeState(out);
    }
    phylogeny.writeState(out);
    counts.writeState(out);
    contactLedger.writeState(out);
    nearLedger.writeState(out);
    farLedger.writeState(out);
    entryLedger.writeState(out);
    calibration.writeState(out);
    out.writeDouble(referenceEquivalents);
  }

  /** Reads what {@link #writeState} wrote. */
  void readState(DataInput in) throws IOException {
    for (int site = 0; site < lattice.size(); site++) {
      int flags = in.readByte();
      vessel[site] = (flags & 1) != 0;
      nest[site] = (flags & 2) != 0;
      ecm[site] = in.readDouble();
      activity[site] = in.readLong();
    }
    for (double[] field : fields) {
      for (int site = 0; site < field.length; site++) {
        field[site] = in.readDouble();
      }
    }
    tumor.readState(in);
    for (Leukocytes kind : leukocytes) {
      kind.readState(in);
    }
    phylogeny.readState(in);
    counts.readState(in);
    contactLedger.readState(in);
    nearLedger.readState(in);
    farLedger.readState(in);
    entryLedger.readState(in);
    calibration.readState(in);
    referenceEquivalents = in.readDouble();
    reoccupy();
  }
}
