package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.cell.Clone;
import org.evade.cell.Genotype;
import org.evade.mechanism.Mechanisms;

/**
 * Notes when a resistant genotype first appears and when it crosses 1, 10 and 50 % of the living
 * tumor cells, and of how many cells that is a share.
 */
final class GenotypeWatch {

  private static final double[] SHARES = {0, 0.01, 0.1, 0.5};
  private static final long PERCENT = 100;

  private final Mechanisms mechanisms;
  private final SortedMap<Long, Integer> passed = new TreeMap<>();

  GenotypeWatch(Mechanisms mechanisms) {
    this.mechanisms = mechanisms;
  }

  void look(List<Lesion> lesions, long minute, List<PatientEvent> events) {
    SortedMap<Long, Long> cells = new TreeMap<>();
    long total = 0;
    for (Lesion lesion : lesions) {
      int[] byClone = lesion.cellsByClone(false);
      for (Clone clone : lesion.phylogeny().clones()) {
        int living = byClone[clone.id()];
        if (living > 0 && clone.changes() != 0) {
          cells.merge(clone.changes(), (long) living, Long::sum);
        }
        total += living;
      }
    }
    for (Map.Entry<Long, Long> entry : cells.entrySet()) {
      double share = entry.getValue() / (double) total;
      int before = passed.getOrDefault(entry.getKey(), 0);
      int level = before;
      while (level < SHARES.length && share >= SHARES[level]) {
        String name = Genotype.name(entry.getKey(), mechanisms.names());
        String what =
            what(level, minute == 0)
                + ": "
                + entry.getValue()
                + " of "
                + total
                + " living tumor cells";
        events.add(new PatientEvent(minute, "genotype", name, share, what));
        level++;
      }
      if (level > before) {
        passed.put(entry.getKey(), level);
      }
    }
  }

  /** What is new of a genotype, in words; on the day of baseline none is known to have come. */
  private static String what(int level, boolean baseline) {
    if (level == 0) {
      return baseline ? "present at baseline" : "first seen";
    }
    long percent = Math.round(PERCENT * SHARES[level]);
    return baseline ? percent + " % or more at baseline" : "passed " + percent + " %";
  }

  void writeState(DataOutput out) throws IOException {
    out.writeInt(passed.size());
    for (Map.Entry<Long, Integer> entry : passed.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeInt(entry.getValue());
    }
  }

  void readState(DataInput in) throws IOException {
    passed.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long changes = in.readLong();
      passed.put(changes, in.readInt());
    }
  }
}
