package org.evade.response;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumSet;
import java.util.OptionalInt;
import java.util.Set;

/**
 * iRECIST (Seymour 2017, PMC5648544; EORTC questions and answers): the first progression is
 * unconfirmed, and only a further increase on a later scan confirms it.
 *
 * <p>What the rules leave open is read so: an unconfirmed progression of the target lesions is
 * cleared when the sum meets stable disease or better against baseline and either no longer is
 * progression against the nadir or fell by 5 mm or more; one of new lesions when they are gone, or
 * when the target lesions, having shrunk by 5 mm or more, are in response; one of non-target
 * lesions when they no longer progress, or likewise. Until all that progressed is cleared it stays
 * unconfirmed.
 */
public final class Irecist {

  /** What can progress. */
  private enum Category {
    TARGET,
    NON_TARGET,
    NEW
  }

  /** Whether a progression turned out to be none. */
  public enum Pseudoprogression {
    /** No unconfirmed progression was cleared. */
    NONE,
    /** One was cleared, to stable disease at best. */
    LOOSE,
    /** One was cleared by a partial or complete response. */
    STRICT
  }

  /**
   * Days after an unconfirmed progression before which a scan cannot confirm it: 4 weeks less 2.
   */
  private static final int EARLIEST = 26;

  /** Growth in mm that confirms. */
  private static final double GROWTH = 5;

  private final Baseline baseline;
  private final double baselineMm;

  private double nadir;
  private final Set<Category> pending = EnumSet.noneOf(Category.class);
  private double bar;
  private double newBar;
  private int known;
  private boolean nonTargetProgressed;
  private int runStart = Integer.MIN_VALUE;
  private boolean confirmed;
  private Pseudoprogression pseudo = Pseudoprogression.NONE;
  private int day = Integer.MIN_VALUE;

  /**
   * A patient at baseline.
   *
   * @param baseline the target lesions
   */
  public Irecist(Baseline baseline) {
    this.baseline = baseline;
    baselineMm = baseline.sum();
    nadir = baselineMm;
  }

  /**
   * Assesses the next scan.
   *
   * @param scan a scan later than the one before
   * @return the response; once progression is confirmed it stays so
   * @throws IllegalArgumentException when it is not later, or reads another number of lesions
   */
  public ImmuneResponse assess(Scan scan) {
    if (scan.day() <= day) {
      throw new IllegalArgumentException(
          "the scan of day " + scan.day() + " does not come after that of day " + day);
    }
    day = scan.day();
    TargetSum sum = TargetSum.of(baseline, scan);
    if (confirmed) {
      return ImmuneResponse.ICPD;
    }
    ImmuneResponse response = pending.isEmpty() ? first(scan, sum) : again(scan, sum);
    if (sum.complete() && response != ImmuneResponse.ICPD) {
      nadir = Math.min(nadir, sum.mm());
    }
    return response;
  }

  /** A scan without an unconfirmed progression before it. */
  private ImmuneResponse first(Scan scan, TargetSum sum) {
    Set<Category> progressed = progressed(scan, sum);
    nonTargetProgressed = scan.nonTarget() == NonTarget.PD;
    known = Math.max(known, scan.newLesions().count());
    if (!progressed.isEmpty()) {
      pending.addAll(progressed);
      bar = sum.mm();
      newBar = scan.newLesions().sumMm();
      runStart = scan.day();
      return ImmuneResponse.IUPD;
    }
    return sum.complete() ? reached(scan, sum) : ImmuneResponse.NE;
  }

  /** A scan after an unconfirmed progression. */
  private ImmuneResponse again(Scan scan, TargetSum sum) {
    boolean oneMore = scan.newLesions().count() > known;
    if (scan.day() - runStart < EARLIEST && !(scan.symptoms() && oneMore)) {
      return ImmuneResponse.IUPD;
    }
    if (oneMore || confirms(scan, sum)) {
      confirmed = true;
      return ImmuneResponse.ICPD;
    }
    nonTargetProgressed = scan.nonTarget() == NonTarget.PD;
    if (!sum.complete()) {
      return ImmuneResponse.NE;
    }
    if (!cleared(scan, sum)) {
      return ImmuneResponse.IUPD;
    }
    ImmuneResponse response = reached(scan, sum);
    boolean objective = response == ImmuneResponse.ICR || response == ImmuneResponse.IPR;
    if (objective) {
      pseudo = Pseudoprogression.STRICT;
    } else if (pseudo == Pseudoprogression.NONE) {
      pseudo = Pseudoprogression.LOOSE;
    }
    pending.clear();
    newBar = scan.newLesions().sumMm();
    runStart = Integer.MIN_VALUE;
    if (sum.progressedFrom(nadir)) {
      // Cleared against baseline though above the nadir: later growth counts from here.
      nadir = sum.mm();
    }
    return response;
  }

  private Set<Category> progressed(Scan scan, TargetSum sum) {
    Set<Category> progressed = EnumSet.noneOf(Category.class);
    if (sum.progressedFrom(nadir)) {
      progressed.add(Category.TARGET);
    }
    if (scan.nonTarget() == NonTarget.PD && (!nonTargetProgressed || scan.nonTargetGrew())) {
      progressed.add(Category.NON_TARGET);
    }
    if (scan.newLesions().count() > known || (known > 0 && newGrew(scan))) {
      progressed.add(Category.NEW);
    }
    return progressed;
  }

  /** Whether a category grew further, or one that had not progressed did. */
  private boolean confirms(Scan scan, TargetSum sum) {
    boolean target =
        pending.contains(Category.TARGET)
            ? sum.mm() >= bar + GROWTH - TargetSum.SLACK
            : sum.progressedFrom(nadir);
    boolean nonTarget =
        pending.contains(Category.NON_TARGET)
            ? scan.nonTargetGrew()
            : scan.nonTarget() == NonTarget.PD && (!nonTargetProgressed || scan.nonTargetGrew());
    return target || nonTarget || (pending.contains(Category.NEW) && newGrew(scan));
  }

  private boolean newGrew(Scan scan) {
    return scan.newLesions().sumMm() >= newBar + GROWTH - TargetSum.SLACK
        || scan.newLesions().othersGrew();
  }

  private boolean cleared(Scan scan, TargetSum sum) {
    boolean fell = sum.mm() <= bar - GROWTH + TargetSum.SLACK;
    boolean responds = fell && (sum.gone() || sum.partialFrom(baselineMm));
    for (Category category : pending) {
      boolean clear =
          switch (category) {
            case TARGET -> !sum.progressedFrom(baselineMm) && (fell || !sum.progressedFrom(nadir));
            case NON_TARGET -> responds || scan.nonTarget() != NonTarget.PD;
            case NEW -> responds || !scan.newLesions().present();
          };
      if (!clear) {
        return false;
      }
    }
    return true;
  }

  /** The response against baseline. */
  private ImmuneResponse reached(Scan scan, TargetSum sum) {
    boolean othersGone =
        (scan.nonTarget() == NonTarget.CR || scan.nonTarget() == NonTarget.NONE)
            && !scan.newLesions().present();
    if (sum.gone()) {
      return othersGone ? ImmuneResponse.ICR : ImmuneResponse.IPR;
    }
    return sum.partialFrom(baselineMm) ? ImmuneResponse.IPR : ImmuneResponse.ISD;
  }

  /**
   * Day of progression: that of the first scan of the run that was confirmed. Runs that were
   * cleared do not count.
   */
  public OptionalInt progressionDay() {
    return confirmed ? OptionalInt.of(runStart) : OptionalInt.empty();
  }

  /**
   * First day of an unconfirmed progression that is still open; it is the day of progression when
   * the patient declined or died before the next scan.
   */
  public OptionalInt openSince() {
    return confirmed || pending.isEmpty() ? OptionalInt.empty() : OptionalInt.of(runStart);
  }

  /** Whether an unconfirmed progression was cleared so far. */
  public Pseudoprogression pseudoprogression() {
    return pseudo;
  }

  /** Writes what changes from scan to scan. */
  public void writeState(DataOutput out) throws IOException {
    out.writeDouble(nadir);
    for (Category category : Category.values()) {
      out.writeBoolean(pending.contains(category));
    }
    out.writeDouble(bar);
    out.writeDouble(newBar);
    out.writeInt(known);
    out.writeBoolean(nonTargetProgressed);
    out.writeInt(runStart);
    out.writeBoolean(confirmed);
    out.writeUTF(pseudo.name());
    out.writeInt(day);
  }

  /** Reads what {@link #writeState} wrote, into a patient with the same baseline. */
  public void readState(DataInput in) throws IOException {
    nadir = in.readDouble();
    pending.clear();
    for (Category category : Category.values()) {
      if (in.readBoolean()) {
        pending.add(category);
      }
    }
    bar = in.readDouble();
    newBar = in.readDouble();
    known = in.readInt();
    nonTargetProgressed = in.readBoolean();
    runStart = in.readInt();
    confirmed = in.readBoolean();
    pseudo = Pseudoprogression.valueOf(in.readUTF());
    day = in.readInt();
  }
}
