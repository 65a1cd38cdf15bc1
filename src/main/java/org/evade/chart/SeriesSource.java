package org.evade.chart;

import java.util.List;
import java.util.Optional;

/** What charts are drawn from: the tables of one run, whether on disk or in memory. */
public interface SeriesSource {

  /** What the run is called in titles, such as {@code pembrolizumab-inflamed, seed 7}. */
  String title();

  /**
   * A table of the run.
   *
   * @param name the table's name: {@code timeseries}, {@code clones}, {@code ledger}, {@code
   *     events} or {@code scans}
   * @return the table, or empty when the run has none of that name
   */
  Optional<Table> table(String name);

  /** Labels of the spatial snapshots, sorted, such as {@code baseline}, {@code end}. */
  List<String> maps();

  /**
   * A spatial snapshot: one row a voxel.
   *
   * @param label one of {@link #maps()}
   * @return the snapshot, or empty when there is none of that label
   */
  Optional<Table> map(String label);

  /**
   * What a column holds.
   *
   * @param table the table's name; {@code map} for the spatial snapshots
   * @param column the column's name
   * @return its meaning and unit, or empty if unknown
   */
  Optional<Quantity> quantity(String table, String column);

  /**
   * A quantity as an axis names it.
   *
   * @param meaning a few words
   * @param unit the unit, {@code 1} for a pure number
   */
  record Quantity(String meaning, String unit) {}
}
