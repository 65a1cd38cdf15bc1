package org.evade.patient;

import java.util.Arrays;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.TumorCells;
import org.evade.mechanism.LedgerSums;
import org.evade.random.KeyedStream;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/**
 * Looks at the contacts of a lesion once per tumor interval and books what protects its cells.
 *
 * <p>Each living tumor cell stands for the hours of the interval. A cell in contact with T cells
 * whose neoantigen the founder clone showed divides its hours among these contacts; a T cell
 * without a target counts as in contact with one keyed neighbor. All other cells are irrelevantly
 * touched, unseen with T cells within 100 µm, or unseen without. Of an unseen cell it is asked what
 * T cells would have met: each clonotype of the blood whose neoantigen the founder clone showed, by
 * its share of these.
 */
final class ContactLedger {

  private static final double NEAR_MICROMETERS = 100;

  private final Lesion lesion;
  private final Streams streams;
  private final Contact contact;
  private final Circulation circulation;
  private final int hours;
  private final int[] candidates;
  private int[] touched = new int[64];
  private int[] chosen = new int[64];
  private boolean[] irrelevant = new boolean[64];

  ContactLedger(
      Lesion lesion, Streams streams, ParameterValues p, Contact contact, Circulation circulation) {
    this.lesion = lesion;
    this.streams = streams;
    this.contact = contact;
    this.circulation = circulation;
    candidates = new int[lesion.lattice().directions() + 1];
    hours = (int) p.get("engine.tumor-interval");
  }

  void look(long minute) {
    TumorCells tumor = lesion.tumor();
    Cd8Cells cd8 = lesion.cd8();
    if (touched.length < tumor.count()) {
      touched = new int[2 * tumor.count()];
      irrelevant = new boolean[2 * tumor.count()];
    }
    if (chosen.length < cd8.count()) {
      chosen = new int[2 * cd8.count()];
    }
    Arrays.fill(touched, 0, tumor.count(), 0);
    Arrays.fill(irrelevant, 0, tumor.count(), false);
    for (int i = 0; i < cd8.count(); i++) {
      chosen[i] = cd8.target(i);
      if (chosen[i] == Cd8Cells.NO_TARGET || !tumor.alive(chosen[i])) {
        chosen[i] = neighbor(i, minute);
      }
      if (chosen[i] == Cd8Cells.NO_TARGET) {
        continue;
      }
      if (cd8.specificity(i) != Cd8Cells.BYSTANDER
          && lesion.founder().isVisible(cd8.specificity(i))) {
        touched[chosen[i]]++;
      } else {
        irrelevant[chosen[i]] = true;
        chosen[i] = Cd8Cells.NO_TARGET;
      }
    }
    for (int i = 0; i < cd8.count(); i++) {
      if (chosen[i] != Cd8Cells.NO_TARGET) {
        contact.look(i, chosen[i]);
        lesion.contactLedger().add(hours / (double) touched[chosen[i]], contact.factors());
      }
    }
    bookUntouched();
  }

  /** A living tumor cell in or around the T cell's voxel, by a keyed draw. */
  private int neighbor(int i, long minute) {
    Lattice lattice = lesion.lattice();
    int site = lesion.cd8().site(i);
    int found = 0;
    for (int d = -1; d < lattice.directions(); d++) {
      int cell = livingAt(site, d);
      if (cell != Occupancy.NONE) {
        candidates[found++] = cell;
      }
    }
    return found == 0
        ? Cd8Cells.NO_TARGET
        : candidates[
            KeyedStream.toBelow(streams.ledger().bits(lesion.cd8().id(i), minute, 0), found)];
  }

  private int livingAt(int site, int direction) {
    int voxel = direction < 0 ? site : lesion.lattice().neighbor(site, direction);
    int cell = voxel < 0 ? Occupancy.NONE : lesion.occupancy().tumor(voxel);
    return cell != Occupancy.NONE && lesion.tumor().alive(cell) ? cell : Occupancy.NONE;
  }

  private void bookUntouched() {
    TumorCells tumor = lesion.tumor();
    LesionCounts counts = lesion.counts();
    boolean[] near = DistanceMap.within(lesion, NEAR_MICROMETERS);
    int[] nearByClone = new int[lesion.phylogeny().size()];
    int[] farByClone = new int[lesion.phylogeny().size()];
    for (int i = 0; i < tumor.count(); i++) {
      if (!tumor.alive(i)) {
        continue;
      }
      counts.cellHours += hours;
      if (touched[i] > 0) {
        continue;
      }
      if (irrelevant[i]) {
        counts.irrelevantHours += hours;
      } else if (near[tumor.site(i)]) {
        nearByClone[tumor.clone(i)]++;
      } else {
        farByClone[tumor.clone(i)]++;
      }
    }
    Repertoire repertoire = circulation.repertoire(lesion.founder());
    for (int clone = 0; clone < nearByClone.length; clone++) {
      bookUnseen(lesion.nearLedger(), clone, nearByClone[clone], repertoire);
      bookUnseen(lesion.farLedger(), clone, farByClone[clone], repertoire);
    }
  }

  private void bookUnseen(LedgerSums ledger, int clone, int cells, Repertoire repertoire) {
    if (cells == 0) {
      return;
    }
    boolean anyone = false;
    for (int k = 0; k < Long.SIZE; k++) {
      double share = repertoire.share(k);
      if (share > 0) {
        anyone = true;
        ledger.add(hours * cells * share, contact.presentation(lesion.phylogeny().get(clone), k));
      }
    }
    if (!anyone) {
      ledger.add((double) hours * cells, contact.noLoss());
    }
  }
}
