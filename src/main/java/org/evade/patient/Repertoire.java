package org.evade.patient;

import java.util.function.IntToDoubleFunction;
import org.evade.cell.Clone;

/** The T cells of the blood that recognize what one clone shows, by how many there are of each. */
final class Repertoire {

  private final double[] shares = new double[Long.SIZE];

  /**
   * The T cells of the moment.
   *
   * @param clone the clone that must show the neoantigen
   * @param level T cells in blood, by number of the neoantigen
   */
  Repertoire(Clone clone, IntToDoubleFunction level) {
    double sum = 0;
    for (int k = 0; k < Long.SIZE; k++) {
      shares[k] = clone.isVisible(k) ? level.applyAsDouble(k) : 0;
      sum += shares[k];
    }
    for (int k = 0; k < Long.SIZE && sum > 0; k++) {
      shares[k] /= sum;
    }
  }

  /** Share of the T cells that recognize a neoantigen; they sum to 1, or to 0 without T cells. */
  double share(int neoantigen) {
    return shares[neoantigen];
  }
}
