package org.evade.response;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * RECIST 1.1 (Eisenhauer 2009, Eur J Cancer 45:228), one scan after the other.
 *
 * <ul>
 *   <li>Target lesions: progression is +20 % and +5 mm over the smallest sum so far; else complete
 *       response is all gone (nodes below 10 mm); else partial response is −30 % from baseline;
 *       else stable. Progression beats partial response. A lesion not read makes the sum not
 *       evaluable, unless the others already make progression.
 *   <li>Overall: a new lesion or unequivocal progression of the non-target lesions is progression,
 *       whatever the target lesions do.
 *   <li>After an overall complete response whatever comes back is progression. After a partial
 *       response a lesion that comes back only adds to the sum.
 *   <li>A partial response seen twice at least 28 days apart stays one while the sum drifts above
 *       −30 % without progression (EORTC).
 * </ul>
 */
public final class Recist {

  /** Days after which a scan confirms another. */
  static final int CONFIRMATION_DAYS = 28;

  private final Baseline baseline;
  private final double baselineMm;

  private double nadir;
  private boolean complete;
  private int responseDay = Integer.MIN_VALUE;
  private boolean confirmed;
  private int day = Integer.MIN_VALUE;

  /**
   * A patient at baseline.
   *
   * @param baseline the target lesions
   */
  public Recist(Baseline baseline) {
    this.baseline = baseline;
    baselineMm = baseline.sum();
    nadir = baselineMm;
  }

  /**
   * All scans of a patient at once.
   *
   * @param baseline the target lesions
   * @param scans the scans in the order of time
   */
  public static List<Assessment> assessAll(Baseline baseline, List<Scan> scans) {
    Recist recist = new Recist(baseline);
    List<Assessment> all = new ArrayList<>();
    for (Scan scan : scans) {
      all.add(recist.assess(scan));
    }
    return all;
  }

  /**
   * Assesses the next scan.
   *
   * @param scan a scan later than the one before
   * @throws IllegalArgumentException when it is not later, or reads another number of lesions
   */
  public Assessment assess(Scan scan) {
    if (scan.day() <= day) {
      throw new IllegalArgumentException(
          "the scan of day " + scan.day() + " does not come after that of day " + day);
    }
    day = scan.day();
    TargetSum sum = TargetSum.of(baseline, scan);
    Response target = target(sum);
    Response overall = overall(target, scan);
    Assessment assessment =
        new Assessment(day, sum.mm(), nadir, sum.mm() / baselineMm - 1, target, overall);
    if (sum.complete()) {
      nadir = Math.min(nadir, sum.mm());
    }
    complete |= overall == Response.CR;
    if (overall.isObjective()) {
      if (responseDay == Integer.MIN_VALUE) {
        responseDay = day;
      }
      confirmed |= day - responseDay >= CONFIRMATION_DAYS;
    } else if (overall != Response.NE) {
      responseDay = Integer.MIN_VALUE;
      confirmed &= overall != Response.PD;
    }
    return assessment;
  }

  private Response target(TargetSum sum) {
    if (sum.progressedFrom(nadir)) {
      return Response.PD;
    }
    if (!sum.complete()) {
      return Response.NE;
    }
    if (sum.gone()) {
      return Response.CR;
    }
    return sum.partialFrom(baselineMm) ? Response.PR : Response.SD;
  }

  private Response overall(Response target, Scan scan) {
    NonTarget others = scan.nonTarget();
    if (target == Response.PD || others == NonTarget.PD || scan.newLesions().count() > 0) {
      return Response.PD;
    }
    if (complete && returned(scan)) {
      return Response.PD;
    }
    if (target == Response.CR) {
      return others == NonTarget.CR || others == NonTarget.NONE ? Response.CR : Response.PR;
    }
    if (target == Response.SD && confirmed) {
      return Response.PR;
    }
    return target;
  }

  /** Whether any lesion that could be read is there again. */
  private boolean returned(Scan scan) {
    boolean back = scan.nonTarget() == NonTarget.NON_CR_NON_PD;
    for (int i = 0; i < scan.targets().size(); i++) {
      double mm = scan.targets().get(i).mm();
      back |= baseline.targets().get(i).node() ? mm >= 10 : mm > 0;
    }
    return back;
  }

  /** Smallest complete sum so far, baseline included, in mm. */
  public double nadirMm() {
    return nadir;
  }

  /** Writes what changes from scan to scan. */
  public void writeState(DataOutput out) throws IOException {
    out.writeDouble(nadir);
    out.writeBoolean(complete);
    out.writeInt(responseDay);
    out.writeBoolean(confirmed);
    out.writeInt(day);
  }

  /** Reads what {@link #writeState} wrote, into a patient with the same baseline. */
  public void readState(DataInput in) throws IOException {
    nadir = in.readDouble();
    complete = in.readBoolean();
    responseDay = in.readInt();
    confirmed = in.readBoolean();
    day = in.readInt();
  }
}
