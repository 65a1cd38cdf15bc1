package org.evade.patient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.random.Inverse;
import org.evade.random.KeyedStream;
import org.evade.response.NewLesions;
import org.evade.response.NonTarget;
import org.evade.response.Reading;
import org.evade.response.Scan;
import org.evade.scenario.Scenario.Beyond;

/**
 * What happens to the patient beyond the simulated lesions: non-target lesions, new lesions, death
 * and dropout, each only when the scenario switches it on.
 *
 * <p>An event comes when its hazard, summed over the days, reaches a threshold that is exponential
 * with mean 1: at a constant hazard h after an exponential time of mean 1/h, seen at the next
 * midnight. The thresholds are keyed by the run's seed and the event alone, so that two runs that
 * differ in anything else share them: where the hazard is higher, the event comes earlier.
 */
final class BeyondLesions {

  /** New lesions that are measured; further ones are only seen. */
  private static final int MEASURED = 5;

  private final Set<Beyond> on;
  private final KeyedStream stream;
  private final double nonTargetMm;
  private final double growthDifference;
  private final double newLesionHazard;
  private final double newLesionMm;
  private final double newLesionGrowth;
  private final double deathHazard;
  private final double burdenExponent;
  private final double dropoutHazard;
  private final double deathThreshold;
  private final double dropoutThreshold;

  private final List<Integer> newLesionDays = new ArrayList<>();
  private double newLesionSum;
  private double newLesionThreshold;
  private double deathSum;
  private double dropoutSum;
  private double burden = 1;
  private double burdenAtScan = 1;
  private double smallestBurden = 1;
  private int foundAtScan;

  /**
   * A patient at the start of treatment.
   *
   * @param on what may happen
   * @param parameters all parameters
   * @param seed the run's seed
   */
  BeyondLesions(Set<Beyond> on, ParameterValues parameters, long seed) {
    this.on = on;
    stream = KeyedStream.of(seed, "beyond");
    nonTargetMm = parameters.get("non-target.diameter");
    growthDifference =
        parameters.get("non-target.growth-spread") * Inverse.normal(draw(Beyond.NON_TARGET, 0));
    newLesionHazard = parameters.get("new-lesions.hazard");
    newLesionMm = parameters.get("new-lesions.diameter");
    newLesionGrowth = TumorStep.growthRate(parameters) / 3;
    deathHazard = parameters.get("death.hazard");
    burdenExponent = parameters.get("death.burden-exponent");
    dropoutHazard = parameters.get("dropout.hazard");
    newLesionThreshold = threshold(Beyond.NEW_LESIONS, 0);
    deathThreshold = threshold(Beyond.DEATH, 0);
    dropoutThreshold = threshold(Beyond.DROPOUT, 0);
  }

  private double draw(Beyond what, int ordinal) {
    return stream.part(what.key()).uniform(ordinal, 0, 0);
  }

  /** Summed hazard at which an event comes, beyond that of the one before. */
  private double threshold(Beyond what, int ordinal) {
    return Inverse.exponential(1, draw(what, ordinal));
  }

  /**
   * Lets the day that ends now pass.
   *
   * @param day day of treatment, each from 1 on once
   * @param ratio sum of the simulated lesions' diameters over that at the start of treatment
   * @param events takes what happened
   * @return whether it was the patient's last
   */
  Optional<Ending> day(int day, double ratio, List<PatientEvent> events) {
    long minute = day * Rates.MINUTES_PER_DAY;
    if (on.contains(Beyond.NON_TARGET)) {
      burden = ratio * ratio * ratio * FastMath.exp(growthDifference * day);
    }
    if (on.contains(Beyond.NEW_LESIONS)) {
      newLesionSum += newLesionHazard;
      while (newLesionSum >= newLesionThreshold) {
        newLesionDays.add(day);
        int count = newLesionDays.size();
        newLesionThreshold += threshold(Beyond.NEW_LESIONS, count);
        events.add(
            new PatientEvent(
                minute, "new-lesion", "new lesion " + count, newLesionMm, "mm, visible from now"));
      }
    }
    if (on.contains(Beyond.DEATH)) {
      deathSum += deathHazard * FastMath.pow(ratio, burdenExponent);
      if (deathSum >= deathThreshold) {
        events.add(new PatientEvent(minute, "death", "", day, "day of death"));
        return Optional.of(Ending.DEATH);
      }
    }
    if (on.contains(Beyond.DROPOUT)) {
      dropoutSum += dropoutHazard;
      if (dropoutSum >= dropoutThreshold) {
        events.add(new PatientEvent(minute, "dropout", "", day, "day of loss to follow-up"));
        return Optional.of(Ending.DROPOUT);
      }
    }
    return Optional.empty();
  }

  /** Volume of the non-target lesions over that at baseline; empty when there are none. */
  OptionalDouble nonTargetBurden() {
    return on.contains(Beyond.NON_TARGET) ? OptionalDouble.of(burden) : OptionalDouble.empty();
  }

  /** New lesions so far, found on a scan or not; empty when none can come. */
  OptionalDouble newLesions() {
    return on.contains(Beyond.NEW_LESIONS)
        ? OptionalDouble.of(newLesionDays.size())
        : OptionalDouble.empty();
  }

  /**
   * A scan with all that is to be seen on it.
   *
   * @param day day of the scan
   * @param targets readings of the target lesions
   * @param visibleMm smallest diameter that is seen at all, in mm
   */
  Scan scan(int day, List<Reading> targets, double visibleMm) {
    NonTarget state = NonTarget.NONE;
    boolean grew = false;
    if (on.contains(Beyond.NON_TARGET)) {
      boolean visible = nonTargetMm * FastMath.cbrt(burden) >= visibleMm;
      state = NonTarget.of(burden, smallestBurden, visible);
      grew = burden > burdenAtScan;
      burdenAtScan = burden;
      smallestBurden = Math.min(smallestBurden, burden);
    }
    int count = newLesionDays.size();
    NewLesions found = NewLesions.NONE;
    if (count > 0) {
      double sum = 0;
      for (int since : newLesionDays.subList(0, Math.min(MEASURED, count))) {
        sum += newLesionMm * FastMath.exp(newLesionGrowth * (day - since));
      }
      found = new NewLesions(count, true, sum, foundAtScan > MEASURED);
    }
    foundAtScan = count;
    return new Scan(day, targets, state, grew, found, false);
  }

  void writeState(DataOutput out) throws IOException {
    out.writeInt(newLesionDays.size());
    for (int day : newLesionDays) {
      out.writeInt(day);
    }
    out.writeDouble(newLesionSum);
    out.writeDouble(newLesionThreshold);
    out.writeDouble(deathSum);
    out.writeDouble(dropoutSum);
    out.writeDouble(burden);
    out.writeDouble(burdenAtScan);
    out.writeDouble(smallestBurden);
    out.writeInt(foundAtScan);
  }

  void readState(DataInput in) throws IOException {
    newLesionDays.clear();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      newLesionDays.add(in.readInt());
    }
    newLesionSum = in.readDouble();
    newLesionThreshold = in.readDouble();
    deathSum = in.readDouble();
    dropoutSum = in.readDouble();
    burden = in.readDouble();
    burdenAtScan = in.readDouble();
    smallestBurden = in.readDouble();
    foundAtScan = in.readInt();
  }
}
