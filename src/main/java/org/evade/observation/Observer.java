package org.evade.observation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.evade.patient.Ending;
import org.evade.patient.Lesion;
import org.evade.patient.PatientEvent;
import org.evade.patient.Scans;
import org.evade.patient.VirtualPatient;
import org.evade.response.NonTarget;

/**
 * Looks at a patient once a day and hands out rows. The days of the burn-in are held back until its
 * draw is accepted, so that draws refused leave no row; they leave none either when a lesion starts
 * from a table of cells, since they are then no past of it.
 */
public final class Observer implements VirtualPatient.DayListener {

  /** What a run that reached its last day ended by. */
  public static final String LAST_DAY = "last day reached";

  private static final double DAY = 1440;

  private final RowSink sink;
  private final List<Census> heldBack = new ArrayList<>();
  private Optional<Totals> before = Optional.empty();
  private int lastDay = Integer.MIN_VALUE;
  private int scansSeen;
  private double nadirMm = Double.POSITIVE_INFINITY;
  private boolean endMapped;

  /**
   * An observer that has seen nothing yet.
   *
   * @param sink takes the rows
   */
  public Observer(RowSink sink) {
    this.sink = sink;
  }

  @Override
  public void day(VirtualPatient patient, int day) {
    if (day < 0 && patient.startsFromCells()) {
      return;
    }
    if (day <= lastDay) {
      heldBack.clear();
      before = Optional.empty();
    }
    lastDay = day;
    Totals now = Totals.of(patient);
    Totals change = now.since(before.orElse(now));
    before = Optional.of(now);
    List<Census> taken = CensusTaker.take(patient, day, change);
    if (day < 0) {
      heldBack.addAll(taken);
      return;
    }
    // Each day has its censuses in the same order.
    for (int i = 0; i < heldBack.size(); i += taken.size()) {
      Census.relative(heldBack.subList(i, i + taken.size()), taken).forEach(sink::census);
    }
    heldBack.clear();
    taken.forEach(sink::census);
    CloneTable.rows(day, patient).forEach(sink::clone);
    LedgerTable.rows(day, change, patient).forEach(sink::ledger);
    events(patient);
    maps(patient, day);
  }

  private void events(VirtualPatient patient) {
    for (PatientEvent event : patient.drainEvents()) {
      sink.event(
          new EventRow(
              event.minute() / DAY, event.kind(), event.subject(), event.value(), event.text()));
    }
  }

  private void maps(VirtualPatient patient, int day) {
    if (day == 0) {
      map(patient, "baseline", day);
    }
    for (Scans.Taken scan : patient.scans().subList(scansSeen, patient.scans().size())) {
      sink.scan(row(patient, scan));
      if (scan.number() > 0 && scan.sumMm() < nadirMm) {
        map(patient, "nadir", day);
      }
      nadirMm = Math.min(nadirMm, scan.sumMm());
    }
    scansSeen = patient.scans().size();
    int interval = patient.scenario().snapshotDays();
    if (interval > 0 && day > 0 && day % interval == 0) {
      map(patient, String.format(Locale.ROOT, "day-%04d", day), day);
    }
    if (day == patient.scenario().durationDays()) {
      map(patient, "end", day);
      endMapped = true;
    }
  }

  private void map(VirtualPatient patient, String label, int day) {
    boolean several = patient.lesions().size() > 1;
    for (Lesion lesion : patient.lesions()) {
      String end = several ? "-" + lesion.plan().name() : "";
      sink.map(label + end, new Snapshot(patient, lesion, day));
    }
  }

  private static ScanRow row(VirtualPatient patient, Scans.Taken scan) {
    boolean baseline = scan.number() == 0;
    List<ScanRow.OfLesion> lesions = new ArrayList<>();
    for (int l = 0; l < patient.lesions().size(); l++) {
      lesions.add(
          new ScanRow.OfLesion(
              patient.lesions().get(l).plan().name(),
              scan.diametersMm().get(l),
              scan.longestExtentsMm().get(l)));
    }
    return new ScanRow(
        scan.number(),
        scan.plannedDay(),
        scan.day(),
        lesions,
        scan.sumMm(),
        scan.changeFromBaseline(),
        scan.changeFromNadir(),
        baseline ? "" : scan.recist(),
        baseline ? "" : immune(scan.irecist()),
        scan.nonTarget() == NonTarget.NONE ? "" : scan.nonTarget().name(),
        scan.newLesions());
  }

  /** iRECIST writes its responses with a small i. */
  private static String immune(String response) {
    return response.startsWith("I") ? "i" + response.substring(1) : response;
  }

  /**
   * Hands out what is left when the run is over: the end's snapshot and its event. Doses given
   * after the last day's look are left out.
   *
   * @param patient the patient, on the last day or ended before
   */
  public void finish(VirtualPatient patient) {
    if (!endMapped) {
      map(patient, "end", lastDay);
    }
    String why = patient.ended().map(Ending::words).orElse(LAST_DAY);
    sink.event(new EventRow(lastDay, "end", "", lastDay, why));
  }

  /** Writes what the coming rows depend on. */
  public void writeState(DataOutput out) throws IOException {
    out.writeInt(lastDay);
    out.writeInt(scansSeen);
    out.writeDouble(nadirMm);
    out.writeBoolean(endMapped);
    out.writeInt(heldBack.size());
    for (Census census : heldBack) {
      census.writeState(out);
    }
    out.writeBoolean(before.isPresent());
    if (before.isPresent()) {
      before.get().writeState(out);
    }
  }

  /** Reads what {@link #writeState} wrote, in place of all that is here. */
  public void readState(DataInput in) throws IOException {
    lastDay = in.readInt();
    scansSeen = in.readInt();
    nadirMm = in.readDouble();
    endMapped = in.readBoolean();
    heldBack.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      heldBack.add(Census.readState(in));
    }
    before = in.readBoolean() ? Optional.of(Totals.readState(in)) : Optional.empty();
  }
}
