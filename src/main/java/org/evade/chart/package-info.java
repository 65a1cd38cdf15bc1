/**
 * Pictures of a run, drawn by JFreeChart as PNG and SVG from a {@link
 * org.evade.chart.SeriesSource}: whoever holds tables (files of a run, a running simulation) can be
 * drawn. Uses no other package of Evade.
 */
package org.evade.chart;
