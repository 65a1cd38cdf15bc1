package org.evade.observation;

/** Takes the rows of a run, day by day. */
public interface RowSink {

  /** Takes a day's census, of all lesions or of one. */
  void census(Census census);

  /** Takes a clone's row. */
  void clone(CloneRow row);

  /** Takes a ledger's row. */
  void ledger(LedgerRow row);

  /** Takes an event. */
  void event(EventRow row);

  /** Takes a scan. */
  void scan(ScanRow row);

  /**
   * Takes a spatial snapshot.
   *
   * @param label such as {@code baseline}: lower case, digits, hyphens
   * @param snapshot to be read at once
   */
  void map(String label, Snapshot snapshot);
}
