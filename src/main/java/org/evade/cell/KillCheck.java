package org.evade.cell;

import org.evade.random.KeyedStream;

/**
 * Kills per day of an unsuppressed T cell that always has a target, three ways, and what they make
 * of a whole lattice: what {@code evade verify} prints.
 *
 * @param closedForm continuous time: {@link KillChain#killsPerDay}
 * @param discrete exact for the sub-step: {@link KillChain.Step#killsPerDay}
 * @param simulated as the engine does it, with keyed draws
 * @param halved simulated with half the sub-step
 * @param subStepMinutes length of the sub-step in minutes
 * @param kills number of kills simulated for each of the two
 */
public record KillCheck(
    double closedForm,
    double discrete,
    double simulated,
    double halved,
    double subStepMinutes,
    int kills) {

  /**
   * The kill budget of a lattice: T cells × reactive × in the nest × engaged × kills per day.
   *
   * @param cd8 CD8 T cells on the lattice
   * @param reactive share of them that recognizes the tumor
   * @param inNest share of those that lie in a tumor nest
   * @param engaged share of those that have a target
   * @param killsPerDay kills per day of one that has
   */
  public record Budget(
      double cd8, double reactive, double inNest, double engaged, double killsPerDay) {

    /** Tumor cells killed per day. */
    public double perDay() {
      return cd8 * reactive * inNest * engaged * killsPerDay;
    }
  }

  /**
   * Computes and simulates.
   *
   * @param chain the chain
   * @param subStepMinutes length of the sub-step in minutes
   * @param kills number of kills to simulate, at least 1; the relative standard error of the
   *     simulated rates is below 1/sqrt(kills)
   * @param seed seed of the draws
   */
  public static KillCheck run(KillChain chain, double subStepMinutes, int kills, long seed) {
    if (kills < 1) {
      throw new IllegalArgumentException("at least one kill must be simulated, found " + kills);
    }
    KillChain.Step step = chain.step(subStepMinutes);
    KillChain.Step half = chain.step(subStepMinutes / 2);
    return new KillCheck(
        chain.killsPerDay(1),
        step.killsPerDay(1),
        simulate(step, subStepMinutes, 1, kills, KeyedStream.of(seed, "verify.kill")),
        simulate(half, subStepMinutes / 2, 1, kills, KeyedStream.of(seed, "verify.kill.half")),
        subStepMinutes,
        kills);
  }

  /**
   * Kills per day of one T cell on one target after the other, by the engine's primitives.
   *
   * @param step the chain over one sub-step
   * @param minutes length of the sub-step
   * @param hazardFactor factor on the hit rate, positive
   * @param kills number of kills to simulate
   * @param stream draws
   */
  static double simulate(
      KillChain.Step step, double minutes, double hazardFactor, int kills, KeyedStream stream) {
    long steps = 0;
    for (int target = 0; target < kills; target++) {
      int hits = 0;
      int n = 0;
      while (!step.kills(hits)) {
        hits =
            step.survivors(hits, stream.uniform(target, n, 0))
                + step.hits(hazardFactor, stream.uniform(target, n, 1));
        n++;
      }
      steps += n;
    }
    return kills / (steps * minutes / 1440);
  }

  /** Largest relative distance of the three rates at the full sub-step from each other. */
  public double spread() {
    double most = Math.max(closedForm, Math.max(discrete, simulated));
    double least = Math.min(closedForm, Math.min(discrete, simulated));
    return most / least - 1;
  }

  /** Relative change of the simulated rate when the sub-step is halved. */
  public double changeOnHalving() {
    return Math.abs(halved / simulated - 1);
  }
}
