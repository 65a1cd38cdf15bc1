package org.evade.catalogue;

import java.util.Optional;

/**
 * One number of the model.
 *
 * @param name dotted name such as {@code cd8.hit-rate}; a mechanism's parameters start with the
 *     mechanism's name
 * @param meaning what it is, in one line
 * @param unit unit in which the model holds it, {@code 1} when it has none
 * @param value the default
 * @param min smallest value allowed
 * @param max largest value allowed
 * @param evidence how well it is known
 * @param source where it comes from; present unless assumed
 * @param reason for an assumed number, why this value; for another, the arithmetic from its quote
 */
public record ParameterSpec(
    String name,
    String meaning,
    String unit,
    double value,
    double min,
    double max,
    Evidence evidence,
    Optional<Source> source,
    String reason) {}
