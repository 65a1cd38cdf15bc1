package org.evade.patient;

import org.evade.catalogue.ParameterValues;
import org.evade.mechanism.Mechanisms;

/**
 * One hour of the leukocytes of a lesion, in sub-steps: T cells without a target look for one, T
 * cells with a target hit it, all others walk.
 */
final class LeukocyteStep {

  private static final double HOUR = 60;

  private final double minutes;
  private final Attack attack;
  private final Walk walk;

  LeukocyteStep(
      Lesion lesion, Streams streams, Mechanisms mechanisms, ParameterValues p, Contact contact) {
    minutes = p.get("engine.leukocyte-interval");
    attack = new Attack(lesion, streams, p, contact, minutes);
    walk = new Walk(lesion, streams.move(), mechanisms, p, minutes);
  }

  /** Runs the hour that starts at a minute. */
  void hour(long start) {
    attack.begin();
    int steps = (int) (HOUR / minutes);
    for (int s = 0; s < steps; s++) {
      long minute = start + Math.round(s * minutes);
      attack.step(minute);
      walk.step(minute, s);
    }
  }

  /**
   * Lets an hour of contacts pass while every cell stays where it is: T cells take and leave
   * targets and secrete, but do not hit.
   */
  void hold(long start) {
    attack.begin();
    int steps = (int) (HOUR / minutes);
    for (int s = 0; s < steps; s++) {
      attack.hold(start + Math.round(s * minutes));
    }
  }

  /** Takes up the matrix of the lesion, after it was laid down or read. */
  void matrixChanged() {
    walk.matrixChanged();
  }

  /** Takes up the tumor cells of the lesion, after they divided, died or were cleared. */
  void tumorMoved() {
    walk.tumorMoved();
  }
}
