package org.evade.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Units;

/**
 * What must hold of several numbers together, or of one beyond its range, for the model to run.
 *
 * @param parameters full names of the numbers
 * @param allowed what is allowed, in words
 * @param check what is wrong with the values of a run, in words; empty when nothing is
 */
record NumberRule(
    List<String> parameters, String allowed, Function<ParameterValues, Optional<String>> check) {

  private static final double MINUTES_PER_HOUR = 60;
  private static final double HOURS_PER_DAY = 24;
  private static final String SUB_STEP = "engine.leukocyte-interval";
  private static final String EDGE = "engine.voxel-edge";
  private static final String DOUBLING = "tumor.volume-doubling-time";
  private static final String LOSS = "tumor.cell-loss-factor";
  private static final String TUMOR_INTERVAL = "engine.tumor-interval";
  private static final String CIRCULATION_INTERVAL = "engine.circulation-interval";
  private static final String CD8_DIVISION = "cd8.division-rate";

  /** All of them. */
  static final List<NumberRule> ALL = all();

  /** What is wrong with the values of a run, in words; empty when nothing is. */
  Optional<String> broken(ParameterValues values) {
    return check.apply(values);
  }

  private static List<NumberRule> all() {
    List<NumberRule> rules = new ArrayList<>();
    for (String number :
        List.of(
            "burn-in.duration",
            "burn-in.attempts",
            "cd8.division-limit",
            "cd8.hits-to-kill",
            "engine.field-refinement")) {
      rules.add(
          new NumberRule(
              List.of(number),
              "a whole number",
              p -> found(p.get(number) != Math.rint(p.get(number)), Units.format(p.get(number)))));
    }
    rules.add(
        new NumberRule(
            List.of(SUB_STEP),
            "a part of an hour: 1, 2, 3, 4, 5, 6, 10, 12, 15 or 20 min, or another divisor of 60",
            p -> found(MINUTES_PER_HOUR % p.get(SUB_STEP) != 0, minutes(p))));
    for (String interval :
        List.of(
            "engine.field-interval",
            "engine.slow-field-interval",
            TUMOR_INTERVAL,
            CIRCULATION_INTERVAL)) {
      rules.add(
          new NumberRule(
              List.of(interval),
              "1, 2, 3, 4, 6, 8, 12 or 24 h, which divide a day",
              p -> {
                double hours = p.get(interval);
                boolean wrong = hours != Math.rint(hours) || HOURS_PER_DAY % hours != 0;
                return found(wrong, Units.format(hours, "h"));
              }));
    }
    for (String kind : List.of("cd8", "treg", "mdsc")) {
      String speed = kind + ".speed";
      rules.add(
          new NumberRule(
              List.of(speed, SUB_STEP, EDGE),
              "at most one voxel in a sub-step: a lower " + speed + " or a shorter " + SUB_STEP,
              p -> {
                double voxels = p.get(speed) * p.get(SUB_STEP) / p.get(EDGE);
                String text = text("%.3g um/min", p.get(speed)) + " over " + minutes(p);
                return found(voxels > 1, text + text(", %.3g voxels", voxels));
              }));
    }
    rules.add(
        new NumberRule(
            List.of(DOUBLING, LOSS, TUMOR_INTERVAL),
            once(DOUBLING + ", a lower " + LOSS, "longer", TUMOR_INTERVAL),
            p ->
                division(
                    StrictMath.log(2) / p.get(DOUBLING) / (1 - p.get(LOSS)), TUMOR_INTERVAL, p)));
    rules.add(
        new NumberRule(
            List.of(CD8_DIVISION, CIRCULATION_INTERVAL),
            once(CD8_DIVISION, "lower", CIRCULATION_INTERVAL),
            p -> division(p.get(CD8_DIVISION), CIRCULATION_INTERVAL, p)));
    return List.copyOf(rules);
  }

  private static String once(String number, String how, String interval) {
    return "one division at most in an interval: a "
        + how
        + " "
        + number
        + " or a shorter "
        + interval;
  }

  /**
   * A cell divides at most once in an interval, with chance e^(rate·t) − 1, so that many grow as
   * e^(rate·t): more than one would be a rate·t above ln 2.
   */
  private static Optional<String> division(double perDay, String interval, ParameterValues p) {
    double hours = p.get(interval);
    return found(
        StrictMath.expm1(perDay * hours / HOURS_PER_DAY) > 1,
        text("%.3g divisions a day at %s of ", perDay, interval) + Units.format(hours, "h"));
  }

  private static String minutes(ParameterValues p) {
    return Units.format(p.get(SUB_STEP), "min");
  }

  private static Optional<String> found(boolean wrong, String text) {
    return wrong ? Optional.of(text) : Optional.empty();
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
