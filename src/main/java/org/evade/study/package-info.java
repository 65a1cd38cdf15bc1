/**
 * Runs: a scenario made ready with all it needs, and one patient carried to its end in a run
 * directory, across interruptions. May use {@code scenario}, {@code patient}, {@code observation},
 * {@code results}, {@code response} and {@code chart}; prints nothing.
 */
package org.evade.study;
