package org.evade.patient;

import java.util.Arrays;
import java.util.List;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.Mechanisms;
import org.evade.random.KeyedStream;
import org.evade.tissue.FieldName;
import org.evade.tissue.Lattice;
import org.evade.tissue.Occupancy;

/**
 * The walk of the leukocytes of a lesion, one voxel at most in a sub-step. Walkers that want one
 * place are ranked by a keyed draw, so that no result depends on the order of the arrays.
 *
 * <p>The inner loops decide without jumps where an outcome is a matter of chance: a mispredicted
 * jump costs as much as all the rest of a step.
 */
final class Walk {

  private static final double HOUR = 60;
  private static final int SCALE = 1 << 16;
  private static final int DRAWS_PER_BLOCK = 4;

  private final Lesion lesion;
  private final KeyedStream draws;
  private final Motility motilityFactors;
  private final Gait[] gaits;
  private final WalkClaims claims;

  /** Chance of a step into each voxel, by kind and site, in units of 2^-16. */
  private final char[][] chances;

  private double[] motility = {};

  /** The random blocks of each kind's cells: the first words and the second. */
  private final long[][][] words = new long[Leukocytes.Kind.values().length][2][0];

  private int[] walking = new int[64];

  /** Walkers that want to step, kind after kind, and the voxels they want. */
  private int[] claimants = new int[64];

  private int[] wanted = new int[64];

  /** Where each kind's claimants end. */
  private final int[] ends = new int[Leukocytes.Kind.values().length];

  Walk(Lesion lesion, KeyedStream draws, Mechanisms mechanisms, ParameterValues p, double minutes) {
    this.lesion = lesion;
    this.draws = draws;
    motilityFactors = new Motility(mechanisms);
    gaits =
        new Gait[] {
          Gait.of(
              "cd8",
              p,
              minutes,
              FieldName.CXCL9_10,
              p.get("cd8.attraction"),
              p.get("cd8.attraction-threshold")),
          Gait.of("treg", p, minutes, FieldName.CXCL9_10, 0, 0),
          Gait.of(
              "mdsc",
              p,
              minutes,
              FieldName.CCL2_CXCL8,
              p.get("mdsc.attraction"),
              p.get("mdsc.attraction-threshold"))
        };
    chances = new char[gaits.length][lesion.lattice().size()];
    claims = new WalkClaims(lesion.lattice().size());
  }

  /**
   * How a kind walks.
   *
   * @param period sub-steps from one chance to step to the next; slow kinds have few, likely ones
   * @param step probability of a step at such a chance in loose tissue
   * @param nestEntry ease of a step into a voxel with a tumor cell or debris, relative to others
   * @param persistence probability that a step keeps its direction
   * @param attractant what it may follow
   * @param attraction probability that a step follows it
   * @param threshold concentration below which there is nothing to follow
   */
  private record Gait(
      int period,
      double step,
      double nestEntry,
      double persistence,
      FieldName attractant,
      double attraction,
      double threshold) {
    static Gait of(
        String kind,
        ParameterValues p,
        double minutes,
        FieldName attractant,
        double attraction,
        double threshold) {
      double step = p.get(kind + ".speed") * minutes / p.get("engine.voxel-edge");
      int steps = (int) (HOUR / minutes);
      int period = 1;
      while (steps % (2 * period) == 0 && step * 2 * period <= 1) {
        period *= 2;
      }
      return new Gait(
          period,
          step * period,
          p.get(kind + ".nest-entry"),
          p.get(kind + ".persistence"),
          attractant,
          attraction,
          threshold);
    }
  }

  /**
   * One sub-step of all walkers. A block of random bits serves four chances to step.
   *
   * @param subStep number of the sub-step in its hour
   */
  void step(long minute, int subStep) {
    List<Leukocytes> kinds = lesion.leukocytes();
    int count = 0;
    for (int k = 0; k < kinds.size(); k++) {
      Leukocytes cells = kinds.get(k);
      int period = gaits[k].period();
      if (subStep % period == 0) {
        int part = subStep / period % DRAWS_PER_BLOCK;
        if (part == 0) {
          if (words[k][0].length < cells.count()) {
            words[k] = new long[2][2 * cells.count()];
          }
          draws.blocks(cells.ids(), cells.count(), minute, words[k][0], words[k][1]);
        }
        count = choose(k, cells, words[k][part / 2], part % 2 * Integer.SIZE, count);
      }
      ends[k] = count;
    }
    claims.settle(lesion, claimants, wanted, ends, draws, minute);
  }

  /**
   * Where each walker of a kind wants to go. Of a draw's 32 bits, the upper 16 decide whether it
   * steps; the lower 16 whether it keeps its heading, takes a new one or follows the attractant,
   * and which new one. All are compared as whole numbers.
   *
   * @param words random words, one a cell
   * @param shift place of the draw in its word
   * @param from number of claimants before
   * @return number of claimants after
   */
  private int choose(int kind, Leukocytes cells, long[] words, int shift, int from) {
    Gait gait = gaits[kind];
    Lattice lattice = lesion.lattice();
    Occupancy occupancy = lesion.occupancy();
    int persistence = (int) Math.round(gait.persistence() * SCALE);
    int attraction = (int) Math.round((1 - gait.attraction()) * SCALE);
    long perTurn = perDirection(attraction - persistence);
    long perStart = perDirection(attraction);
    char[] chance = chances[kind];
    int[] sites = cells.sites();
    byte[] headings = cells.headings();
    int walkers = walkers(cells, words, shift, (int) (gait.step() * SCALE));
    if (wanted.length < from + walkers + 1) {
      claimants = Arrays.copyOf(claimants, 2 * (from + walkers) + 1);
      wanted = Arrays.copyOf(wanted, 2 * (from + walkers) + 1);
    }
    int count = from;
    for (int w = 0; w < walkers; w++) {
      int i = walking[w];
      int draw = (int) (words[i] >>> shift);
      int site = sites[i];
      int heading = headings[i];
      int turn = draw & (SCALE - 1);
      // All bits set where the heading is kept, and where there is one.
      int keeps = ((turn - persistence) & ~heading) >> 31;
      int headed = ~heading >> 31;
      long per = (perTurn & headed) | (perStart & ~headed);
      long anew = ((turn - (persistence & headed)) * per) >>> 32;
      int direction = (heading & keeps) | ((int) anew & ~keeps);
      if (turn >= attraction && keeps == 0) {
        direction = uphill(site, gait.attractant(), gait.threshold());
      }
      int to = direction < 0 ? -1 : lattice.neighbor(site, direction);
      if (to < 0) {
        headings[i] = -1;
        continue;
      }
      // 1 where the draw is below the chance and there is room, else 0.
      int steps = (((draw >>> 16) - chance[to]) & -occupancy.free(to)) >>> 31;
      headings[i] = (byte) (direction | (steps - 1));
      claimants[count] = i;
      wanted[count] = to;
      count += steps;
    }
    return count;
  }

  /** How many directions to one unit of 2^-16 of a range, times 2^32. */
  private long perDirection(int range) {
    return range <= 0 ? 0 : ((long) lesion.lattice().directions() << 32) / range;
  }

  /** Collects the cells that step in this sub-step, if they may: engaged T cells stay. */
  private int walkers(Leukocytes cells, long[] words, int shift, int most) {
    if (walking.length <= cells.count()) {
      walking = new int[2 * cells.count() + 1];
    }
    int drawn = shift + 16;
    int count = 0;
    if (cells instanceof Cd8Cells cd8) {
      for (int i = 0; i < cells.count(); i++) {
        walking[count] = i;
        count += (((int) ((words[i] >>> drawn) & (SCALE - 1)) - most) & cd8.target(i)) >>> 31;
      }
    } else {
      for (int i = 0; i < cells.count(); i++) {
        walking[count] = i;
        count += ((int) ((words[i] >>> drawn) & (SCALE - 1)) - most) >>> 31;
      }
    }
    return count;
  }

  /** The direction of the neighbor with most of a field, if it has more than the voxel itself. */
  private int uphill(int site, FieldName name, double threshold) {
    double[] values = lesion.field(name);
    double best = Math.max(values[site], threshold);
    int direction = -1;
    for (int d = 0; d < lesion.lattice().directions(); d++) {
      int n = lesion.lattice().neighbor(site, d);
      if (n >= 0 && values[n] > best) {
        best = values[n];
        direction = d;
      }
    }
    return direction;
  }

  /** Takes up the matrix of the lesion, after it was laid down or read. */
  void matrixChanged() {
    motility = motilityFactors.of(lesion.ecm());
    tumorMoved();
  }

  /**
   * Works out anew how easily each voxel is entered. Between two tumor steps no voxel gains or
   * loses a tumor cell or its debris.
   */
  void tumorMoved() {
    Occupancy occupancy = lesion.occupancy();
    for (int k = 0; k < gaits.length; k++) {
      char[] chance = chances[k];
      double open = gaits[k].step() * SCALE;
      double nest = open * gaits[k].nestEntry();
      for (int site = 0; site < chance.length; site++) {
        double step = occupancy.tumor(site) == Occupancy.NONE ? open : nest;
        chance[site] = (char) Math.min(Character.MAX_VALUE, (int) (step * motility[site]));
      }
    }
  }
}
