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
}
