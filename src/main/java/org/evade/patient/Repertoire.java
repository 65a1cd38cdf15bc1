package org.evade.patient;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;

/** The T cells of the blood that recognize what one clone shows, by how many there are of each. */
final class Repertoire {

  private final int[] neoantigens;
  private final double[] upTo;

  /**
   * The T cells of the moment.
   *
   * @param clone the clone that must show the neoantigen
   * @param level T cells in blood, by number of the neoantigen
   */
  Repertoire(Clone clone, IntToDoubleFunction level) {
    int[] found = new int[Long.SIZE];
    double[] sums = new double[Long.SIZE];
    int count = 0;
    double sum = 0;
    for (int k = 0; k < Long.SIZE; k++) {
      double cells = clone.isVisible(k) ? level.applyAsDouble(k) : 0;
      if (cells > 0) {
        sum += cells;
        found[count] = k;
        sums[count++] = sum;
      }
    }
    neoantigens = Arrays.copyOf(found, count);
    upTo = Arrays.copyOf(sums, count);
  }

  /**
   * What a T cell recognizes, by a uniform number in (0, 1), or {@link Cd8Cells#BYSTANDER} when
   * there is none.
   */
  int specificity(double u) {
    if (upTo.length == 0) {
      return Cd8Cells.BYSTANDER;
    }
    int at = Arrays.binarySearch(upTo, u * upTo[upTo.length - 1]);
    return neoantigens[Math.min(at < 0 ? -at - 1 : at, neoantigens.length - 1)];
  }
}
