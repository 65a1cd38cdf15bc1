package org.evade.response;

/**
 * What a reader says of one target lesion on one scan.
 *
 * @param kind whether and how it could be read
 * @param mm the diameter that enters the sum, in mm: longest diameter, or short axis of a node
 */
public record Reading(Kind kind, double mm) {

  /** Diameter that stands for a lesion that is seen but too small to measure, in mm. */
  public static final double TOO_SMALL_MM = 5;

  /** Whether and how a lesion could be read. */
  public enum Kind {
    /** Measured. */
    MEASURED,
    /** Seen but too small to measure. */
    TOO_SMALL,
    /** Not seen any more. */
    ABSENT,
    /** Not imaged, or not readable. */
    NOT_EVALUABLE
  }

  /** Refuses a diameter that is no number or negative. */
  public Reading {
    if (!(mm >= 0) || mm == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException("a diameter must be 0 mm or more, found " + mm);
    }
  }

  /**
   * A lesion measured; 0 is one that has disappeared.
   *
   * @param mm diameter in mm
   */
  public static Reading of(double mm) {
    return mm == 0 ? absent() : new Reading(Kind.MEASURED, mm);
  }

  /**
   * A lesion as a reader with a limited eye sees it.
   *
   * @param mm true diameter in mm
   * @param visibleMm smallest diameter that is seen at all, in mm
   * @return absent below that, too small to measure below 5 mm, else measured
   */
  public static Reading seen(double mm, double visibleMm) {
    if (mm < visibleMm) {
      return absent();
    }
    return mm < TOO_SMALL_MM ? tooSmall() : of(mm);
  }

  /** A lesion that has disappeared: 0 mm. */
  public static Reading absent() {
    return new Reading(Kind.ABSENT, 0);
  }

  /** A lesion that is seen but too small to measure: 5 mm. */
  public static Reading tooSmall() {
    return new Reading(Kind.TOO_SMALL, TOO_SMALL_MM);
  }

  /** A lesion that was not imaged or could not be read. */
  public static Reading notEvaluable() {
    return new Reading(Kind.NOT_EVALUABLE, 0);
  }
}
