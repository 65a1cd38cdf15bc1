package org.evade.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clones of a lesion and how they descend from one another. Ids count births, are never reused
 * and never change, so that a name in one output file means the same clone in every other; parents
 * come before their children.
 *
 * <p>Memory stays bounded although most clones die out at once: {@link #compact} forgets extinct
 * childless clones that never made up a notable share of the living cells. Clones lie in pages of
 * 256; a page without any is released, so that a forgotten clone costs 1/64 byte.
 *
 * <p>How many cells a clone has is the caller's to count, in arrays by clone id.
 */
public final class Phylogeny {

  /** Share of the living cells up to which an extinct clone is forgotten: 0.1 %. */
  public static final double NOTABLE = 0.001;

  private static final int PAGE_BITS = 8;
  private static final int PAGE = 1 << PAGE_BITS;

  private static final Comparator<Mutation> BIRTH_ORDER =
      Comparator.comparingLong(Mutation::minute).thenComparingLong(Mutation::cell);

  /** Told of each clone that is forgotten, so that what is kept per clone can move with it. */
  @FunctionalInterface
  public interface Fold {

    /**
     * A clone is forgotten. Called for children before their parents.
     *
     * @param clone id of the clone forgotten
     * @param into id of its parent, which may be forgotten next
     */
    void fold(int clone, int into);
  }

  private static final class Page {
    private final Clone[] clones = new Clone[PAGE];
    private final double[] peak = new double[PAGE];
    private final int[] children = new int[PAGE];
    private int kept;
  }

  private final Neoantigens neoantigens;
  private final SortedMap<Integer, String> labels = new TreeMap<>();
  private Page[] pages = new Page[1];
  private int size;
  private int kept;

  /**
   * An empty phylogeny.
   *
   * @param neoantigens which alleles present which neoantigen
   */
  public Phylogeny(Neoantigens neoantigens) {
    this.neoantigens = neoantigens;
  }

  /** Forgets every clone; the next one born has the id 0. */
  public void clear() {
    pages = new Page[1];
    labels.clear();
    size = 0;
    kept = 0;
  }

  /** Number of clones ever born; ids are below it. */
  public int size() {
    return size;
  }

  /** Number of clones in memory. */
  public int kept() {
    return kept;
  }

  /** Whether a clone was born and is not forgotten. */
  public boolean contains(int id) {
    return id >= 0
        && id < size
        && pages[id >> PAGE_BITS] != null
        && pages[id >> PAGE_BITS].clones[id & (PAGE - 1)] != null;
  }

  /**
   * A clone.
   *
   * @throws IllegalArgumentException when it was never born or is forgotten
   */
  public Clone get(int id) {
    if (!contains(id)) {
      throw new IllegalArgumentException("no clone " + id + " in memory");
    }
    return pages[id >> PAGE_BITS].clones[id & (PAGE - 1)];
  }

  /** The clones in memory, by rising id: parents before children. */
  public List<Clone> clones() {
    List<Clone> clones = new ArrayList<>(kept);
    for (int id = next(0); id < size; id = next(id + 1)) {
      clones.add(clone(id));
    }
    return clones;
  }

  /** Largest share of the living cells seen so far, 0 to 1. */
  public double peak(int id) {
    get(id);
    return pages[id >> PAGE_BITS].peak[id & (PAGE - 1)];
  }

  /**
   * Adds the clones born in one step. Their ids follow (minute, cell), whatever the order of the
   * list: the order in which divisions were processed leaves no trace. Each is a clone of its own,
   * even when two cells of one parent changed alike.
   *
   * @param born the births, parents already here
   * @return their ids, in the order of the list
   * @throws IllegalArgumentException when two have the same cell and minute, or one has an unknown
   *     parent, is older than it or got back what it had lost; nothing is added then
   */
  public int[] addAll(List<Mutation> born) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < born.size(); i++) {
      order.add(i);
      checkDescent(born.get(i));
    }
    order.sort(Comparator.comparing(born::get, BIRTH_ORDER));
    for (int i = 1; i < order.size(); i++) {
      Mutation mutation = born.get(order.get(i));
      if (BIRTH_ORDER.compare(born.get(order.get(i - 1)), mutation) == 0) {
        throw new IllegalArgumentException(
            "two clones arose in cell " + mutation.cell() + " at minute " + mutation.minute());
      }
    }
    int[] ids = new int[born.size()];
    for (int i : order) {
      Mutation mutation = born.get(i);
      ids[i] = size;
      size = Math.addExact(size, 1);
      put(
          new Clone(
              ids[i],
              mutation.parent(),
              mutation.minute(),
              mutation.neoantigens(),
              mutation.lostAlleles(),
              mutation.b2mCopies(),
              mutation.ifngCopies(),
              mutation.basalPdl1(),
              mutation.changes(),
              neoantigens.visible(
                  mutation.neoantigens(), mutation.lostAlleles(), mutation.b2mCopies())),
          0);
    }
    return ids;
  }

  private void checkDescent(Mutation mutation) {
    if ((mutation.neoantigens() & ~neoantigens.all()) != 0) {
      throw new IllegalArgumentException(
          "a clone holds neoantigens beyond the " + neoantigens.count() + " there are");
    }
    if (mutation.parent() < 0) {
      return;
    }
    Clone parent = get(mutation.parent());
    if (mutation.minute() < parent.birthMinute()) {
      throw new IllegalArgumentException(
          "a clone born at minute " + mutation.minute() + " is older than its parent");
    }
    if ((parent.lostAlleles() & ~mutation.lostAlleles()) != 0
        || mutation.b2mCopies() > parent.b2mCopies()
        || mutation.ifngCopies() > parent.ifngCopies()
        || (parent.changes() & ~mutation.changes()) != 0) {
      throw new IllegalArgumentException("a clone got back what its parent had lost");
    }
  }

  private void put(Clone clone, double peak) {
    int page = clone.id() >> PAGE_BITS;
    if (page >= pages.length) {
      pages = Arrays.copyOf(pages, Math.max(page + 1, pages.length * 2));
    }
    if (pages[page] == null) {
      pages[page] = new Page();
    }
    int slot = clone.id() & (PAGE - 1);
    pages[page].clones[slot] = clone;
    pages[page].peak[slot] = peak;
    pages[page].kept++;
    kept++;
    if (clone.parent() >= 0) {
      pages[clone.parent() >> PAGE_BITS].children[clone.parent() & (PAGE - 1)]++;
    }
  }

  /** First clone in memory from an id on, or the size when there is none. */
  private int next(int from) {
    int id = from;
    while (id < size) {
      Page page = pages[id >> PAGE_BITS];
      if (page == null) {
        id = ((id >> PAGE_BITS) + 1) << PAGE_BITS;
      } else if (page.clones[id & (PAGE - 1)] == null) {
        id++;
      } else {
        return id;
      }
    }
    return size;
  }

  private Clone clone(int id) {
    return pages[id >> PAGE_BITS].clones[id & (PAGE - 1)];
  }

  /**
   * Notes the share that each clone has of the living cells. A peak between two calls is not seen.
   *
   * @param live living cells by clone id, at least {@link #size} long
   */
  public void observe(int[] live) {
    checkLength(live);
    long total = 0;
    for (int id = 0; id < size; id++) {
      total += live[id];
    }
    if (total == 0) {
      return;
    }
    for (int id = next(0); id < size; id = next(id + 1)) {
      Page page = pages[id >> PAGE_BITS];
      int slot = id & (PAGE - 1);
      page.peak[slot] = Math.max(page.peak[slot], (double) live[id] / total);
    }
  }

  /**
   * Forgets the clones that no cell refers to any more, that have no child in memory and never made
   * up more than {@link #NOTABLE} of the living cells. Founders and clones with a label stay.
   *
   * @param references cells that still name a clone, by clone id: living ones and debris; at least
   *     {@link #size} long
   * @param fold told of each clone forgotten
   * @return how many were forgotten
   */
  public int compact(int[] references, Fold fold) {
    checkLength(references);
    int before = kept;
    // Downward, so that a parent is looked at after the last of its children went.
    for (int p = (size - 1) >> PAGE_BITS; p >= 0; p--) {
      Page page = pages[p];
      for (int slot = PAGE - 1; page != null && slot >= 0; slot--) {
        Clone clone = page.clones[slot];
        if (clone != null
            && clone.parent() >= 0
            && !labels.containsKey(clone.id())
            && references[clone.id()] == 0
            && page.children[slot] == 0
            && page.peak[slot] <= NOTABLE) {
          page.clones[slot] = null;
          page.kept--;
          kept--;
          pages[clone.parent() >> PAGE_BITS].children[clone.parent() & (PAGE - 1)]--;
          fold.fold(clone.id(), clone.parent());
        }
      }
      if (page != null && page.kept == 0) {
        pages[p] = null;
      }
    }
    return before - kept;
  }

  private void checkLength(int[] counts) {
    if (counts.length < size) {
      throw new IllegalArgumentException(
          "counts of " + size + " clones needed, found " + counts.length);
    }
  }

  /**
   * Gives a clone a label, by which it is known ever after.
   *
   * @param id a clone in memory
   * @param label the label, not empty
   */
  public void label(int id, String label) {
    labels.put(get(id).id(), label);
  }

  /** Whether a clone has a label. */
  public boolean isLabeled(int id) {
    return labels.containsKey(id);
  }

  /** Name of a clone in output files: {@code c} and the id, then a hyphen and its label if any. */
  public String name(int id) {
    return "c" + id + (labels.containsKey(id) ? "-" + labels.get(id) : "");
  }

  /** Writes all clones in memory; the neoantigens are the patient's and not written. */
  public void writeState(DataOutput out) throws IOException {
    out.writeInt(size);
    out.writeInt(kept);
    for (Clone clone : clones()) {
      out.writeInt(clone.id());
      out.writeInt(clone.parent());
      out.writeLong(clone.birthMinute());
      out.writeLong(clone.neoantigens());
      out.writeInt(clone.lostAlleles());
      out.writeInt(clone.b2mCopies());
      out.writeInt(clone.ifngCopies());
      out.writeDouble(clone.basalPdl1());
      out.writeLong(clone.changes());
      out.writeDouble(peak(clone.id()));
      out.writeUTF(labels.getOrDefault(clone.id(), ""));
    }
  }

  /** Reads what {@link #writeState} wrote, in place of all that is here. */
  public void readState(DataInput in) throws IOException {
    size = in.readInt();
    int count = in.readInt();
    kept = 0;
    labels.clear();
    pages = new Page[Math.max(1, (size + PAGE - 1) >> PAGE_BITS)];
    for (int i = 0; i < count; i++) {
      int id = in.readInt();
      int parent = in.readInt();
      long birthMinute = in.readLong();
      long held = in.readLong();
      int lostAlleles = in.readInt();
      int b2mCopies = in.readInt();
      int ifngCopies = in.readInt();
      double basalPdl1 = in.readDouble();
      long changes = in.readLong();
      double peak = in.readDouble();
      String label = in.readUTF();
      if (!label.isEmpty()) {
        labels.put(id, label);
      }
      put(
          new Clone(
              id,
              parent,
              birthMinute,
              held,
              lostAlleles,
              b2mCopies,
              ifngCopies,
              basalPdl1,
              changes,
              neoantigens.visible(held, lostAlleles, b2mCopies)),
          peak);
    }
  }
}
