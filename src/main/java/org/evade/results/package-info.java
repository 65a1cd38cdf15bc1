/**
 * The run directory: table writers and readers, manifest, checkpoints that survive a kill, and the
 * comparison of two runs. A directory that looks complete is complete; any other can be resumed.
 * Takes the rows of {@code observation}, implements {@code chart}'s {@code SeriesSource}; knows
 * nothing of the model.
 */
package org.evade.results;
