package org.evade.mechanism;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;

/**
 * One of the two hits that take a gene from a cell: a hit on a clone that holds a given number of
 * copies. Without the second hit nothing is lost.
 *
 * @param rate probability a copy and division
 * @param copies copies that the clone holds before the hit
 * @param gene the gene
 */
record CopyLoss(double rate, int copies, Gene gene) implements Hook.Heritable {

  /**
   * A gene that goes copy by copy.
   *
   * @param held copies that a clone holds
   * @param left copies that a daughter holds
   * @param lose takes a copy from a daughter
   */
  record Gene(
      ToIntFunction<Clone> held, ToIntFunction<Mutation> left, UnaryOperator<Mutation> lose) {}

  /** First and second hit at the rates of a mechanism's parameters. */
  static List<CopyLoss> bothHits(String mechanism, ParameterValues parameters, Gene gene) {
    return List.of(
        new CopyLoss(parameters.get(mechanism + ".rate"), 2, gene),
        new CopyLoss(parameters.get(mechanism + ".second-hit-rate"), 1, gene));
  }

  @Override
  public int targets(Clone clone) {
    return gene.held().applyAsInt(clone) == copies ? copies : 0;
  }

  @Override
  public Mutation change(Mutation daughter, int target) {
    return gene.lose().apply(daughter);
  }

  @Override
  public boolean resistant(Mutation daughter) {
    return gene.left().applyAsInt(daughter) == 0;
  }
}
