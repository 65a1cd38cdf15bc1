package org.evade.response;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Times to events, in days since the start of treatment, on the grid of the scans: the true time of
 * progression lies between two of them.
 *
 * @param progressionFree time to progression or death; censored at the last scan that could be
 *     read, when there was neither, another therapy came first, or two visits or more in a row
 *     before the event had no readable scan
 * @param responseDay time to the first response that counts; empty without one
 * @param duration from that response to progression or death, censored likewise; empty without one
 */
public record Endpoints(Time progressionFree, OptionalInt responseDay, Optional<Time> duration) {

  /** Visits in a row without a readable scan that censor what follows. */
  private static final int MISSED = 2;

  /**
   * A time to an event, or to the end of what is known.
   *
   * @param days days
   * @param event true for the event, false when censored
   */
  public record Time(int days, boolean event) {}

  /**
   * What became of a patient.
   *
   * @param scans assessments in the order of time; a visit without a scan is one that is not
   *     evaluable
   * @param death day of death, if any
   * @param newTherapy day on which another therapy started, if any
   * @param rules which responses count
   */
  public static Endpoints of(
      List<Assessment> scans, OptionalInt death, OptionalInt newTherapy, BestResponse.Rules rules) {
    Time free = progressionFree(scans, death, newTherapy);
    OptionalInt response = BestResponse.of(scans, rules, newTherapy).responseDay();
    if (response.isEmpty() || response.getAsInt() > free.days()) {
      return new Endpoints(free, OptionalInt.empty(), Optional.empty());
    }
    Time duration = new Time(free.days() - response.getAsInt(), free.event());
    return new Endpoints(free, response, Optional.of(duration));
  }

  private static Time progressionFree(
      List<Assessment> scans, OptionalInt death, OptionalInt newTherapy) {
    int lastRead = 0;
    int missed = 0;
    for (Assessment scan : scans) {
      if (death.isPresent() && death.getAsInt() < scan.day()) {
        break;
      }
      if (newTherapy.isPresent() && newTherapy.getAsInt() < scan.day()) {
        return new Time(lastRead, false);
      }
      if (scan.overall() == Response.NE) {
        missed++;
        continue;
      }
      if (missed >= MISSED) {
        return new Time(lastRead, false);
      }
      if (scan.overall() == Response.PD) {
        return new Time(scan.day(), true);
      }
      missed = 0;
      lastRead = scan.day();
    }
    if (death.isEmpty()
        || missed >= MISSED
        || (newTherapy.isPresent() && newTherapy.getAsInt() < death.getAsInt())) {
      return new Time(lastRead, false);
    }
    return new Time(death.getAsInt(), true);
  }
}
