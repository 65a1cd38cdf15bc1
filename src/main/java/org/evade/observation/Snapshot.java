package org.evade.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.evade.cell.Clone;
import org.evade.cell.Genotype;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.Recognition;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.tissue.FieldName;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/** A look at every voxel of a lesion; reads the patient when asked, not when made. */
public final class Snapshot {

  private static final double PM_PER_NM = 1000;

  private final Lesion lesion;
  private final int day;
  private final String prefix;
  private final List<String> mechanisms;
  private final double half;

  Snapshot(VirtualPatient patient, Lesion lesion, int day) {
    this.lesion = lesion;
    this.day = day;
    prefix = patient.clonePrefix(lesion);
    mechanisms = patient.mechanisms().names();
    half = patient.scenario().parameters().get("tumor.mhc-half-recognition");
  }

  /** Hands out every voxel, x fastest, then y, then z. */
  public void forEach(Consumer<Voxel> reader) {
    Lattice lattice = lesion.lattice();
    for (int site = 0; site < lattice.size(); site++) {
      reader.accept(voxel(lattice, site));
    }
  }

  private Voxel voxel(Lattice lattice, int site) {
    Occupancy occupancy = lesion.occupancy();
    int cell = occupancy.tumor(site);
    boolean alive = cell != Occupancy.NONE && lesion.tumor().alive(cell);
    String name = "";
    String genotype = "";
    if (alive) {
      Clone clone = lesion.phylogeny().get(lesion.tumor().clone(cell));
      name = prefix + lesion.phylogeny().name(clone.id());
      genotype = Genotype.name(clone.changes(), mechanisms);
    }
    List<Double> fields = new ArrayList<>();
    for (FieldName field : FieldName.values()) {
      fields.add(inTableUnit(field, lesion.field(field)[site]));
    }
    double edge = lattice.spacing();
    return new Voxel(
        (lattice.x(site) + 0.5) * edge,
        (lattice.y(site) + 0.5) * edge,
        (lattice.z(site) + 0.5) * edge,
        day,
        alive ? "tumor" : cell == Occupancy.NONE ? "none" : "debris",
        name,
        genotype,
        alive ? lesion.tumor().pdl1(cell) : Double.NaN,
        alive ? visibility(cell) : Double.NaN,
        occupancy.count(Leukocytes.Kind.CD8.ordinal(), site),
        occupancy.count(Leukocytes.Kind.TREG.ordinal(), site),
        occupancy.count(Leukocytes.Kind.MDSC.ordinal(), site),
        lesion.vessel()[site],
        lesion.ecm()[site],
        fields);
  }

  /** A field's value in the unit that tables show. */
  static double inTableUnit(FieldName field, double value) {
    return field == FieldName.CXCL9_10 ? value / PM_PER_NM : value;
  }

  private double visibility(int cell) {
    long founder = lesion.founder().visible();
    if (founder == 0) {
      return 0;
    }
    long shown = founder & lesion.phylogeny().get(lesion.tumor().clone(cell)).visible();
    return Long.bitCount(shown)
        / (double) Long.bitCount(founder)
        * Recognition.ofMhc(lesion.tumor().mhc(cell), half);
  }
}
