package org.evade.patient;

import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;

/**
 * Three transit stages and a pool with first-order loss, fed at a constant rate within an interval.
 * The equations are linear, so that one interval is a fixed matrix, found once by integration.
 */
final class TransitChain {

  /** Stages, the pool included. */
  static final int STAGES = 4;

  private final double[][] carry;
  private final double[] feed;

  private TransitChain(double[][] carry, double[] feed) {
    this.carry = carry;
    this.feed = feed;
  }

  /**
   * A chain.
   *
   * @param transitDays mean time to pass the three stages
   * @param lossPerDay loss from the pool
   * @param days length of an interval
   */
  static TransitChain of(double transitDays, double lossPerDay, double days) {
    double rate = (STAGES - 1) / transitDays;
    double[][] carry = new double[STAGES][];
    for (int s = 0; s < STAGES; s++) {
      double[] unit = new double[STAGES];
      unit[s] = 1;
      carry[s] = integrate(unit, 0, rate, lossPerDay, days);
    }
    return new TransitChain(carry, integrate(new double[STAGES], 1, rate, lossPerDay, days));
  }

  private static double[] integrate(
      double[] start, double input, double rate, double loss, double days) {
    FirstOrderDifferentialEquations equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return STAGES;
          }

          @Override
          public void computeDerivatives(double t, double[] y, double[] yDot) {
            yDot[0] = input - rate * y[0];
            yDot[1] = rate * (y[0] - y[1]);
            yDot[2] = rate * (y[1] - y[2]);
            yDot[3] = rate * y[2] - loss * y[3];
          }
        };
    double[] end = new double[STAGES];
    new DormandPrince853Integrator(1e-6 * days, days, 1e-14, 1e-13)
        .integrate(equations, 0, start, days, end);
    return end;
  }

  /**
   * Carries a chain over one interval.
   *
   * @param amounts amount in each stage and the pool; changed
   * @param input input to the first stage per day
   */
  void advance(double[] amounts, double input) {
    double[] end = new double[STAGES];
    for (int to = 0; to < STAGES; to++) {
      double sum = input * feed[to];
      for (int from = 0; from < STAGES; from++) {
        sum += amounts[from] * carry[from][to];
      }
      end[to] = sum;
    }
    System.arraycopy(end, 0, amounts, 0, STAGES);
  }
}
