/**
 * What is done to the patient: pharmacokinetics, blockade of targets, the binding of PD-1 to its
 * ligands, and the lines of treatment with their rules. May use {@code catalogue}, {@code scenario}
 * and {@code response}.
 */
package org.evade.therapy;
