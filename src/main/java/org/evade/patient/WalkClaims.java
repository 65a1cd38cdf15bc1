package org.evade.patient;

import java.util.Arrays;
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

  /**
   * Moves those claimants that may.
   *
   * @param claimants indices of leukocytes, kind after kind
   * @param wanted the voxel that each wants; overwritten
   * @param ends where the claimants of each kind end
   */
  void settle(
      Lesion lesion, int[] claimants, int[] wanted, int[] ends, KeyedStream stream, long minute) {
    Occupancy occupancy = lesion.occupancy();
    int count = ends[ends.length - 1];
    for (int c = 0; c < count; c++) {
      claims[wanted[c]]++;
    }
    rivalCount = 0;
    int c = 0;
    for (int kind = 0; kind < ends.length; kind++) {
      Leukocytes cells = lesion.leukocytes().get(kind);
      for (; c < ends[kind]; c++) {
        int to = wanted[c];
        if ((claims[to] & 0xff) > occupancy.free(to)) {
          long id = cells.id(claimants[c]);
          addRival(new Rival(to, stream.bits(id, minute, 1), id, c));
        }
      }
    }
    refuse(wanted, occupancy);
    c = 0;
    for (int kind = 0; kind < ends.length; kind++) {
      int[] sites = lesion.leukocytes().get(kind).sites();
      for (; c < ends[kind]; c++) {
        int to = wanted[c];
        if (to >= 0) {
          claims[to] = 0;
          occupancy.move(kind, sites[claimants[c]], to);
          sites[claimants[c]] = to;
        }
      }
    }
  }

  /** Strikes out the claims of those who must stay. */
  private void refuse(int[] wanted, Occupancy occupancy) {
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
  }

  private void addRival(Rival rival) {
    if (rivalCount == rivals.length) {
      rivals = Arrays.copyOf(rivals, 2 * rivalCount);
    }
    rivals[rivalCount++] = rival;
  }
}
