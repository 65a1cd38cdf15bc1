package org.evade.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.evade.response.BestResponse.Rules;
import org.evade.response.Resistance.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResistanceTest {

  private static OptionalInt day(int day) {
    return day < 0 ? OptionalInt.empty() : OptionalInt.of(day);
  }

  @ParameterizedTest
  @CsvSource({
    // exposure, best, progression (-1 none), last dose, class of one drug, of a combination,
    // acquired
    "41, PD, 41, 21, UNCLASSIFIABLE, UNCLASSIFIABLE, false",
    "42, PD, 42, 21, PRIMARY, PRIMARY, false",
    "84, SD, 84, 63, PRIMARY, PRIMARY, false",
    "181, SD, 181, 168, PRIMARY, PRIMARY, false",
    "182, SD, 182, 168, SECONDARY, PRIMARY, false",
    "210, SD, 210, 189, SECONDARY, SECONDARY, false",
    "126, PR, 126, 105, EARLY_RELAPSE, PRIMARY, true",
    "126, CR, 126, 105, EARLY_RELAPSE, PRIMARY, true",
    "182, PR, 182, 168, SECONDARY, PRIMARY, true",
    "300, PR, 300, 294, SECONDARY, SECONDARY, true",
    // stopped on day 336: 84 days later still counts, 85 do not
    "357, CR, 420, 336, SECONDARY, SECONDARY, true",
    "357, CR, 421, 336, LATE_OFF_TREATMENT, LATE_OFF_TREATMENT, true",
    // Schoenfeld: 182 days after the last dose, no more
    "357, PR, 518, 336, LATE_OFF_TREATMENT, LATE_OFF_TREATMENT, true",
    "357, PR, 519, 336, LATE_OFF_TREATMENT, LATE_OFF_TREATMENT, false",
    "400, PR, -1, 378, DURABLE, DURABLE, false",
    "400, SD, -1, 378, DURABLE, DURABLE, false",
    "400, NE, -1, 378, UNCLASSIFIABLE, UNCLASSIFIABLE, false"
  })
  void classes_table_isThatOfTheSources(
      int exposure,
      Response best,
      int progression,
      int lastDose,
      Resistance single,
      Resistance combination,
      boolean acquired) {
    Course course = new Course(exposure, best, day(progression), lastDose, true, false);
    assertThat(Resistance.singleAgent(course, true)).isEqualTo(single);
    assertThat(Resistance.combination(course)).isEqualTo(combination);
    assertThat(Resistance.acquired(course)).isEqualTo(acquired);
  }

  /** Six months on a grid of six weeks lie between scans 4 (168) and 5 (210). */
  @ParameterizedTest
  @CsvSource({"126, PRIMARY", "168, PRIMARY", "210, SECONDARY", "252, SECONDARY"})
  void singleAgent_sixWeekGrid_changesBetweenScans4And5(int progression, Resistance expected) {
    Course course =
        new Course(progression, Response.SD, day(progression), progression - 21, true, false);
    assertThat(Resistance.singleAgent(course, true)).isEqualTo(expected);
  }

  @Test
  void singleAgent_unconfirmed_isClassifiedOnlyWhenRapid() {
    Course open = new Course(84, Response.PD, day(84), 63, false, false);
    Course rapid = new Course(84, Response.PD, day(84), 63, false, true);
    assertThat(Resistance.singleAgent(open, true)).isEqualTo(Resistance.UNCLASSIFIABLE);
    assertThat(Resistance.singleAgent(open, false)).isEqualTo(Resistance.PRIMARY);
    assertThat(Resistance.singleAgent(rapid, true)).isEqualTo(Resistance.PRIMARY);
  }

  @Test
  void combination_rapidWithinSixWeeks_isPrimary() {
    Course course = new Course(30, Response.PD, day(30), 21, false, true);
    assertThat(Resistance.combination(course)).isEqualTo(Resistance.PRIMARY);
  }

  /** Doses every 21 days to day 189, scans every 42: PD on day 210, seen again on day 252. */
  @Test
  void course_ofScans_isReadOff() {
    List<Assessment> scans =
        Recist.assessAll(
            Baseline.of(100),
            List.of(
                Scan.of(42, 80),
                Scan.of(84, 60),
                Scan.of(126, 50),
                Scan.of(168, 55),
                Scan.of(210, 65),
                Scan.of(252, 80)));
    Course course = Course.of(scans, 189, 21, Rules.RANDOMIZED);
    assertThat(course).isEqualTo(new Course(210, Response.PR, day(210), 189, true, false));
    assertThat(Resistance.singleAgent(course, true)).isEqualTo(Resistance.SECONDARY);
    assertThat(Resistance.acquired(course)).isTrue();
  }

  private static List<Assessment> scans(Response last) {
    return List.of(
        new Assessment(42, 30, 30, 0, Response.SD, Response.SD),
        new Assessment(84, 40, 30, 0.3, last, last));
  }

  /** Death on day 100 is the progression of a patient without one, covered by drug up to day 84. */
  @Test
  void of_deathWithoutProgression_countsAsProgressionThatNeedsNoConfirmation() {
    Course course = Course.of(scans(Response.SD), day(100), 63, 21, Rules.RANDOMIZED);
    assertThat(course.progression()).hasValue(100);
    assertThat(course.exposureDays()).isEqualTo(84);
    assertThat(course.rapid()).isTrue();
    assertThat(Resistance.singleAgent(course, true)).isEqualTo(Resistance.PRIMARY);
    Course alive = Course.of(scans(Response.SD), 63, 21, Rules.RANDOMIZED);
    assertThat(Resistance.singleAgent(alive, true)).isEqualTo(Resistance.DURABLE);
  }

  @Test
  void of_deathAfterUnconfirmedProgression_confirmsIt() {
    Course alive = Course.of(scans(Response.PD), 63, 21, Rules.RANDOMIZED);
    assertThat(Resistance.singleAgent(alive, true)).isEqualTo(Resistance.UNCLASSIFIABLE);
    Course dead = Course.of(scans(Response.PD), day(100), 63, 21, Rules.RANDOMIZED);
    assertThat(dead.progression()).hasValue(84);
    assertThat(Resistance.singleAgent(dead, true)).isEqualTo(Resistance.PRIMARY);
  }

  /** 1.2^3 = 1.728 times the smallest volume is 20 % more in diameter. */
  @ParameterizedTest
  @CsvSource({
    "1.72, 1, true, NON_CR_NON_PD",
    "1.73, 1, true, PD",
    "0.86, 0.5, true, NON_CR_NON_PD",
    "0.87, 0.5, true, PD",
    "1, 1, true, NON_CR_NON_PD",
    "0.0001, 0.5, false, CR"
  })
  void nonTarget_ofVolumes_progressesBy73Percent(
      double volume, double smallest, boolean visible, NonTarget expected) {
    assertThat(NonTarget.of(volume, smallest, visible)).isEqualTo(expected);
  }
}
