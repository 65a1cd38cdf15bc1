package org.evade.results;

import java.util.List;
import org.evade.observation.Census;
import org.evade.observation.CloneRow;
import org.evade.observation.EventRow;
import org.evade.observation.LedgerRow;
import org.evade.observation.Quantity;
import org.evade.observation.RowSink;
import org.evade.observation.ScanRow;
import org.evade.observation.Snapshot;
import org.evade.observation.Voxel;

/** Writes the rows of a run into the tables of its directory. */
public final class RunTables implements RowSink {

  /** Names of the tables that every run has. */
  static final List<String> ALWAYS =
      List.of(
          Tables.timeseries(List.of()).name(),
          Tables.CLONES.name(),
          Tables.LEDGER.name(),
          Tables.EVENTS.name(),
          Tables.SCANS.name());

  private static final double PERCENT = 100;

  private final RunDirectory directory;
  private final TableWriter timeseries;
  private final TableWriter clones;
  private final TableWriter ledger;
  private final TableWriter events;
  private final TableWriter scans;

  /**
   * Opens all tables, so that each is there even if it stays empty.
   *
   * @param directory the run's directory
   * @param drugs the scenario's drugs in the order of a census
   * @param severalLesions whether there are tables of each lesion
   */
  public RunTables(RunDirectory directory, List<String> drugs, boolean severalLesions) {
    this.directory = directory;
    timeseries = directory.table(Tables.timeseries(drugs));
    clones = directory.table(Tables.CLONES);
    ledger = directory.table(Tables.LEDGER);
    events = directory.table(Tables.EVENTS);
    scans = directory.table(Tables.SCANS);
    if (severalLesions) {
      directory.table(Tables.LESIONS);
      directory.table(Tables.LESION_LEDGER);
      directory.table(Tables.LESION_SCANS);
    }
  }

  @Override
  public void census(Census census) {
    if (!census.lesion().isEmpty()) {
      TableWriter lesions = directory.table(Tables.LESIONS);
      lesions.count(census.day()).text(census.lesion());
      Quantity.OF_LESION.forEach(quantity -> lesions.number(census.value(quantity)));
      lesions.endRow();
      return;
    }
    timeseries.count(census.day());
    census.values().forEach(timeseries::number);
    census.plasma().forEach(timeseries::number);
    timeseries.endRow();
  }

  @Override
  public void clone(CloneRow row) {
    clones
        .count(row.day())
        .text(row.name())
        .text(row.parent())
        .number(row.bornDay())
        .text(row.genotype())
        .count(row.cells())
        .number(row.share())
        .endRow();
  }

  @Override
  public void ledger(LedgerRow row) {
    boolean whole = row.lesion().isEmpty();
    TableWriter table = whole ? ledger : directory.table(Tables.LESION_LEDGER);
    table.count(row.day());
    if (!whole) {
      table.text(row.lesion());
    }
    table
        .text(row.ledger())
        .text(row.cause())
        .number(row.amount())
        .text(row.unit())
        .number(row.share())
        .endRow();
  }

  @Override
  public void event(EventRow row) {
    events
        .number(row.day())
        .text(row.kind())
        .text(row.subject())
        .number(row.value())
        .text(row.text())
        .endRow();
  }

  @Override
  public void scan(ScanRow row) {
    boolean several = row.lesions().size() > 1;
    ScanRow.OfLesion first = row.lesions().get(0);
    scans
        .count(row.number())
        .count(row.plannedDay())
        .count(row.day())
        .number(several ? Double.NaN : first.diameterMm())
        .number(row.sumMm())
        .number(PERCENT * row.changeFromBaseline())
        .number(PERCENT * row.changeFromNadir())
        .text(row.recist())
        .text(row.irecist())
        .text(row.nonTarget())
        .count(row.newLesions())
        .number(several ? Double.NaN : first.longestExtentMm())
        .endRow();
    for (ScanRow.OfLesion lesion : several ? row.lesions() : List.<ScanRow.OfLesion>of()) {
      directory
          .table(Tables.LESION_SCANS)
          .count(row.number())
          .count(row.day())
          .text(lesion.lesion())
          .number(lesion.diameterMm())
          .number(lesion.longestExtentMm())
          .endRow();
    }
  }

  @Override
  public void map(String label, Snapshot snapshot) {
    directory.writeMap(
        label, Tables.map(), table -> snapshot.forEach(voxel -> write(table, voxel)));
  }

  private static void write(TableWriter table, Voxel voxel) {
    table
        .number(voxel.xUm())
        .number(voxel.yUm())
        .number(voxel.zUm())
        .count(voxel.day())
        .text(voxel.cell())
        .text(voxel.cloneName())
        .text(voxel.genotype())
        .number(voxel.pdl1())
        .number(voxel.visibility())
        .count(voxel.cd8())
        .count(voxel.treg())
        .count(voxel.mdsc())
        .count(voxel.vessel() ? 1 : 0)
        .number(voxel.ecm());
    voxel.fields().forEach(table::number);
    table.endRow();
  }
}
