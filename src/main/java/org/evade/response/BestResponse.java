package org.evade.response;

import java.util.List;
import java.util.OptionalInt;

/**
 * Best overall response under RECIST 1.1: the best of all scans up to progression or new therapy.
 *
 * @param response the best overall response
 * @param responseDay day of the first scan with an objective response that counts; empty without
 *     one
 */
public record BestResponse(Response response, OptionalInt responseDay) {

  /**
   * What a trial asks for.
   *
   * @param confirm whether a response counts only if a scan 4 weeks or more later shows it again,
   *     as single-arm trials of response rate require
   * @param stableDays days from baseline before which stable disease does not count; 42, in
   *     protocols 35 to 49
   */
  public record Rules(boolean confirm, int stableDays) {

    /** No confirmation, stable disease from 6 weeks. */
    public static final Rules RANDOMIZED = new Rules(false, 42);

    /** Confirmed responses, stable disease from 6 weeks. */
    public static final Rules SINGLE_ARM = new Rules(true, 42);
  }

  /**
   * Best overall response without new therapy.
   *
   * @param scans assessments in the order of time
   * @param rules what the trial asks for
   */
  public static BestResponse of(List<Assessment> scans, Rules rules) {
    return of(scans, rules, OptionalInt.empty());
  }

  /**
   * Best overall response.
   *
   * @param scans assessments in the order of time
   * @param rules what the trial asks for
   * @param newTherapy day on which another therapy started, if any; later scans do not count
   */
  public static BestResponse of(List<Assessment> scans, Rules rules, OptionalInt newTherapy) {
    List<Assessment> counted = counted(scans, newTherapy);
    Response best = Response.NE;
    OptionalInt day = OptionalInt.empty();
    for (int i = 0; i < counted.size(); i++) {
      Response scan = counts(counted, i, rules);
      if (scan.isObjective() && day.isEmpty()) {
        day = OptionalInt.of(counted.get(i).day());
      }
      if (rank(scan) > rank(best)) {
        best = scan;
      }
    }
    return new BestResponse(best, day);
  }

  /** The scans up to and including progression, none after new therapy. */
  static List<Assessment> counted(List<Assessment> scans, OptionalInt newTherapy) {
    int n = 0;
    while (n < scans.size()
        && (newTherapy.isEmpty() || scans.get(n).day() <= newTherapy.getAsInt())) {
      n++;
      if (scans.get(n - 1).overall() == Response.PD) {
        break;
      }
    }
    return scans.subList(0, n);
  }

  /** What a scan counts as. */
  private static Response counts(List<Assessment> scans, int i, Rules rules) {
    Response scan = scans.get(i).overall();
    if (scan == Response.PD || scan == Response.NE) {
      return scan;
    }
    if (scan.isObjective() && !rules.confirm()) {
      return scan;
    }
    if (scan == Response.CR && confirmed(scans, i, Response.CR)) {
      return Response.CR;
    }
    if (scan.isObjective() && confirmed(scans, i, Response.PR)) {
      return Response.PR;
    }
    return scans.get(i).day() >= rules.stableDays() ? Response.SD : Response.NE;
  }

  /**
   * Whether a scan 4 weeks or more after the i-th shows a response at least as good as {@code
   * least}, with nothing worse read in between.
   */
  private static boolean confirmed(List<Assessment> scans, int i, Response least) {
    for (Assessment later : scans.subList(i + 1, scans.size())) {
      Response response = later.overall();
      if (response == Response.NE) {
        continue;
      }
      if (response != Response.CR && response != least) {
        return false;
      }
      if (later.day() - scans.get(i).day() >= Recist.CONFIRMATION_DAYS) {
        return true;
      }
    }
    return false;
  }

  private static int rank(Response response) {
    return switch (response) {
      case NE -> 0;
      case PD -> 1;
      case SD -> 2;
      case PR -> 3;
      case CR -> 4;
    };
  }
}
