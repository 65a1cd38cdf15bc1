package org.evade.observation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Target;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.cell.TumorCells;
import org.evade.cell.TumorState;
import org.evade.patient.Circulation;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.tissue.FieldName;
import org.evade.tissue.Occupancy;
import org.evade.tissue.SectionDensity;

/** Takes the census of a patient. */
final class CensusTaker {

  private static final double UM2_PER_MM2 = 1e6;
  private static final double HOURS = 24;

  private final VirtualPatient patient;
  private final List<Lesion> lesions;
  private final double stained;
  private final double layerPerSection;
  private final Map<Quantity, Double> sums = new EnumMap<>(Quantity.class);

  private CensusTaker(VirtualPatient patient, List<Lesion> lesions) {
    this.patient = patient;
    this.lesions = lesions;
    ParameterValues p = patient.scenario().parameters();
    stained = p.get("tumor.pd-l1-positive");
    layerPerSection =
        SectionDensity.layerPerSection(p.get("reader.slice-thickness"), p.get("cd8.diameter"));
  }

  /**
   * Takes the census of all lesions together and, when there are several, of each.
   *
   * @param change what happened since the day before; all NaN rates without cell-hours
   */
  static List<Census> take(VirtualPatient patient, int day, Totals change) {
    List<Lesion> all = patient.lesions();
    List<Census> taken = new ArrayList<>();
    taken.add(new CensusTaker(patient, all).take(day, "", change.lesions()));
    for (int l = 0; l < all.size() && all.size() > 1; l++) {
      String name = all.get(l).plan().name();
      List<Totals.OfLesion> its = List.of(change.lesions().get(l));
      taken.add(new CensusTaker(patient, List.of(all.get(l))).take(day, name, its));
    }
    return taken;
  }

  private Census take(int day, String name, List<Totals.OfLesion> change) {
    double volume = 0;
    double reference = 0;
    long voxels = 0;
    double nestVoxels = 0;
    double inNest = 0;
    double edge = 0;
    double[] fields = new double[FieldName.values().length];
    for (Lesion lesion : lesions) {
      double d0 = lesion.plan().diameterMm();
      reference += d0 * d0 * d0;
      volume += d0 * d0 * d0 * lesion.burden();
      voxels += lesion.lattice().size();
      nestVoxels += lesion.tumor().count();
      edge = lesion.lattice().spacing();
      add(Quantity.LIVE_EQUIVALENTS, lesion.equivalents());
      add(Quantity.DIAMETER_MM, lesion.diameterMm());
      tumor(lesion);
      inNest += cd8(lesion);
      add(Quantity.TREG, lesion.tregs().count());
      add(Quantity.MDSC, lesion.mdscs().count());
      for (FieldName field : FieldName.values()) {
        for (double value : lesion.field(field)) {
          fields[field.ordinal()] += value;
        }
      }
    }
    set(Quantity.BURDEN, volume / reference);
    set(Quantity.FILL, nestVoxels / voxels);
    means();
    rates(change);
    for (FieldName field : FieldName.values()) {
      set(
          Quantity.FIELDS.get(field.ordinal()),
          Snapshot.inTableUnit(field, fields[field.ordinal()] / voxels));
    }
    double area = edge * edge * edge / SectionDensity.LAYER_UM / UM2_PER_MM2;
    double nest = nestVoxels == 0 ? Double.NaN : inNest / (nestVoxels * area);
    double stroma = (sum(Quantity.CD8) - inNest) / ((voxels - nestVoxels) * area);
    set(Quantity.CD8_NEST_PER_MM2, nest);
    set(Quantity.CD8_STROMA_PER_MM2, stroma);
    set(Quantity.CD8_NEST_IHC_PER_MM2, nest / layerPerSection);
    set(Quantity.CD8_STROMA_IHC_PER_MM2, stroma / layerPerSection);
    set(Quantity.BLOCKED_PD1, patient.treatment().blocked(Target.PD_1));
    set(Quantity.BLOCKED_PDL1, patient.treatment().blocked(Target.PD_L1));
    Circulation blood = patient.circulation();
    set(Quantity.BLOOD_REACTIVE, blood.reactiveLevel());
    set(Quantity.BLOOD_BYSTANDER, blood.bystanderLevel());
    set(Quantity.NODE_CELLS, blood.nodeLevel());
    set(Quantity.ANTIGEN_LOAD, blood.antigenLoad());
    set(
        Quantity.NON_TARGET_BURDEN,
        day < 0 ? Double.NaN : patient.nonTargetBurden().orElse(Double.NaN));
    set(Quantity.NEW_LESIONS, day < 0 ? Double.NaN : patient.newLesions().orElse(Double.NaN));
    Double[] values = new Double[Quantity.values().length];
    Arrays.setAll(values, q -> sum(Quantity.values()[q]));
    List<Double> plasma = new ArrayList<>();
    for (String drug : patient.treatment().drugs()) {
      plasma.add(patient.treatment().plasmaMgPerL(drug));
    }
    return new Census(day, name, List.of(values), plasma);
  }

  private void add(Quantity quantity, double value) {
    sums.merge(quantity, value, Double::sum);
  }

  private void set(Quantity quantity, double value) {
    sums.put(quantity, value);
  }

  private double sum(Quantity quantity) {
    return sums.getOrDefault(quantity, 0.0);
  }

  private void tumor(Lesion lesion) {
    TumorCells tumor = lesion.tumor();
    int living = 0;
    int hypoxic = 0;
    int necrotic = 0;
    int visible = 0;
    int positive = 0;
    double mhc = 0;
    double pdl1 = 0;
    for (int i = 0; i < tumor.count(); i++) {
      if (!tumor.alive(i)) {
        necrotic += tumor.state(i) == TumorState.NECROTIC ? 1 : 0;
        continue;
      }
      living++;
      hypoxic += tumor.state(i) == TumorState.QUIESCENT ? 1 : 0;
      visible += lesion.phylogeny().get(tumor.clone(i)).visible() != 0 ? 1 : 0;
      positive += tumor.pdl1(i) >= stained ? 1 : 0;
      mhc += tumor.mhc(i);
      pdl1 += tumor.pdl1(i);
    }
    add(Quantity.TUMOR_CELLS, living);
    add(Quantity.DEBRIS, tumor.count() - living);
    add(Quantity.NECROTIC_CELLS, necrotic);
    add(Quantity.HYPOXIC_FRACTION, hypoxic);
    add(Quantity.VISIBLE_FRACTION, visible);
    add(Quantity.TPS, 100.0 * positive);
    add(Quantity.MHC_MEAN, mhc);
    add(Quantity.PDL1_MEAN, pdl1);
    int clones = 0;
    for (int cells : lesion.cellsByClone(false)) {
      clones += cells > 0 ? 1 : 0;
    }
    add(Quantity.CLONES_ALIVE, clones);
  }

  /** Turns sums over living tumor cells into means, which no cell has none of. */
  private void means() {
    double living = sum(Quantity.TUMOR_CELLS);
    for (Quantity quantity :
        List.of(
            Quantity.HYPOXIC_FRACTION,
            Quantity.VISIBLE_FRACTION,
            Quantity.TPS,
            Quantity.MHC_MEAN,
            Quantity.PDL1_MEAN)) {
      set(quantity, living == 0 ? Double.NaN : sum(quantity) / living);
    }
  }

  /** Counts the CD8 T cells and returns how many lie in voxels with a tumor cell or debris. */
  private int cd8(Lesion lesion) {
    Cd8Cells cd8 = lesion.cd8();
    int[] states = new int[Cd8State.values().length];
    int reactive = 0;
    int engaged = 0;
    int inNest = 0;
    for (int i = 0; i < cd8.count(); i++) {
      if (cd8.specificity(i) != Cd8Cells.BYSTANDER) {
        reactive++;
        states[cd8.state(i).ordinal()]++;
      }
      engaged += cd8.target(i) == Cd8Cells.NO_TARGET ? 0 : 1;
      inNest += lesion.occupancy().tumor(cd8.site(i)) == Occupancy.NONE ? 0 : 1;
    }
    add(Quantity.CD8, cd8.count());
    add(Quantity.CD8_REACTIVE, reactive);
    add(Quantity.CD8_PROGENITOR, states[Cd8State.PROGENITOR.ordinal()]);
    add(Quantity.CD8_EFFECTOR, states[Cd8State.EFFECTOR.ordinal()]);
    add(Quantity.CD8_TERMINAL, states[Cd8State.TERMINAL.ordinal()]);
    add(Quantity.CD8_ENGAGED, engaged);
    return inNest;
  }

  private void rates(List<Totals.OfLesion> change) {
    double births = 0;
    double deaths = 0;
    double kills = 0;
    double cellDays = 0;
    for (Totals.OfLesion lesion : change) {
      births += lesion.births();
      deaths += lesion.deaths();
      kills += lesion.kills();
      cellDays += lesion.cellHours() / HOURS;
    }
    set(Quantity.BIRTH_PER_DAY, cellDays == 0 ? Double.NaN : births / cellDays);
    set(Quantity.DEATH_PER_DAY, cellDays == 0 ? Double.NaN : deaths / cellDays);
    set(Quantity.KILL_PER_DAY, cellDays == 0 ? Double.NaN : kills);
  }
}
