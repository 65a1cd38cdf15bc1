/**
 * The run directory: table writers and readers, manifest, checkpoints that survive a kill, and the
 * comparison of two runs. A directory that looks complete is complete; any other can be resumed.
 * May use {@code chart} for its {@code SeriesSource} only; knows nothing of the model.
 */
package org.evade.results;
