package org.evade.patient;

/**
 * Something that happened to the patient.
 *
 * @param minute when, in minutes from the start of treatment; negative in the burn-in
 * @param kind {@code dose}, {@code scan}, {@code recist}, {@code genotype}, {@code treatment},
 *     {@code founder}, {@code burn-in}, {@code new-lesion}, {@code death} or {@code dropout}
 * @param subject drug, lesion or genotype concerned
 * @param value a number that goes with it, in the unit that {@code text} names
 * @param text what happened, in words
 */
public record PatientEvent(long minute, String kind, String subject, double value, String text) {}
