package org.evade.response;

import java.util.List;
import java.util.OptionalInt;

/**
 * Classes of resistance to a checkpoint inhibitor: those of the Society for Immunotherapy of Cancer
 * for one drug (Kluger 2020, J Immunother Cancer 8:e000398, Table 1) and for a combination with
 * chemotherapy (Rizvi 2023, Table 3), and acquired resistance in lung cancer (Schoenfeld 2021, Ann
 * Oncol, doi:10.1016/j.annonc.2021.08.2151). They differ: secondary resistance counts stable
 * disease, acquired resistance an objective response only.
 */
public enum Resistance {
  /** Exposed for less than 6 weeks, never read, or progression not confirmed where it must be. */
  UNCLASSIFIABLE,
  /** Never under control, or stable for less than 6 months. */
  PRIMARY,
  /** Progression after control for 6 months or more, on treatment or up to 12 weeks after. */
  SECONDARY,
  /**
   * Progression within 6 months after an objective response: the cell that Kluger's table leaves.
   */
  EARLY_RELAPSE,
  /** Progression more than 12 weeks after the last dose. */
  LATE_OFF_TREATMENT,
  /** No progression. */
  DURABLE;

  /** Exposure in days from which a patient can be classified: 6 weeks. */
  public static final int EXPOSURE_DAYS = 42;

  /** Six months, in days. */
  public static final int SIX_MONTHS = 182;

  /** Days after the last dose up to which progression counts as on treatment: 12 weeks. */
  public static final int WASHOUT_DAYS = 84;

  /**
   * The course of a patient under one treatment.
   *
   * @param exposureDays days under treatment, up to progression at most
   * @param best best overall response
   * @param progression day of progression since the start of treatment, if any
   * @param lastDose day of the last dose since the start of treatment
   * @param confirmed whether a scan 4 weeks or more after the first progression confirmed it
   * @param rapid whether growth was rapid with clinical decline, which waives the confirmation
   */
  public record Course(
      int exposureDays,
      Response best,
      OptionalInt progression,
      int lastDose,
      boolean confirmed,
      boolean rapid) {

    /**
     * The course that scans show.
     *
     * @param scans assessments in the order of time
     * @param lastDose day of the last dose
     * @param intervalDays days that a dose covers
     * @param rules how the best response is reckoned
     */
    public static Course of(
        List<Assessment> scans, int lastDose, int intervalDays, BestResponse.Rules rules) {
      return of(scans, OptionalInt.empty(), lastDose, intervalDays, rules);
    }

    /**
     * The course that scans and death show. Death without progression before it counts as
     * progression on its day; after an unconfirmed one it stands for the scan that would have
     * confirmed it, as rapid growth with clinical decline does.
     *
     * @param scans assessments in the order of time
     * @param death day of death, if any
     * @param lastDose day of the last dose
     * @param intervalDays days that a dose covers
     * @param rules how the best response is reckoned
     */
    public static Course of(
        List<Assessment> scans,
        OptionalInt death,
        int lastDose,
        int intervalDays,
        BestResponse.Rules rules) {
      OptionalInt progression = OptionalInt.empty();
      boolean confirmed = false;
      for (Assessment scan : scans) {
        if (scan.overall() != Response.PD) {
          continue;
        }
        if (progression.isEmpty()) {
          progression = OptionalInt.of(scan.day());
        }
        confirmed |= scan.day() - progression.getAsInt() >= Recist.CONFIRMATION_DAYS;
      }
      progression = progression.isPresent() ? progression : death;
      int covered = lastDose + intervalDays;
      int exposure = Math.min(covered, progression.orElse(covered));
      Response best = BestResponse.of(scans, rules).response();
      boolean rapid = death.isPresent() && !confirmed;
      return new Course(exposure, best, progression, lastDose, confirmed, rapid);
    }

    private boolean lateOffTreatment() {
      return progression.isPresent() && progression.getAsInt() - lastDose > WASHOUT_DAYS;
    }
  }

  /**
   * The class under a single agent.
   *
   * @param course the course
   * @param confirmation whether progression must be confirmed, as Kluger requires
   */
  public static Resistance singleAgent(Course course, boolean confirmation) {
    if (course.exposureDays() < EXPOSURE_DAYS || course.best() == Response.NE) {
      return UNCLASSIFIABLE;
    }
    if (course.progression().isEmpty()) {
      return DURABLE;
    }
    if (confirmation && !course.confirmed() && !course.rapid()) {
      return UNCLASSIFIABLE;
    }
    boolean early = course.progression().getAsInt() < SIX_MONTHS;
    if (course.best() == Response.PD || (course.best() == Response.SD && early)) {
      return PRIMARY;
    }
    if (early) {
      return EARLY_RELAPSE;
    }
    return course.lateOffTreatment() ? LATE_OFF_TREATMENT : SECONDARY;
  }

  /**
   * The class under a checkpoint inhibitor with chemotherapy: by the time of progression alone, 6
   * months or less or more, without confirmation.
   *
   * @param course the course
   */
  public static Resistance combination(Course course) {
    if (course.exposureDays() < EXPOSURE_DAYS && !course.rapid()) {
      return UNCLASSIFIABLE;
    }
    if (course.progression().isEmpty()) {
      return course.best() == Response.NE ? UNCLASSIFIABLE : DURABLE;
    }
    if (course.progression().getAsInt() <= SIX_MONTHS) {
      return PRIMARY;
    }
    return course.lateOffTreatment() ? LATE_OFF_TREATMENT : SECONDARY;
  }

  /**
   * Whether resistance was acquired in the sense of Schoenfeld: an objective response, then
   * progression on treatment or within 6 months of the last dose.
   *
   * @param course the course
   */
  public static boolean acquired(Course course) {
    return course.best().isObjective()
        && course.progression().isPresent()
        && course.progression().getAsInt() - course.lastDose() <= SIX_MONTHS;
  }
}
