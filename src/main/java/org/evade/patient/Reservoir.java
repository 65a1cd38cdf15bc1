package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.evade.random.Inverse;
import org.evade.random.KeyedStream;

/**
 * The part of a lesion that is not simulated cell by cell: expected cells per genotype, a genotype
 * being the bit mask of the heritable changes. A lattice of 10^4 to 10^6 cells expects hardly any
 * founder of a rare clone where the real lesion of 10^9 cells holds thousands; those enter the
 * lattice from here.
 *
 * <p>For genotype g with birth rate b, death rate d and kill rate κ (per day, constant over one
 * call of {@link #advance}):
 *
 * <pre>
 * dN_g/dt = (b_g − d_g − κ_g) N_g − b_g N_g Σ µ_out + Σ over g' one change short of g: b_g' µ N_g'
 * </pre>
 *
 * where µ is the expected number of changed daughters per division: a change moves a daughter from
 * one genotype to another, so that cells are neither made nor lost by it.
 *
 * <p>The system is linear and all its off-diagonal terms are positive, so it is solved exactly by
 * uniformization, a sum of positive terms without cancellation: a genotype of 10^-3 cells is as
 * accurate, relative to itself, as one of 10^9.
 *
 * <p>At most 64 genotypes are kept. Those that a kept one of a cell or more can turn into are
 * added; beyond 64 the smallest are folded into the nearest kept genotype with fewer changes.
 */
public final class Reservoir {

  /** Most genotypes kept. */
  public static final int MOST = 64;

  /** Largest rate × time of one uniformization, so that its exponential factor stays moderate. */
  private static final double MOST_PER_PART = 16;

  /** Most changes of one genotype in the estimate of pre-existing ones. */
  private static final int MOST_CHANGES = 20;

  private final List<Change> changes;
  private final SortedMap<Long, Double> cells = new TreeMap<>();

  /**
   * A heritable change.
   *
   * @param bit its bit in the genotype, 0 to 63
   * @param requires bits that a genotype must have first, such as the first of two hits; 0 for none
   * @param perDivision expected number of changed daughters per division, 0 to 1
   */
  public record Change(int bit, long requires, double perDivision) {

    /** Checks the ranges. */
    public Change {
      if (bit < 0 || bit > 63) {
        throw new IllegalArgumentException("bit of a change must be 0 to 63, found " + bit);
      }
      if ((requires >>> bit & 1) != 0) {
        throw new IllegalArgumentException("change " + bit + " cannot require itself");
      }
      if (!(perDivision >= 0 && perDivision <= 1)) {
        throw new IllegalArgumentException(
            "rate of change " + bit + " must be in [0, 1] per division, found " + perDivision);
      }
    }

    private boolean befalls(long genotype) {
      return (genotype >>> bit & 1) == 0 && (requires & ~genotype) == 0;
    }
  }

  /** Rates of a genotype, each per day and not negative. */
  public interface Rates {

    /** Divisions per cell and day. */
    double birth(long genotype);

    /** Deaths per cell and day other than by immune killing. */
    double death(long genotype);

    /** Immune kills per cell and day. */
    double kill(long genotype);
  }

  /**
   * Cells of a genotype that enter the lattice.
   *
   * @param genotype bit mask of its changes
   * @param count number of cells, at least 1
   */
  public record Immigrants(long genotype, int count) {}

  /**
   * An empty reservoir.
   *
   * @param changes the heritable changes, at most one per bit
   * @throws IllegalArgumentException when two changes share a bit
   */
  public Reservoir(List<Change> changes) {
    long bits = 0;
    for (Change change : changes) {
      if ((bits >>> change.bit() & 1) != 0) {
        throw new IllegalArgumentException("two changes have the bit " + change.bit());
      }
      bits |= 1L << change.bit();
    }
    this.changes = List.copyOf(changes);
  }

  /**
   * Expected share of a genotype in a lesion that grew neutrally from N0 to N cells, without
   * back-mutation or selection: 1 − exp(−µ ln(N/N0)/(1 − d/b)) for one change, since a lineage went
   * through ln(N/N0)/(1 − d/b) divisions; for small rates the µ ln(N/N0)/(1 − d/b) of
   * Luria–Delbrück.
   *
   * <p>For several it is the product of the shares of the single changes, times the part of the
   * orders of the changes that the requirements allow (1 for independent hits, 1/2 for a second hit
   * that needs the first): the leading term for small shares. It holds for expectations; the single
   * lesion scatters widely about them.
   *
   * @param genotype bit mask of its changes, at most 20
   * @param cells cells now, N
   * @param founders cells at the start, N0, above 0 and not above N
   * @param turnover deaths per division d/b before treatment, 0 to below 1
   * @return share in [0, 1]; 1 for genotype 0
   * @throws IllegalArgumentException when an argument is out of range or a bit has no change
   */
  public double preexisting(long genotype, double cells, double founders, double turnover) {
    if (!(founders > 0 && cells >= founders && cells < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "cells must grow from above 0, found " + founders + " to " + cells);
    }
    if (!(turnover >= 0 && turnover < 1)) {
      throw new IllegalArgumentException(
          "deaths per division must be in [0, 1), found " + turnover);
    }
    if (Long.bitCount(genotype) > MOST_CHANGES) {
      throw new IllegalArgumentException(
          "at most 20 changes, found " + Long.bitCount(genotype) + " in one genotype");
    }
    double divisions = FastMath.log(cells / founders) / (1 - turnover);
    double share = allowedOrders(genotype);
    for (long rest = genotype; rest != 0; rest &= rest - 1) {
      share *= changed(change(Long.numberOfTrailingZeros(rest)), divisions);
    }
    return share;
  }

  /** Share of cells that a change befell in a lineage's divisions. */
  private static double changed(Change change, double divisions) {
    return -FastMath.expm1(-change.perDivision() * divisions);
  }

  /** Part of all orders of a genotype's changes in which each comes after what it requires. */
  private double allowedOrders(long genotype) {
    int count = Long.bitCount(genotype);
    Change[] members = new Change[count];
    long[] bits = new long[count];
    int n = 0;
    for (long rest = genotype; rest != 0; rest &= rest - 1) {
      members[n] = change(Long.numberOfTrailingZeros(rest));
      bits[n] = Long.lowestOneBit(rest);
      n++;
    }
    // part[subset]: that part for the subset alone; the last change is each one in turn.
    double[] part = new double[1 << count];
    part[0] = 1;
    for (int subset = 1; subset < part.length; subset++) {
      for (int last = 0; last < count; last++) {
        if ((subset >> last & 1) != 0) {
          long others = 0;
          for (int i = 0; i < count; i++) {
            others |= i != last && (subset >> i & 1) != 0 ? bits[i] : 0;
          }
          if ((members[last].requires() & ~others) == 0) {
            part[subset] += part[subset ^ 1 << last] / Integer.bitCount(subset);
          }
        }
      }
    }
    return part[part.length - 1];
  }

  private Change change(int bit) {
    for (Change change : changes) {
      if (change.bit() == bit) {
        return change;
      }
    }
    throw new IllegalArgumentException("no heritable change has the bit " + bit);
  }

  /**
   * Fills the reservoir with a lesion as it is expected at the start: every genotype of one or two
   * changes at its share of {@link #preexisting} without any other change, the rest unchanged.
   * Genotypes of more changes arise by {@link #advance}.
   *
   * @param cells cells of the lesion that are not simulated
   * @param founders cells from which it grew
   * @param turnover deaths per division before treatment, 0 to below 1
   */
  public void fill(double cells, double founders, double turnover) {
    this.cells.clear();
    double rest = cells;
    for (int i = 0; i < changes.size(); i++) {
      for (int j = i; j < changes.size(); j++) {
        long genotype = 1L << changes.get(i).bit() | 1L << changes.get(j).bit();
        double part = cells * preexisting(genotype, cells, founders, turnover);
        for (Change other : changes) {
          if ((genotype >>> other.bit() & 1) == 0) {
            part *= 1 - changed(other, FastMath.log(cells / founders) / (1 - turnover));
          }
        }
        if (part > 0) {
          this.cells.put(genotype, part);
          rest -= part;
        }
      }
    }
    this.cells.put(0L, rest);
    limit();
  }

  /**
   * Adds cells of a genotype, such as a subclone known at the start.
   *
   * @param genotype bit mask of its changes
   * @param count number of cells, not negative
   */
  void add(long genotype, double count) {
    if (!(count >= 0 && count < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("cells must not be negative, found " + count);
    }
    cells.merge(genotype, count, Double::sum);
    limit();
  }

  /** Expected cells of a genotype; 0 when it is not kept. */
  public double cells(long genotype) {
    return cells.getOrDefault(genotype, 0.0);
  }

  private double total() {
    double sum = 0;
    for (double count : cells.values()) {
      sum += count;
    }
    return sum;
  }

  /** Expected cells by genotype, in the order of the masks as signed numbers. */
  public SortedMap<Long, Double> genotypes() {
    return new TreeMap<>(cells);
  }

  /**
   * Lets time pass at constant rates.
   *
   * @param days length in days, not negative
   * @param rates rates of each genotype
   * @throws IllegalArgumentException when a rate is negative or not a number
   */
  public void advance(double days, Rates rates) {
    if (!(days >= 0 && days < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("time must not be negative, found " + days + " d");
    }
    addNext();
    int n = cells.size();
    long[] genotype = new long[n];
    double[] count = new double[n];
    double[] net = new double[n];
    double[] birth = new double[n];
    int i = 0;
    for (Map.Entry<Long, Double> entry : cells.entrySet()) {
      long g = entry.getKey();
      genotype[i] = g;
      count[i] = entry.getValue();
      birth[i] = checked(rates.birth(g));
      net[i] = birth[i] - checked(rates.death(g)) - checked(rates.kill(g));
      i++;
    }
    // Fluxes between kept genotypes: from, to and rate per day. What would become a genotype that
    // is not kept stays where it is.
    List<int[]> routes = new ArrayList<>();
    List<Double> flux = new ArrayList<>();
    for (int from = 0; from < n; from++) {
      for (Change change : changes) {
        if (change.perDivision() > 0 && change.befalls(genotype[from])) {
          int to = Arrays.binarySearch(genotype, genotype[from] | 1L << change.bit());
          if (to >= 0) {
            routes.add(new int[] {from, to});
            flux.add(birth[from] * change.perDivision());
            net[from] -= birth[from] * change.perDivision();
          }
        }
      }
    }
    int[] from = new int[routes.size()];
    int[] to = new int[from.length];
    double[] rate = new double[from.length];
    for (int r = 0; r < from.length; r++) {
      from[r] = routes.get(r)[0];
      to[r] = routes.get(r)[1];
      rate[r] = flux.get(r);
    }
    uniformize(count, net, from, to, rate, changes.size(), days);
    for (i = 0; i < n; i++) {
      cells.put(genotype[i], count[i]);
    }
    limit();
  }

  private static double checked(double rate) {
    if (!(rate >= 0 && rate < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a rate must not be negative, found " + rate + " /d");
    }
    return rate;
  }

  /**
   * Multiplies by exp(A t) for A with the given diagonal and off-diagonal entries: with c such that
   * B = A + cI has no negative entry, exp(A t) = exp(−ct) Σ (Bt)^k/k!.
   */
  private static void uniformize(
      double[] x,
      double[] diagonal,
      int[] from,
      int[] to,
      double[] rate,
      int longest,
      double days) {
    int n = x.length;
    double shift = 0;
    double largest = 0;
    for (double d : diagonal) {
      shift = Math.max(shift, -d);
    }
    for (double d : diagonal) {
      largest = Math.max(largest, d + shift);
    }
    int parts = (int) Math.max(1, Math.ceil((shift + largest) * days / MOST_PER_PART));
    double t = days / parts;
    double scale = FastMath.exp(-shift * t);
    for (int part = 0; part < parts; part++) {
      double[] term = x.clone();
      double[] sum = x.clone();
      // The longest chain of changes shows in no earlier term than its length.
      boolean more = true;
      for (int k = 1; more; k++) {
        double[] next = new double[n];
        for (int i = 0; i < n; i++) {
          next[i] = (diagonal[i] + shift) * term[i] * (t / k);
        }
        for (int r = 0; r < from.length; r++) {
          next[to[r]] += rate[r] * term[from[r]] * (t / k);
        }
        more = k < longest;
        for (int i = 0; i < n; i++) {
          sum[i] += next[i];
          more |= next[i] > 1e-17 * sum[i];
        }
        term = next;
      }
      for (int i = 0; i < n; i++) {
        x[i] = sum[i] * scale;
      }
    }
  }

  /** Adds the genotypes that one change makes of those with a cell or more. */
  private void addNext() {
    List<Long> present = new ArrayList<>();
    for (Map.Entry<Long, Double> entry : cells.entrySet()) {
      if (entry.getValue() >= 1) {
        present.add(entry.getKey());
      }
    }
    for (long genotype : present) {
      for (Change change : changes) {
        if (change.perDivision() > 0 && change.befalls(genotype)) {
          cells.putIfAbsent(genotype | 1L << change.bit(), 0.0);
        }
      }
    }
  }

  /**
   * Folds the smallest genotypes, ties by the larger mask, into the nearest kept genotype with a
   * part of their changes (fewest changes fewer, then most cells, then smaller mask) until 64 are
   * left; the sum stays. A genotype with no such ancestor stays.
   */
  private void limit() {
    if (cells.size() <= MOST) {
      return;
    }
    // Copied entries: a comparator that looked each one up would take most of a day's time.
    List<Map.Entry<Long, Double>> bySize = new ArrayList<>();
    for (Map.Entry<Long, Double> entry : cells.entrySet()) {
      bySize.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    bySize.sort(
        (a, b) -> {
          int order = Double.compare(a.getValue(), b.getValue());
          return order != 0 ? order : Long.compareUnsigned(b.getKey(), a.getKey());
        });
    for (Map.Entry<Long, Double> entry : bySize) {
      long genotype = entry.getKey();
      if (cells.size() <= MOST) {
        return;
      }
      long nearest = genotype;
      // One change fewer is nearest; most genotypes have such an ancestor, and it is found at once.
      for (long rest = genotype; rest != 0; rest &= rest - 1) {
        long candidate = genotype & ~Long.lowestOneBit(rest);
        if (cells.containsKey(candidate) && (nearest == genotype || isNearer(candidate, nearest))) {
          nearest = candidate;
        }
      }
      if (nearest == genotype) {
        for (long candidate : cells.keySet()) {
          if (candidate != genotype
              && (candidate & ~genotype) == 0
              && (nearest == genotype || isNearer(candidate, nearest))) {
            nearest = candidate;
          }
        }
      }
      if (nearest != genotype) {
        cells.merge(nearest, cells.remove(genotype), Double::sum);
      }
    }
  }

  private boolean isNearer(long a, long b) {
    if (Long.bitCount(a) != Long.bitCount(b)) {
      return Long.bitCount(a) > Long.bitCount(b);
    }
    int order = Double.compare(cells.get(a), cells.get(b));
    return order != 0 ? order > 0 : Long.compareUnsigned(a, b) < 0;
  }

  /**
   * Draws the cells that enter the lattice, keyed by genotype and minute: a genotype that comes or
   * goes shifts no other's draw. Of each, a Poisson number with the mean exchange rate × days ×
   * lattice cells × its share of the reservoir. A genotype of less than one expected cell sends
   * none: it may not exist.
   *
   * @param exchangePerDay part of the lattice's cells exchanged per day, not negative
   * @param days time covered in days, not negative
   * @param latticeCells living tumor cells on the lattice
   * @param stream draws for this purpose and lesion
   * @param minute the minute of entry
   * @return immigrants by genotype, in the order of the masks, only those with a cell
   */
  public List<Immigrants> immigrants(
      double exchangePerDay, double days, long latticeCells, KeyedStream stream, long minute) {
    if (!(exchangePerDay >= 0 && days >= 0 && latticeCells >= 0)) {
      throw new IllegalArgumentException(
          "exchange, time and cells must not be negative, found "
              + exchangePerDay
              + " /d, "
              + days
              + " d, "
              + latticeCells);
    }
    List<Immigrants> entering = new ArrayList<>();
    double total = total();
    for (Map.Entry<Long, Double> entry : cells.entrySet()) {
      double count = entry.getValue();
      if (count >= 1) {
        double mean = exchangePerDay * days * latticeCells * (count / total);
        int drawn = Inverse.poisson(mean, stream.uniform(entry.getKey(), minute, 0));
        if (drawn > 0) {
          entering.add(new Immigrants(entry.getKey(), drawn));
        }
      }
    }
    return entering;
  }

  /** Writes the cells of each genotype; the changes are parameters and not written. */
  public void writeState(DataOutput out) throws IOException {
    out.writeInt(cells.size());
    for (Map.Entry<Long, Double> entry : cells.entrySet()) {
      out.writeLong(entry.getKey());
      out.writeDouble(entry.getValue());
    }
  }

  /** Reads what {@link #writeState} wrote, in place of all that is here. */
  public void readState(DataInput in) throws IOException {
    cells.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      long genotype = in.readLong();
      cells.put(genotype, in.readDouble());
    }
  }
}
