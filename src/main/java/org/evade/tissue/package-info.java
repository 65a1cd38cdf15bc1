/**
 * The place: the lattice, what occupies it, the diffusing fields and their solver, vessels and
 * extracellular matrix. May use {@code random}.
 */
package org.evade.tissue;
