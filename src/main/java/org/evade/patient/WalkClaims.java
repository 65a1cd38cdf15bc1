package org.evade.patient;

import java.util.Arrays;
import java.util.List;
import org.evade.cell.Leukocytes;
import org.evade.random.KeyedStream;
import org.evade.tissue.Occupancy;

/**
 * Settles which leukocytes may step where: into each voxel go no more than fit at the start of the
 * sub-step; when more want to, those with the smallest keyed draws.
 */
final class WalkClaims {

  /** Claims on each voxel, unsigned: at most 27 voxels of 8. */
  private final byte[] claims;

  private int[] kind = new int[64];
  private int[] index = new int[64];
  private int[] wanted = new int[64];
  private int count;
  private Rival[] rivals = new Rival[16];
  private int rivalCount;

  WalkClaims(int size) {
    claims = new byte[size];
  }

  private record Rival(int to, long priority, long id, int claim) implements Comparable<Rival> {
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
    count = 0;
    rivalCount = 0;
  }

  /** A leukocyte, by kind and index, wants to step to a voxel. */
  void claim(int leukocyteKind, int leukocyte, int to) {
    if (count == wanted.length) {
      kind = Arrays.copyOf(kind, 2 * count);
      index = Arrays.copyOf(index, 2 * count);
      wanted = Arrays.copyOf(wanted, 2 * count);
    }
    kind[count] = leukocyteKind;
    index[count] = leukocyte;
    wanted[count++] = to;
    claims[to]++;
  }

  /** Moves those that may and clears the claims. */
  void resolve(Lesion lesion, KeyedStream stream, long minute) {
    List<Leukocytes> kinds = lesion.leukocytes();
    Occupancy occupancy = lesion.occupancy();
    for (int c = 0; c < count; c++) {
      int to = wanted[c];
      if ((claims[to] & 0xff) > occupancy.free(to)) {
        long id = kinds.get(kind[c]).id(index[c]);
        addRival(new Rival(to, stream.bits(id, minute, 1), id, c));
      }
    }
    Arrays.sort(rivals, 0, rivalCount);
    int r = 0;
    while (r < rivalCount) {
      int to = rivals[r].to();
      int free = occupancy.free(to);
      claims[to] = 0;
      for (int rank = 0; r < rivalCount && rivals[r].to() == to; r++, rank++) {
        if (rank >= free) {
          wanted[rivals[r].claim()] = -1;
        }
      }
    }
    for (int c = 0; c < count; c++) {
      int to = wanted[c];
      if (to >= 0) {
        Leukocytes cells = kinds.get(kind[c]);
        claims[to] = 0;
        occupancy.leave(kind[c], cells.site(index[c]));
        occupancy.enter(kind[c], to);
        cells.site(index[c], to);
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
