package org.evade.mechanism;

/**
 * What chronic antigen does to the differentiation of a CD8 T cell.
 *
 * @param rearming factor on the rate from progenitor to effector, in [0, 1]
 * @param exhaustion rate from effector to terminally exhausted, per day
 */
public record FateRates(double rearming, double exhaustion) {}
