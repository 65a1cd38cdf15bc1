package org.evade.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Layout of a Muller (fish) plot: each clone lies within its parent, and the height it takes,
 * descendants left out, is its share of the living cells. A parent's own height is spread evenly
 * before, between and after its children. Clones whose share never reaches a threshold are drawn
 * together as one band on top; their drawn descendants lie within the nearest drawn ancestor.
 */
final class Muller {

  /** A clone that is drawn. */
  static final class Clone {

    final String id;
    final String genotype;
    final List<Clone> children = new ArrayList<>();
    final double[] share;
    final int firstIndex;

    private Clone(String id, String genotype, double[] share) {
      this.id = id;
      this.genotype = genotype;
      this.share = share;
      int at = 0;
      while (at < share.length - 1 && !(share[at] > 0)) {
        at++;
      }
      this.firstIndex = at;
    }
  }

  /** A clone's piece between its children: from lower to upper per day. */
  static final class Piece {

    final Clone clone;
    final double[] lower;
    final double[] upper;

    Piece(Clone clone, double[] lower, double[] upper) {
      this.clone = clone;
      this.lower = lower;
      this.upper = upper;
    }

    /**
     * Where a label of the clone's name has most of the piece behind it, over its whole width.
     *
     * @param days the days of the layout
     * @param letter width of a letter in days
     * @param avoid days that the label must not cover
     * @return empty where the piece has no such place
     */
    Optional<Label> label(double[] days, double letter, Set<Double> avoid) {
      double half = letter * (6 + clone.id.length()) / 2 + letter;
      Optional<Label> best = Optional.empty();
      for (int i = 0; i < days.length; i++) {
        boolean inside = days[i] - half > days[0] && days[i] + half < days[days.length - 1];
        double middle = days[i];
        if (!inside || avoid.stream().anyMatch(day -> Math.abs(middle - day) <= half)) {
          continue;
        }
        double bottom = lower[i];
        double top = upper[i];
        for (int k = i; k >= 0 && days[k] > days[i] - half; k--) {
          bottom = Math.max(bottom, lower[k]);
          top = Math.min(top, upper[k]);
        }
        for (int k = i; k < days.length && days[k] < days[i] + half; k++) {
          bottom = Math.max(bottom, lower[k]);
          top = Math.min(top, upper[k]);
        }
        double least = best.map(Label::height).orElse(0.0);
        if (top - bottom > least) {
          best = Optional.of(new Label(clone.id, days[i], (bottom + top) / 2, top - bottom));
        }
      }
      return best;
    }
  }

  /**
   * A place for a clone's name.
   *
   * @param name the name
   * @param day day of its middle
   * @param middle height of its middle, 0 to 1
   * @param height how much of the clone is behind all of it, 0 to 1
   */
  record Label(String name, double day, double middle, double height) {}

  /** Name of the band of all clones that are not drawn alone. */
  static final String REST = "rest";

  private final double[] days;
  private final List<Clone> clones;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Piece> extents = new ArrayList<>();
  private final int folded;

  private Muller(double[] days, List<Clone> clones, List<Clone> roots, int folded) {
    this.days = days;
    this.folded = folded;
    this.clones = clones;
    double[] base = new double[days.length];
    for (Clone root : roots) {
      base = place(root, base);
    }
  }

  /**
   * Lays out a table of clones.
   *
   * @param table columns day, clone, parent, genotype, cells
   * @param threshold the share a clone has to reach once to be drawn, 0 to 1
   */
  static Muller of(Table table, double threshold) {
    List<String> ids = table.text("clone");
    List<String> parentColumn = table.text("parent");
    List<String> genotypeColumn = table.text("genotype");
    Map<String, String> parents = new HashMap<>();
    Map<String, String> genotypes = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      parents.put(ids.get(i), parentColumn.get(i));
      genotypes.put(ids.get(i), genotypeColumn.get(i));
    }
    Run.Series shares = Run.pivot(table, ids, "cells").shares();
    Set<String> kept = new HashSet<>();
    for (Map.Entry<String, double[]> entry : shares.values.entrySet()) {
      for (double share : entry.getValue()) {
        if (share >= threshold) {
          kept.add(entry.getKey());
        }
      }
    }
    Map<String, double[]> drawn = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> entry : shares.values.entrySet()) {
      String id = entry.getKey();
      String owner = kept.contains(id) ? id : REST;
      double[] sum = drawn.computeIfAbsent(owner, o -> new double[shares.days.length]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += entry.getValue()[i];
      }
    }
    Map<String, Clone> clones = new LinkedHashMap<>();
    for (Map.Entry<String, double[]> entry : drawn.entrySet()) {
      String id = entry.getKey();
      clones.put(id, new Clone(id, genotypes.getOrDefault(id, REST), entry.getValue()));
    }
    List<Clone> roots = new ArrayList<>();
    for (Clone clone : clones.values()) {
      Clone parent = clones.get(ancestor(clone.id, parents, kept));
      if (parent == null || parent == clone || clone.id.equals(REST) || parent.id.equals(REST)) {
        roots.add(clone);
      } else {
        parent.children.add(clone);
      }
    }
    Comparator<Clone> byAge =
        Comparator.<Clone, Boolean>comparing(c -> c.id.equals(REST))
            .thenComparingInt(c -> c.firstIndex)
            .thenComparingInt(c -> c.id.length())
            .thenComparing(c -> c.id);
    roots.sort(byAge);
    for (Clone clone : clones.values()) {
      clone.children.sort(byAge);
    }
    int folded = shares.values.size() - kept.size();
    return new Muller(shares.days, List.copyOf(clones.values()), roots, folded);
  }

  /** The nearest ancestor that is drawn, or {@link #REST} if there is none. */
  private static String ancestor(String id, Map<String, String> parents, Set<String> kept) {
    Set<String> seen = new HashSet<>();
    String at = parents.getOrDefault(id, "");
    while (!at.isEmpty() && !kept.contains(at) && seen.add(at)) {
      at = parents.getOrDefault(at, "");
    }
    return kept.contains(at) && !at.equals(id) ? at : REST;
  }

  double[] days() {
    return days;
  }

  /** How many clones are in the band of those not drawn alone. */
  int folded() {
    return folded;
  }

  /** The clones drawn, in the order of the table. */
  List<Clone> clones() {
    return clones;
  }

  /** The pieces from bottom to top; each begins where the one below ends. */
  List<Piece> pieces() {
    return pieces;
  }

  /** From where to where each clone reaches, descendants included; ancestors come last. */
  List<Piece> extents() {
    return extents;
  }

  private double[] place(Clone clone, double[] base) {
    int gaps = clone.children.size() + 1;
    double[] at = base;
    for (int k = 0; k < gaps; k++) {
      double[] top = at.clone();
      for (int i = 0; i < top.length; i++) {
        top[i] += clone.share[i] / gaps;
      }
      pieces.add(new Piece(clone, at, top));
      at = k < clone.children.size() ? place(clone.children.get(k), top) : top;
    }
    extents.add(new Piece(clone, base, at));
    return at;
  }
}
