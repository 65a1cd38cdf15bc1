package org.evade.bench;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.evade.random.AgentId;
import org.evade.random.KeyedStream;
import org.evade.tissue.Lattice;

/**
 * Agents on flat arrays, one to a voxel, with keyed draws: all choose from the same state, and of
 * those that want one voxel the smallest keyed draw wins. The result depends on no order. A random
 * block serves four steps of a walk.
 */
final class ArrayWalk {

  private static final int SORT_EVERY = 64;
  private static final int DRAWS_PER_BLOCK = 4;

  /** Chance of a division, 0.2, in units of 2^-20. */
  private static final int DIVIDES = (int) (0.2 * (1 << 20));

  private final Lattice lattice;
  private final KeyedStream stream = KeyedStream.of(1, "bench");
  private final int[] at;
  private final int[] claim;
  private final long[][] words = new long[2][0];
  private int part;
  private int[] site;
  private int[] claimant;
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
    claimant = new int[agents + 1];
    wanted = new int[agents + 1];
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
      claimant = Arrays.copyOf(claimant, more + 1);
      wanted = Arrays.copyOf(wanted, more + 1);
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

  private void drawBlocks() {
    if (words[0].length < count) {
      words[0] = new long[site.length];
      words[1] = new long[site.length];
    }
    stream.blocks(id, count, minute, words[0], words[1]);
  }

  /** Whether the first agent goes before the second, by the upper bits of their draws. */
  private boolean before(int first, int second, long[] draws, int shift) {
    int a = (int) (draws[first] >>> shift) >>> 3;
    int b = (int) (draws[second] >>> shift) >>> 3;
    return a != b ? a < b : Long.compareUnsigned(id[first], id[second]) < 0;
  }

  private void claim(int agent, int voxel, long[] draws, int shift) {
    int rival = claim[voxel];
    if (rival == 0 || before(agent, rival - 1, draws, shift)) {
      claim[voxel] = agent + 1;
    }
  }

  /** Each agent steps in a random direction if the voxel there is free. */
  void walk() {
    minute += 5;
    if (part == 0) {
      if (minute % (5 * SORT_EVERY) == 0) {
        sort();
      }
      drawBlocks();
    }
    long[] draws = words[part / 2];
    int shift = part % 2 * Integer.SIZE;
    part = (part + 1) % DRAWS_PER_BLOCK;
    int claims = 0;
    for (int i = 0; i < count; i++) {
      int to = lattice.neighbor(site[i], (int) (draws[i] >>> shift) & 7);
      if (to >= 0) {
        claimant[claims] = i;
        wanted[claims] = to;
        claims += (at[to] - 1) >>> 31;
      }
    }
    for (int c = 0; c < claims; c++) {
      claim(claimant[c], wanted[c], draws, shift);
    }
    for (int c = 0; c < claims; c++) {
      int i = claimant[c];
      int to = wanted[c];
      if (claim[to] == i + 1) {
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
    drawBlocks();
    long[] draws = words[0];
    int i = 0;
    int mothers = 0;
    while (i < count) {
      long bits = draws[i];
      if ((bits >>> 44) * 0x1.0p-20 < 0.1) {
        at[site[i]] = 0;
        count--;
        if (i < count) {
          site[i] = site[count];
          id[i] = id[count];
          draws[i] = draws[count];
          at[site[i]] = i + 1;
        }
      } else {
        wanted[mothers] = i;
        // 1 where the cell divides, else 0.
        mothers += ((int) (bits >>> 24 & 0xfffff) - DIVIDES) >>> 31;
        i++;
      }
    }
    // Of a cell's draw, its lowest bits are left for the direction.
    int asking = 0;
    for (int m = 0; m < mothers; m++) {
      int mother = wanted[m];
      int turn = (int) draws[mother] & 7;
      for (int k = 0; k < 8; k++) {
        int to = lattice.neighbor(site[mother], (k + turn) & 7);
        if (to >= 0 && at[to] == 0) {
          claim(mother, to, draws, 0);
          wanted[asking] = to;
          claimant[asking++] = mother;
          break;
        }
      }
    }
    for (int m = 0; m < asking; m++) {
      int mother = claimant[m];
      int to = wanted[m];
      if (claim[to] == mother + 1) {
        claim[to] = 0;
        add(AgentId.daughter(id[mother], minute, 1), to);
      }
    }
  }
}
