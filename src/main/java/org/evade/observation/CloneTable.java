package org.evade.observation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.cell.Clone;
import org.evade.cell.Genotype;
import org.evade.cell.Phylogeny;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;

/**
 * The clones of one day. Rows are bounded in number although most clones are tiny: a clone that
 * never made up 0.1 % of its lesion counts with its nearest ancestor of the same genotype, or, when
 * it is the first of its genotype there, with the eldest such sibling, so that shares by genotype
 * are exact. A clone with a label of a table of cells always has rows of its own, without a living
 * cell too. On day 0 so have all that mattered in the burn-in: a later row may name one of them as
 * its parent, and every parent has a row on the day of its child's or before.
 */
final class CloneTable {

  private static final double DAY = 1440;

  private CloneTable() {}

  static List<CloneRow> rows(int day, VirtualPatient patient) {
    List<String> mechanisms = patient.mechanisms().names();
    List<Lesion> lesions = patient.lesions();
    long total = 0;
    for (Lesion lesion : lesions) {
      total += lesion.livingTumorCells();
    }
    List<CloneRow> rows = new ArrayList<>();
    for (Lesion lesion : lesions) {
      Phylogeny phylogeny = lesion.phylogeny();
      String prefix = patient.clonePrefix(lesion);
      for (Shown shown : shown(phylogeny, lesion.cellsByClone(false))) {
        if (shown.cells > 0 || day == 0 || phylogeny.isLabeled(shown.clone.id())) {
          rows.add(
              new CloneRow(
                  day,
                  prefix + phylogeny.name(shown.clone.id()),
                  shown.parent < 0 ? "" : prefix + phylogeny.name(shown.parent),
                  shown.clone.birthMinute() / DAY,
                  Genotype.name(shown.clone.changes(), mechanisms),
                  shown.cells,
                  total == 0 ? 0 : shown.cells / (double) total));
        }
      }
    }
    return rows;
  }

  /** A clone with its own row and what is counted with it. */
  static final class Shown {
    final Clone clone;
    final int parent;
    long cells;

    Shown(Clone clone, int parent) {
      this.clone = clone;
      this.parent = parent;
    }
  }

  /** A genotype that arose below a shown clone. */
  private record Kin(int ancestor, long changes) {}

  /** The clones that have a row of their own, by rising id; those without any cell too. */
  static Iterable<Shown> shown(Phylogeny phylogeny, int[] cells) {
    SortedMap<Integer, Shown> shown = new TreeMap<>();
    SortedMap<Integer, Integer> countsAs = new TreeMap<>();
    Map<Kin, Integer> eldest = new LinkedHashMap<>();
    for (Clone clone : phylogeny.clones()) {
      int ancestor = clone.parent() < 0 ? -1 : countsAs.get(clone.parent());
      int as;
      if (ancestor < 0
          || phylogeny.isLabeled(clone.id())
          || phylogeny.peak(clone.id()) >= Phylogeny.NOTABLE) {
        as = clone.id();
      } else if (clone.changes() == shown.get(ancestor).clone.changes()) {
        as = ancestor;
      } else if (cells[clone.id()] == 0) {
        // Extinct and never notable: only a link to living descendants.
        countsAs.put(clone.id(), ancestor);
        continue;
      } else {
        as = eldest.computeIfAbsent(new Kin(ancestor, clone.changes()), kin -> clone.id());
      }
      countsAs.put(clone.id(), as);
      if (as == clone.id()) {
        shown.put(as, new Shown(clone, ancestor));
      }
      shown.get(as).cells += cells[clone.id()];
    }
    return shown.values();
  }
}
