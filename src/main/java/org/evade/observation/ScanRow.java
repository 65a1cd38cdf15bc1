package org.evade.observation;

import java.util.List;

/**
 * A scan.
 *
 * @param number 0 for baseline
 * @param plannedDay day by protocol
 * @param day day it was made
 * @param lesions what was read of each lesion
 * @param sumMm sum of diameters of the target lesions, in mm
 * @param changeFromBaseline relative change of the sum since baseline
 * @param changeFromNadir relative change of the sum since its smallest value before
 * @param recist RECIST 1.1 response, empty at baseline
 * @param irecist iRECIST response, empty at baseline
 * @param nonTarget state of the non-target lesions, empty when there are none
 * @param newLesions lesions found so far that were not there at baseline
 */
public record ScanRow(
    int number,
    int plannedDay,
    int day,
    List<OfLesion> lesions,
    double sumMm,
    double changeFromBaseline,
    double changeFromNadir,
    String recist,
    String irecist,
    String nonTarget,
    int newLesions) {

  /**
   * What was read of a lesion.
   *
   * @param lesion its name
   * @param diameterMm diameter read, in mm
   * @param longestExtentMm longest extent of the tumor on the lattice, in mm
   */
  public record OfLesion(String lesion, double diameterMm, double longestExtentMm) {}

  /** Copies the list. */
  public ScanRow {
    lesions = List.copyOf(lesions);
  }
}
