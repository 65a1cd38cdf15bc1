package org.evade.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cells of a lesion as a user gives them, such as those of segmented multiplex
 * immunofluorescence. Two tables with the same rows in another order hold the same cells.
 *
 * @param path the file it was read from, as the user would name it
 * @param text the file's text, byte for byte when written in UTF-8
 * @param cells the cells in the order of their voxels, types and labels
 */
public record CellTable(String path, String text, List<Cell> cells) {

  private static final Comparator<Cell> ORDER =
      Comparator.comparingInt(Cell::z)
          .thenComparingInt(Cell::y)
          .thenComparingInt(Cell::x)
          .thenComparing(Cell::type)
          .thenComparing(Cell::label);

  /** What may stand in the column {@code type}. */
  public enum Type {
    /** Living tumor cell. */
    TUMOR,
    /** Dead tumor cell that is not cleared yet. */
    DEBRIS,
    /** CD8 T cell. */
    CD8,
    /** Regulatory T cell. */
    TREG,
    /** Myeloid-derived suppressor cell. */
    MDSC,
    /** Vessel. */
    VESSEL;

    /** The word in the table. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether several, up to the voxel's room, may lie in one voxel. */
    public boolean isLeukocyte() {
      return this == CD8 || this == TREG || this == MDSC;
    }

    /** The words of all types. */
    static List<String> words() {
      return Arrays.stream(values()).map(Type::word).toList();
    }
  }

  /**
   * A cell, or a vessel.
   *
   * @param x column of its voxel
   * @param y row of its voxel
   * @param z layer of its voxel, 0 in two dimensions
   * @param type what it is
   * @param label label of its clone, empty when it has none
   */
  public record Cell(int x, int y, int z, Type type, String label) {}

  /** Puts the cells in order. */
  public CellTable {
    List<Cell> ordered = new ArrayList<>(cells);
    ordered.sort(ORDER);
    cells = Collections.unmodifiableList(ordered);
  }

  /** Number of cells of a type. */
  public int count(Type type) {
    return (int) cells.stream().filter(cell -> cell.type() == type).count();
  }

  /**
   * The parts of a clone's label: the names of its mechanisms when it names any.
   *
   * @param label a label, its parts joined by {@code +}
   */
  public static List<String> parts(String label) {
    return List.of(label.split("\\+", -1));
  }

  /** Number of tumor cells and debris by label of their clone, those without a label left out. */
  public SortedMap<String, Integer> clones() {
    SortedMap<String, Integer> clones = new TreeMap<>();
    for (Cell cell : cells) {
      if (!cell.label().isEmpty()) {
        clones.merge(cell.label(), 1, Integer::sum);
      }
    }
    return clones;
  }
}
