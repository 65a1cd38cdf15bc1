package org.evade.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.evade.cell.Newick;
import org.evade.chart.Table;

/**
 * The trees of clones of a run, one a lesion. They are made of {@code clones.csv}, so that they
 * hold the clones that have a row there and no other.
 */
final class CloneTree {

  private static final double MINUTES_PER_DAY = 1440;

  private final Map<String, Double> born = new LinkedHashMap<>();
  private final Map<String, List<String>> children = new LinkedHashMap<>();
  private final List<String> founders = new ArrayList<>();

  private CloneTree() {}

  /**
   * The trees as text, a line a lesion in the order of the table. Branch lengths are days from a
   * parent's birth to its child's; several founders hang on a nameless root, by days since the
   * first of them.
   *
   * @param clones columns clone, parent and born_day; of a clone's rows the last says its parent,
   *     which has a row, too, and was born before
   */
  static String newick(Table clones) {
    List<String> names = clones.text("clone");
    List<String> parents = clones.text("parent");
    double[] days = clones.numbers("born_day");
    Map<String, String> parentOf = new LinkedHashMap<>();
    Map<String, CloneTree> trees = new LinkedHashMap<>();
    for (int i = 0; i < days.length; i++) {
      parentOf.put(names.get(i), parents.get(i));
      tree(names.get(i), trees).born.put(names.get(i), days[i]);
    }
    parentOf.forEach((name, parent) -> tree(name, trees).hang(name, parent));
    StringBuilder text = new StringBuilder();
    trees.values().forEach(tree -> text.append(Newick.write(tree.root())).append('\n'));
    return text.toString();
  }

  /** The tree of a clone's lesion, which its name begins with when there are several. */
  private static CloneTree tree(String clone, Map<String, CloneTree> trees) {
    String lesion = clone.substring(0, clone.lastIndexOf('/') + 1);
    return trees.computeIfAbsent(lesion, name -> new CloneTree());
  }

  private void hang(String clone, String parent) {
    if (parent.isEmpty()) {
      founders.add(clone);
      return;
    }
    if (!born.containsKey(parent)) {
      throw new IllegalStateException(
          "clone " + clone + " has the parent " + parent + ", not here");
    }
    children.computeIfAbsent(parent, name -> new ArrayList<>()).add(clone);
  }

  private Newick.Node root() {
    if (founders.size() == 1) {
      return node(founders.get(0), Double.NaN);
    }
    double earliest = Double.POSITIVE_INFINITY;
    for (String founder : founders) {
      earliest = Math.min(earliest, born.get(founder));
    }
    List<Newick.Node> nodes = new ArrayList<>();
    for (String founder : founders) {
      nodes.add(node(founder, days(earliest, founder)));
    }
    return new Newick.Node("", Double.NaN, nodes);
  }

  /** A clone and all below; no deeper than the changes that a cell can go through. */
  private Newick.Node node(String clone, double length) {
    List<Newick.Node> below = new ArrayList<>();
    for (String child : children.getOrDefault(clone, List.of())) {
      below.add(node(child, days(born.get(clone), child)));
    }
    return new Newick.Node(clone, length, below);
  }

  /** Days from a time to a clone's birth, both on whole minutes. */
  private double days(double since, String clone) {
    return Math.rint((born.get(clone) - since) * MINUTES_PER_DAY) / MINUTES_PER_DAY;
  }
}
