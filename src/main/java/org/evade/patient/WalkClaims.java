package org.evade.patient;

import java.util.Arrays;
import java.util.List;
import org.evade.cell.Leukocytes;
import org.evade.random.KeyedStream;

/**
 * Settles which leukocytes may step where: into each voxel go no more than fit at the start of the
 * sub-step; when more want to, those with the smallest keyed draws.
 */
final class WalkClaims {

  private final short[] claims;
  private final int[][] wanted = new int[Leukocytes.Kind.values().length][64];
  private Rival[] rivals = new Rival[16];
  private int rivalCount;

  WalkClaims(int size) {
    claims = new short[size];
  }

  private record Rival(int to, long priority, long id, int kind, int index)
      implements Comparable<Rival> {
    @Override
    public int compareTo(Rival other) {
      int byPlace = Integer.compare(to, other.to);
      if (byPlace != 0) {
        return byPlace;
      }
      int byPriority = Long.compareUnsigned(priority, other.priority);
      return byPriority != 0 ? byPriority : Long.compareUnsigned(id, other.id);
    }
  }

  void begin() {
    rivalCount = 0;
  }

  /** Where each cell of a kind wants to go; to be filled with sites, -1 for those that stay. */
  int[] wanted(int kind, int count) {
    if (wanted[kind].length < count) {
      wanted[kind] = new int[Math.max(count, 2 * wanted[kind].length)];
    }
    return wanted[kind];
  }

  void claim(int site) {
    claims[site]++;
  }

  /** Moves those that may and clears the claims. */
  void resolve(Lesion lesion, KeyedStream stream, long minute) {
    List<Leukocytes> kinds = lesion.leukocytes();
    for (int k = 0; k < kinds.size(); k++) {
      Leukocytes cells = kinds.get(k);
      for (int i = 0; i < cells.count(); i++) {
        int to = wanted[k][i];
        if (to >= 0 && claims[to] > lesion.occupancy().free(to)) {
          long id = cells.id(i);
          addRival(new Rival(to, stream.bits(id, minute, 1), id, k, i));
        }
      }
    }
    Arrays.sort(rivals, 0, rivalCount);
    int r = 0;
    while (r < rivalCount) {
      int to = rivals[r].to();
      int free = lesion.occupancy().free(to);
      for (int rank = 0; r < rivalCount && rivals[r].to() == to; r++, rank++) {
        if (rank >= free) {
          wanted[rivals[r].kind()][rivals[r].index()] = -2 - to;
        }
      }
    }
    for (int k = 0; k < kinds.size(); k++) {
      Leukocytes cells = kinds.get(k);
      for (int i = 0; i < cells.count(); i++) {
        int to = wanted[k][i];
        if (to >= 0) {
          claims[to] = 0;
          lesion.occupancy().leave(k, cells.site(i));
          lesion.occupancy().enter(k, to);
          cells.site(i, to);
        } else if (to < -1) {
          claims[-2 - to] = 0;
        }
      }
    }
  }

  private void addRival(Rival rival) {
    if (rivalCount == rivals.length) {
      rivals = Arrays.copyOf(rivals, 2 * rivalCount);
    }
    rivals[rivalCount++] = rival;
  }
}
