package org.evade.response;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The target lesions at baseline, no more than 28 days before treatment. RECIST 1.1 (Eisenhauer
 * 2009, Eur J Cancer 45:228): up to five, no more than two an organ, each measurable.
 *
 * @param targets the target lesions
 */
public record Baseline(List<Lesion> targets) {

  /** Most target lesions. */
  public static final int MOST = 5;

  /** Smallest diameter of a target that is no node, in mm. */
  public static final double LEAST_MM = 10;

  /** Most target lesions of one organ. */
  public static final int MOST_OF_ORGAN = 2;

  /**
   * A lesion at baseline.
   *
   * @param name its name
   * @param organ the organ it is in
   * @param node whether it is a lymph node, read by its short axis
   * @param mm diameter in mm
   */
  public record Lesion(String name, String organ, boolean node, double mm) {

    /** Whether it can be a target: 10 mm or more, a node 15 mm or more. */
    public boolean measurable() {
      return mm >= (node ? 15 : LEAST_MM);
    }
  }

  /**
   * Refuses lesions that cannot be targets.
   *
   * @throws IllegalArgumentException when there is none, one is not measurable, or there are too
   *     many
   */
  public Baseline {
    targets = List.copyOf(targets);
    if (targets.isEmpty() || targets.size() > MOST) {
      throw new IllegalArgumentException(
          "1 to " + MOST + " target lesions are needed, found " + targets.size());
    }
    SortedMap<String, Integer> organs = new TreeMap<>();
    for (Lesion lesion : targets) {
      if (!lesion.measurable()) {
        throw new IllegalArgumentException(
            "lesion " + lesion.name() + " of " + lesion.mm() + " mm is not measurable");
      }
      if (organs.merge(lesion.organ(), 1, Integer::sum) > MOST_OF_ORGAN) {
        throw new IllegalArgumentException(
            "more than " + MOST_OF_ORGAN + " target lesions in " + lesion.organ());
      }
    }
  }

  /**
   * Targets that are no nodes, each in an organ of its own.
   *
   * @param mm their diameters in mm
   */
  public static Baseline of(double... mm) {
    List<Lesion> lesions = new ArrayList<>();
    for (double each : mm) {
      String name = "lesion " + (lesions.size() + 1);
      lesions.add(new Lesion(name, name, false, each));
    }
    return new Baseline(lesions);
  }

  /** Sum of the diameters in mm. */
  public double sum() {
    double sum = 0;
    for (Lesion lesion : targets) {
      sum += lesion.mm();
    }
    return sum;
  }
}
