package org.evade.response;

/**
 * One scan under RECIST 1.1.
 *
 * @param day day since the start of treatment
 * @param sumMm sum of the diameters of the target lesions that could be read, in mm
 * @param nadirMm smallest complete sum before this scan, baseline included, in mm
 * @param change relative change of the sum from baseline, such as −0.3
 * @param target response of the target lesions
 * @param overall overall response
 */
public record Assessment(
    int day, double sumMm, double nadirMm, double change, Response target, Response overall) {}
