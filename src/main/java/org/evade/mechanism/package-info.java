/**
 * One class per named resistance mechanism, the registry that finds them, the interfaces through
 * which they see the model, and the sums that ledgers are made of. May use {@code cell}, {@code
 * tissue}, {@code therapy} and {@code catalogue}.
 */
package org.evade.mechanism;
