package org.evade.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The scan schedules of published trials, as weeks after the first dose. */
public final class Protocols {

  /** Name of a schedule that the scenario sets itself. */
  static final String CUSTOM = "custom";

  private static final int NEVER = Integer.MAX_VALUE;

  /**
   * A stretch of a schedule.
   *
   * @param everyWeeks interval in weeks
   * @param untilWeek last week it may reach
   */
  private record Stretch(int everyWeeks, int untilWeek) {}

  // Twelve months are read as week 52: the last scan of the first stretch is the last one by then.
  private static final SortedMap<String, List<Stretch>> ALL =
      Collections.unmodifiableSortedMap(
          new TreeMap<>(
              java.util.Map.of(
                  "KEYNOTE-024", List.of(new Stretch(9, NEVER)),
                  "KEYNOTE-189", List.of(new Stretch(6, 12), new Stretch(9, NEVER)),
                  "OAK", List.of(new Stretch(6, 36), new Stretch(9, NEVER)),
                  "CHECKMATE-017", List.of(new Stretch(9, 9), new Stretch(6, NEVER)),
                  "CHECKMATE-026", List.of(new Stretch(6, 48), new Stretch(12, NEVER)),
                  "CHECKMATE-227", List.of(new Stretch(6, 52), new Stretch(12, NEVER)),
                  "PACIFIC", List.of(new Stretch(8, 52), new Stretch(12, NEVER)),
                  "LEAP-008",
                      List.of(new Stretch(6, 36), new Stretch(9, 54), new Stretch(12, NEVER)))));

  private Protocols() {}

  /** The names, sorted. */
  public static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  /**
   * A schedule in words.
   *
   * @param name one of {@link #names()}
   * @return such as {@code every 6 weeks up to week 36, then every 9 weeks}
   */
  public static String words(String name) {
    StringJoiner words = new StringJoiner(", then ");
    int week = 0;
    for (Stretch stretch : ALL.get(name)) {
      boolean once = week + stretch.everyWeeks() == stretch.untilWeek();
      words.add(
          once
              ? "at week " + stretch.untilWeek()
              : "every "
                  + stretch.everyWeeks()
                  + " weeks"
                  + (stretch.untilWeek() == NEVER ? "" : " up to week " + stretch.untilWeek()));
      week = stretch.untilWeek();
    }
    return words.toString();
  }

  /** The scan days of a protocol up to a day, ascending. */
  static List<Integer> days(String name, int lastDay) {
    List<Integer> days = new ArrayList<>();
    int week = 0;
    for (Stretch stretch : ALL.get(name)) {
      while (week + stretch.everyWeeks() <= stretch.untilWeek()
          && 7 * (week + stretch.everyWeeks()) <= lastDay) {
        week += stretch.everyWeeks();
        days.add(7 * week);
      }
    }
    return List.copyOf(days);
  }

  /** The scan days of one interval up to a day, ascending. */
  static List<Integer> every(int interval, int lastDay) {
    List<Integer> days = new ArrayList<>();
    for (long day = interval; day <= lastDay; day += interval) {
      days.add((int) day);
    }
    return List.copyOf(days);
  }
}
