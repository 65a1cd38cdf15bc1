/**
 * What a cell is: cell types, additive killing, neoantigens, clones and their phylogeny. May use
 * {@code random} and {@code tissue}.
 */
package org.evade.cell;
