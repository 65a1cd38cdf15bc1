package org.evade.catalogue;

import java.util.List;

/**
 * What is said of a resistance mechanism: everything but its behavior.
 *
 * @param name name in scenario files, such as {@code hla-loh}
 * @param title name as written in a text or a legend
 * @param biology what happens, in one or two sentences
 * @param number its number in the review's list, such as {@code M3}
 * @param primary whether it can be there from the start
 * @param acquired whether it can arise under treatment
 * @param reads fields and quantities it reads
 * @param writes fields and quantities it changes
 * @param parameters its numbers
 */
public record MechanismDescriptor(
    String name,
    String title,
    String biology,
    String number,
    boolean primary,
    boolean acquired,
    List<String> reads,
    List<String> writes,
    List<ParameterSpec> parameters) {}
