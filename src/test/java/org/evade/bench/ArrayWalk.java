package org.evade.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.evade.random.AgentId;
import org.evade.random.KeyedStream;
import org.evade.tissue.Lattice;

/**
 * Agents on flat arrays, one to a voxel, with keyed draws: all choose from the same state, and of
 * those that want one voxel the smallest keyed draw wins. The result depends on no order.
 */
final class ArrayWalk {

  private static final int SORT_EVERY = 64;
  private static final double DIRECTION_BITS = 0x1.0p-24;

  private final Lattice lattice;
  private final KeyedStream stream = KeyedStream.of(1, "bench");
  private final int[] at;
  private final int[] claim;
  private int[] site;
  private int[] wanted;
  private long[] id;
  private long[] spareId;
  private int[] spareSite;
  private int count;
  private long minute;

  ArrayWalk(int edge, int agents) {
    lattice = new Lattice(edge, edge, 1, 20);
    at = new int[lattice.size()];
    claim = new int[lattice.size()];
    site = new int[agents];
    wanted = new int[agents];
    id = new long[agents];
    spareId = new long[agents];
    spareSite = new int[agents];
    SplittableRandom random = new SplittableRandom(1);
    while (count < agents) {
      int voxel = random.nextInt(lattice.size());
      if (at[voxel] == 0) {
        add(AgentId.arrival(voxel, 0, 0, 0), voxel);
      }
    }
    sort();
  }

  int count() {
    return count;
  }

  /** Number of voxels with an agent. */
  int occupied() {
    int sum = 0;
    for (int index : at) {
      sum += index == 0 ? 0 : 1;
    }
    return sum;
  }

  private void add(long newId, int voxel) {
    if (count == site.length) {
      int more = count + count / 2;
      site = Arrays.copyOf(site, more);
      wanted = Arrays.copyOf(wanted, more);
      id = Arrays.copyOf(id, more);
      spareId = new long[more];
      spareSite = Arrays.copyOf(spareSite, more);
    }
    site[count] = voxel;
    id[count] = newId;
    at[voxel] = ++count;
  }

  /** Brings the agents into the order of their voxels, so that neighbors share cache lines. */
  private void sort() {
    int next = 0;
    for (int voxel = 0; voxel < at.length; voxel++) {
      if (at[voxel] != 0) {
        spareId[next] = id[at[voxel] - 1];
        spareSite[next] = voxel;
        at[voxel] = ++next;
      }
    }
    long[] oldId = id;
    id = spareId;
    spareId = oldId;
    int[] oldSite = site;
    site = spareSite;
    spareSite = oldSite;
  }

  private static int direction(long bits) {
    return (int) ((bits & 0xffffff) * 8 * DIRECTION_BITS);
  }

  /** Whether the first agent goes before the second, by their draws of this minute. */
  private boolean before(int first, int second) {
    long a = stream.bits(id[first], minute, 0);
    long b = stream.bits(id[second], minute, 0);
    int order = Long.compareUnsigned(a, b);
    return order != 0 ? order < 0 : Long.compareUnsigned(id[first], id[second]) < 0;
  }

  private void claim(int agent, int voxel) {
    int rival = claim[voxel];
    if (rival == 0 || before(agent, rival - 1)) {
      claim[voxel] = agent + 1;
    }
  }

  /** Each agent steps in a random direction if the voxel there is free. */
  void walk() {
    minute += 5;
    if (minute % (5 * SORT_EVERY) == 0) {
      sort();
    }
    for (int i = 0; i < count; i++) {
      long bits = stream.bits(id[i], minute, 0);
      int to = lattice.neighbor(site[i], direction(bits));
      if (to < 0 || at[to] != 0) {
        wanted[i] = -1;
      } else {
        wanted[i] = to;
        claim(i, to);
      }
    }
    for (int i = 0; i < count; i++) {
      int to = wanted[i];
      if (to >= 0 && claim[to] == i + 1) {
        claim[to] = 0;
        at[site[i]] = 0;
        at[to] = i + 1;
        site[i] = to;
      }
    }
  }

  /** Each agent dies with probability 0.1, else divides with 0.2 into a free neighbor, if any. */
  void birthAndDeath() {
    minute += 5;
    if (minute % (5 * SORT_EVERY) == 0) {
      sort();
    }
    int i = 0;
    int mothers = 0;
    while (i < count) {
      long bits = stream.bits(id[i], minute, 0);
      if ((bits >>> 44) * 0x1.0p-20 < 0.1) {
        at[site[i]] = 0;
        count--;
        if (i < count) {
          site[i] = site[count];
          id[i] = id[count];
          at[site[i]] = i + 1;
        }
      } else {
        if ((bits >>> 24 & 0xfffff) * 0x1.0p-20 < 0.2) {
          wanted[mothers++] = i;
        }
        i++;
      }
    }
    // Of a cell's draw, its lowest bits are left for the direction.
    int asking = 0;
    for (int m = 0; m < mothers; m++) {
      int mother = wanted[m];
      int turn = direction(stream.bits(id[mother], minute, 0));
      for (int k = 0; k < 8; k++) {
        int to = lattice.neighbor(site[mother], (k + turn) & 7);
        if (to >= 0 && at[to] == 0) {
          claim(mother, to);
          spareSite[asking] = to;
          wanted[asking++] = mother;
          break;
        }
      }
    }
    for (int m = 0; m < asking; m++) {
      int mother = wanted[m];
      int to = spareSite[m];
      if (claim[to] == mother + 1) {
        claim[to] = 0;
        add(AgentId.daughter(id[mother], minute, 1), to);
      }
    }
  }
}
