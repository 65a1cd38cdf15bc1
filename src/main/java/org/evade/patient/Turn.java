package org.evade.patient;

/**
 * The turn of a cell that divides. Turns are taken in the order of a keyed draw, so that no result
 * depends on the order of the arrays.
 *
 * @param priority the draw, as an unsigned number; the smallest comes first
 * @param id id of the cell, which settles equal draws
 * @param cell index of the cell
 */
record Turn(long priority, long id, int cell) implements Comparable<Turn> {
  @Override
  public int compareTo(Turn other) {
    int byPriority = Long.compareUnsigned(priority, other.priority);
    return byPriority != 0 ? byPriority : Long.compareUnsigned(id, other.id);
  }
}
