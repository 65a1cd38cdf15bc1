package org.evade.response;

import java.util.Arrays;
import java.util.List;

/**
 * One scan after baseline.
 *
 * @param day day since the start of treatment
 * @param targets readings of the target lesions, in the order of baseline
 * @param nonTarget state of the non-target lesions
 * @param nonTargetGrew whether the non-target lesions grew since the last scan (iRECIST only)
 * @param newLesions lesions that were not there at baseline
 * @param symptoms whether the scan was made early for a new symptom (iRECIST only)
 */
public record Scan(
    int day,
    List<Reading> targets,
    NonTarget nonTarget,
    boolean nonTargetGrew,
    NewLesions newLesions,
    boolean symptoms) {

  /** Copies the list, so that the scan cannot change. */
  public Scan {
    targets = List.copyOf(targets);
  }

  /**
   * A scan of target lesions alone.
   *
   * @param day day since the start of treatment
   * @param mm their diameters in mm, 0 for one that has disappeared
   */
  public static Scan of(int day, double... mm) {
    return new Scan(
        day,
        Arrays.stream(mm).mapToObj(Reading::of).toList(),
        NonTarget.NONE,
        false,
        NewLesions.NONE,
        false);
  }

  /**
   * This scan with another state of the non-target lesions.
   *
   * @param state their state
   */
  public Scan with(NonTarget state) {
    return new Scan(day, targets, state, nonTargetGrew, newLesions, symptoms);
  }

  /**
   * This scan with new lesions.
   *
   * @param found the lesions
   */
  public Scan with(NewLesions found) {
    return new Scan(day, targets, nonTarget, nonTargetGrew, found, symptoms);
  }
}
