package org.evade.observation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.evade.mechanism.LedgerSums;
import org.evade.patient.Lesion;
import org.evade.patient.LesionCounts;
import org.evade.patient.VirtualPatient;

/**
 * The running totals of a patient at one moment, or what came on top between two.
 *
 * @param lesions the lesions' totals
 * @param priming the priming ledger
 */
record Totals(List<OfLesion> lesions, Sums priming) {

  /**
   * A ledger's sums.
   *
   * @param lost what each cause took
   * @param left what was left
   */
  record Sums(List<Double> lost, double left) {

    static Sums of(LedgerSums ledger, int causes) {
      List<Double> lost = new ArrayList<>();
      for (int i = 0; i < causes; i++) {
        lost.add(ledger.lost(i));
      }
      return new Sums(lost, ledger.left());
    }

    Sums since(Sums before) {
      List<Double> difference = new ArrayList<>();
      for (int i = 0; i < lost.size(); i++) {
        difference.add(lost.get(i) - before.lost.get(i));
      }
      return new Sums(difference, left - before.left);
    }

    double lostTogether() {
      double sum = 0;
      for (double each : lost) {
        sum += each;
      }
      return sum;
    }

    /** Share that was left, 1 when nothing was at stake. */
    double shareLeft() {
      double total = left + lostTogether();
      return total > 0 ? left / total : 1;
    }

    void writeState(DataOutput out) throws IOException {
      out.writeInt(lost.size());
      for (double each : lost) {
        out.writeDouble(each);
      }
      out.writeDouble(left);
    }

    static Sums readState(DataInput in) throws IOException {
      int count = in.readInt();
      List<Double> lost = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        lost.add(in.readDouble());
      }
      return new Sums(lost, in.readDouble());
    }
  }

  /**
   * Totals of one lesion.
   *
   * @param births divisions
   * @param deaths deaths but for kills
   * @param kills kills by CD8 T cells
   * @param cellHours hours of living tumor cells
   * @param irrelevantHours of these, touched by irrelevant T cells only
   * @param contact the contact ledger
   * @param near what hides unseen cells with a CD8 T cell near
   * @param far what hides unseen cells without
   * @param entry the entry ledger
   */
  record OfLesion(
      long births,
      long deaths,
      long kills,
      long cellHours,
      long irrelevantHours,
      Sums contact,
      Sums near,
      Sums far,
      Sums entry) {

    static OfLesion of(Lesion lesion) {
      LesionCounts counts = lesion.counts();
      return new OfLesion(
          counts.births(),
          counts.deaths() + counts.necroses(),
          counts.kills(),
          counts.cellHours(),
          counts.irrelevantHours(),
          Sums.of(lesion.contactLedger(), lesion.contactCauses().size()),
          Sums.of(lesion.nearLedger(), lesion.contactCauses().size()),
          Sums.of(lesion.farLedger(), lesion.contactCauses().size()),
          Sums.of(lesion.entryLedger(), lesion.entryCauses().size()));
    }

    OfLesion since(OfLesion before) {
      return new OfLesion(
          births - before.births,
          deaths - before.deaths,
          kills - before.kills,
          cellHours - before.cellHours,
          irrelevantHours - before.irrelevantHours,
          contact.since(before.contact),
          near.since(before.near),
          far.since(before.far),
          entry.since(before.entry));
    }

    void writeState(DataOutput out) throws IOException {
      out.writeLong(births);
      out.writeLong(deaths);
      out.writeLong(kills);
      out.writeLong(cellHours);
      out.writeLong(irrelevantHours);
      contact.writeState(out);
      near.writeState(out);
      far.writeState(out);
      entry.writeState(out);
    }

    static OfLesion readState(DataInput in) throws IOException {
      return new OfLesion(
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          in.readLong(),
          Sums.readState(in),
          Sums.readState(in),
          Sums.readState(in),
          Sums.readState(in));
    }
  }

  static Totals of(VirtualPatient patient) {
    return new Totals(
        patient.lesions().stream().map(OfLesion::of).toList(),
        Sums.of(patient.circulation().ledger(), patient.circulation().causes().size()));
  }

  /** What came on top of earlier totals. */
  Totals since(Totals before) {
    List<OfLesion> differences = new ArrayList<>();
    for (int l = 0; l < lesions.size(); l++) {
      differences.add(lesions.get(l).since(before.lesions.get(l)));
    }
    return new Totals(differences, priming.since(before.priming));
  }

  void writeState(DataOutput out) throws IOException {
    out.writeInt(lesions.size());
    for (OfLesion lesion : lesions) {
      lesion.writeState(out);
    }
    priming.writeState(out);
  }

  static Totals readState(DataInput in) throws IOException {
    int count = in.readInt();
    List<OfLesion> lesions = new ArrayList<>();
    for (int l = 0; l < count; l++) {
      lesions.add(OfLesion.readState(in));
    }
    return new Totals(lesions, Sums.readState(in));
  }
}
