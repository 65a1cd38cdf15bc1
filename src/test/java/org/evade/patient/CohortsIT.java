package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.FastMath;
import org.assertj.core.api.SoftAssertions;
import org.evade.results.ColumnSpec;
import org.evade.results.StudyTable;
import org.evade.results.StudyTable.Row;
import org.evade.results.TableSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Every shipped scenario at its own size and duration, over eight seeds from 101 on, none chosen:
 * one table a scenario with a row a seed, {@code cohorts.csv} with medians, shares and their
 * intervals, and what the scenario promises asserted after the tables are written. Runs already in
 * a table are not repeated.
 *
 * <p>Bounds are those of {@link ScenariosIT}: three quarters of the seeds where nearly all must,
 * one quarter where hardly any may.
 */
@Tag("validation")
class CohortsIT {

  private static final int SEEDS = 8;

  /** Tumor cells on day 0 over those of the kill budget. */
  private static final double BUDGET_SCALE = 0.2 * 150 * 150 / 7000;

  private static final List<ColumnSpec> COLUMNS =
      List.of(
          Validation.column("seed", ColumnSpec.ID, "Run seed"),
          Validation.column("shrink_day", "day", "First day with a diameter 30 % smaller"),
          Validation.column("response_day", "day", "First scan with a partial response or better"),
          Validation.column("best_change", "1", "Smallest diameter over that of day 0, less 1"),
          Validation.column("burden_day_100", "1", "Volume on day 100 over that of day 0"),
          Validation.column("burden_end", "1", "Volume at the end over that of day 0"),
          Validation.column("living_end", "cells", "Living tumor cells at the end"),
          Validation.column(
              "resistant_day_0",
              "1",
              "Share of living cells changed by the mechanism the scenario is about, else by any,"
                  + " on day 0"),
          Validation.column("resistant_end", "1", "The same at the end"),
          Validation.column("genotype_end", ColumnSpec.TEXT, "Most frequent resistant genotype"),
          Validation.column("kills_day_14_60", "cells/day", "Mean kills by T cells, days 14 to 60"),
          Validation.column("kills_most", "cells/day", "Highest mean over 14 days"),
          Validation.column("best_response", ColumnSpec.TEXT, "Best by RECIST 1.1, unconfirmed"),
          Validation.column("progression_day", "day", "First scan with progression"),
          Validation.column("sitc", ColumnSpec.TEXT, "Class of resistance, progression confirmed"),
          Validation.column("last_day", "day", "Last day simulated"),
          Validation.column("ended", ColumnSpec.TEXT, "Why before its time, empty if not"),
          Validation.column("most_fill", "1", "Largest share of voxels with tumor or debris"),
          Validation.column("draws_refused", "1", "Draws that the burn-in refused"),
          Validation.column("made_with", ColumnSpec.ID, "Checksum of model, scenario, settings"));

  private static final TableSpec SUMMARY =
      new TableSpec(
          "cohorts",
          List.of(
              Validation.column("scenario", ColumnSpec.TEXT, "Scenario"),
              Validation.column("quantity", ColumnSpec.TEXT, "Column of its table, or a share"),
              Validation.column("n", "1", "Seeds that have it"),
              Validation.column("value", "see quantity", "Median, or share of seeds"),
              Validation.column(
                  "low", "see quantity", "Lower end of 95 %: bootstrap, or exact binomial"),
              Validation.column("high", "see quantity", "Upper end"),
              Validation.column("least", "see quantity", "Least over seeds, empty for shares"),
              Validation.column("most", "see quantity", "Most over seeds, empty for shares"),
              Validation.column("made_with", ColumnSpec.ID, "Checksum, as in the rows")));

  /** The rows of a scenario, after those missing were run and the summary written. */
  private static List<Row> cohort(String name, String mechanism) {
    String madeWith = Validation.madeWith(name);
    StudyTable table = Validation.open(new TableSpec("cohort-" + name, COLUMNS), 1, madeWith);
    List<Validation.Run> runs = new ArrayList<>();
    int last = Validation.FIRST_SEED + Validation.seeds(SEEDS);
    for (int seed = Validation.FIRST_SEED; seed < last; seed++) {
      if (!table.has(seed)) {
        int missing = seed;
        runs.add(() -> run(table, name, mechanism, missing, madeWith));
      }
    }
    try {
      Validation.session("cohort-" + name, madeWith, runs);
    } finally {
      summarize(name, table.rows(), madeWith);
    }
    return table.rows();
  }

  private static void run(
      StudyTable table, String name, String mechanism, int seed, String madeWith) {
    Cohort.Outcome o = Cohort.run(name, mechanism, seed, Validation.settings());
    table.add(
        seed,
        o.shrank() ? o.shrinkDay() : "",
        cell(o.responseDay()),
        o.best() - 1,
        o.burdens().size() > 100 ? o.burdens().get(100) : Double.NaN,
        o.burden(),
        o.living(),
        o.firstResistant(),
        o.resistant(),
        o.genotype(),
        o.meanKills(14, 60),
        o.mostKills(),
        o.bestResponse().name(),
        cell(o.progressionDay()),
        o.resistanceClass(),
        o.lastDay(),
        o.ended(),
        o.fill(),
        o.refused(),
        madeWith);
  }

  private static Object cell(OptionalInt day) {
    return day.isPresent() ? (Object) day.getAsInt() : "";
  }

  private static void summarize(String name, List<Row> rows, String madeWith) {
    StudyTable summary = StudyTable.open(Validation.directory(), SUMMARY, 2);
    for (ColumnSpec column : COLUMNS) {
      boolean number =
          !column.unit().equals(ColumnSpec.ID) && !column.unit().equals(ColumnSpec.TEXT);
      double[] values = number ? numbers(rows, column.name()) : new double[0];
      if (values.length > 0) {
        Intervals median = Intervals.median95(values);
        summary.add(
            name,
            column.name(),
            median.n(),
            median.value(),
            median.low(),
            median.high(),
            StatUtils.min(values),
            StatUtils.max(values),
            madeWith);
      }
    }
    share(summary, name, "share: shrank by 30 %", rows, CohortsIT::shrank, madeWith);
    share(summary, name, "share: progressed", rows, has("progression_day"), madeWith);
    share(
        summary,
        name,
        "share: no living tumor cell at the end",
        rows,
        row -> row.number("living_end") == 0,
        madeWith);
    for (String response : List.of("CR", "PR", "SD", "PD")) {
      share(
          summary,
          name,
          "share: best response " + response,
          rows,
          is("best_response", response),
          madeWith);
    }
    for (String sitc :
        rows.stream().map(row -> row.text("sitc")).filter(s -> !s.isEmpty()).distinct().toList()) {
      share(summary, name, "share: SITC " + sitc, rows, is("sitc", sitc), madeWith);
    }
  }

  private static void share(
      StudyTable summary,
      String name,
      String quantity,
      List<Row> rows,
      Predicate<Row> test,
      String madeWith) {
    Intervals share = Intervals.share(count(rows, test), rows.size());
    summary.add(
        name, quantity, share.n(), share.value(), share.low(), share.high(), "", "", madeWith);
  }

  private static int count(List<Row> rows, Predicate<Row> test) {
    return (int) rows.stream().filter(test).count();
  }

  private static boolean shrank(Row row) {
    return has("shrink_day").test(row);
  }

  private static Predicate<Row> has(String column) {
    return row -> !row.text(column).isEmpty();
  }

  private static Predicate<Row> is(String column, String text) {
    return row -> row.text(column).equals(text);
  }

  /** The values of a column that are there. */
  private static double[] numbers(List<Row> rows, String column) {
    return rows.stream()
        .mapToDouble(row -> row.number(column))
        .filter(v -> !Double.isNaN(v))
        .toArray();
  }

  /** At 191 days a doubling, 100 days make 2^(100/191) = 1.44 of the volume. */
  @Test
  void untreated_growsAtItsDoublingTime() {
    List<Row> rows = cohort("untreated", "");
    double expected = FastMath.pow(2, 100 / 191.0);
    SoftAssertions.assertSoftly(
        all -> {
          all.assertThat(Intervals.median(numbers(rows, "burden_day_100")))
              .isBetween(expected * 0.85, expected * 1.15);
          all.assertThat(rows).noneMatch(CohortsIT::shrank);
        });
  }

  /**
   * Responders are lesions that lost 30 % of their diameter. They do so at a median of 6 to 18
   * weeks on the scan grid, none before day 14; some escape later, and what lives on in a lesion is
   * more resistant than at the start in most of them. The kill budget is 50 to 300 a day for a
   * lesion of 7,000 cells, and in proportion for the 4,500, debris included (20 % of 150²), with
   * which these begin.
   */
  @Test
  void pembrolizumabInflamed_respondsInWeeksAndEscapesInPart() {
    List<Row> rows = cohort("pembrolizumab-inflamed", "");
    List<Row> responders = rows.stream().filter(CohortsIT::shrank).toList();
    List<Row> living = rows.stream().filter(row -> row.number("living_end") > 0).toList();
    SoftAssertions.assertSoftly(
        all -> {
          all.assertThat(4 * responders.size())
              .as("responders")
              .isGreaterThanOrEqualTo(3 * rows.size());
          all.assertThat(Intervals.median(numbers(responders, "response_day")))
              .as("median day of response on the scan grid")
              .isBetween(6 * 7.0, 18 * 7.0);
          all.assertThat(responders)
              .as("none before day 14")
              .allMatch(row -> row.number("shrink_day") >= 14);
          all.assertThat(responders)
              .as("responders' kills per day")
              .allMatch(
                  row ->
                      row.number("kills_day_14_60") >= 50 * BUDGET_SCALE
                          && row.number("kills_day_14_60") <= 300 * BUDGET_SCALE);
          all.assertThat(responders).as("escape in part").anyMatch(has("progression_day"));
          all.assertThat(
                  2
                      * count(
                          living,
                          row -> row.number("resistant_end") > row.number("resistant_day_0")))
              .as("selected for resistance")
              .isGreaterThanOrEqualTo(living.size());
        });
  }

  @Test
  void pembrolizumabExcluded_hardlyResponds() {
    hardlyResponds("pembrolizumab-excluded");
  }

  @Test
  void pembrolizumabDesert_doesNotRespond() {
    assertThat(cohort("pembrolizumab-desert", "")).noneMatch(CohortsIT::shrank);
  }

  @Test
  void hlaLohEscape_cloneTakesOver() {
    takesOver("hla-loh-escape", "hla-loh");
  }

  @Test
  void b2mLossEscape_cloneTakesOver() {
    takesOver("b2m-loss-escape", "b2m-loss");
  }

  @Test
  void mdscRich_hardlyResponds() {
    hardlyResponds("mdsc-rich");
  }

  @Test
  void tregRich_hardlyResponds() {
    hardlyResponds("treg-rich");
  }

  private static void hardlyResponds(String name) {
    List<Row> rows = cohort(name, "");
    assertThat(4 * count(rows, CohortsIT::shrank)).as(name).isLessThanOrEqualTo(rows.size());
  }

  private static void takesOver(String name, String mechanism) {
    List<Row> rows = cohort(name, mechanism);
    assertThat(4 * count(rows, row -> row.number("resistant_end") > 0.5))
        .as(name)
        .isGreaterThanOrEqualTo(3 * rows.size());
  }
}
