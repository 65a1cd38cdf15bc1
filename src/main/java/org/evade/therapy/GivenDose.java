package org.evade.therapy;

/**
 * A dose that was given.
 *
 * @param minute when, in minutes from the first day of treatment
 * @param line line of treatment, 1 for the first
 * @param cycle number of the dose among those of this drug in this line, 1 for the first
 * @param drug name of the drug
 * @param mg amount in mg
 */
public record GivenDose(long minute, int line, int cycle, String drug, double mg) {}
