package org.evade.observation;

/**
 * Something that happened.
 *
 * @param day day of treatment, with its fraction
 * @param kind what kind of event, such as {@code dose}
 * @param subject drug, scan, genotype or clone concerned
 * @param value a number that goes with it, NaN for none
 * @param text in words, with the value's unit
 */
public record EventRow(double day, String kind, String subject, double value, String text) {}
