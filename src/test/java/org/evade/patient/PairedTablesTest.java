package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.evade.cell.Cd8Cells;
import org.evade.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Two scenarios that differ in one mechanism write the same rows, in every table, up to the first
 * hour in which it acts. Budget: 0.5 min.
 */
class PairedTablesTest {

  private static final long HOUR = TestPatients.HOUR;
  private static final long DAY = TestPatients.DAY;
  private static final int DAYS = 6;

  /** Each table with the number of its column of days. */
  private record Table(String name, int day) {}

  private static final List<Table> TABLES =
      List.of(
          new Table("timeseries", 0),
          new Table("clones", 0),
          new Table("ledger", 0),
          new Table("events", 0),
          new Table("scans", 2));

  /** Enough that each mechanism acts late, but within the run, in one of them. */
  private static final int SEEDS = 10;

  @TempDir Path folder;

  private static Scenario scenario(String... settings) {
    return TestPatients.scenario(
        TestPatients.BUSY,
        Stream.concat(
                Stream.of("duration=" + DAYS + " days", "scans={every: 2 days}"),
                Arrays.stream(settings))
            .toArray(String[]::new));
  }

  private static String[] and(String[] settings, String more) {
    return Stream.concat(Arrays.stream(settings), Stream.of(more)).toArray(String[]::new);
  }

  /**
   * Rows of a table from one day to another. Burden and diameter are left out of the burn-in's:
   * they are relative to day 0, which lies ahead.
   */
  private static List<String> rows(Path run, Table table, double from, double to)
      throws IOException {
    List<String> lines = Files.readAllLines(run.resolve(table.name() + ".csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    int burden = header.indexOf("burden");
    int diameter = header.indexOf("diameter_mm");
    List<String> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] row = line.split(",", -1);
      double day = Double.parseDouble(row[table.day()]);
      if (day < 0 && burden >= 0) {
        row[burden] = "";
        row[diameter] = "";
      }
      if (day >= from && day <= to) {
        rows.add(String.join(",", row));
      }
    }
    return rows;
  }

  /**
   * First day on which the contact ledger names a mechanism, at the latest a day given. The ledger
   * looks at T cells that touch a target, bound or not, so it may name a mechanism before the first
   * T cell is bound.
   */
  private static double firstNamed(Path run, String mechanism, double latest) throws IOException {
    return Files.readAllLines(run.resolve("ledger.csv")).stream()
        .map(row -> row.split(",", -1))
        .filter(row -> row[2].equals(mechanism))
        .mapToDouble(row -> Double.parseDouble(row[0]))
        .min()
        .orElse(latest);
  }

  /**
   * Hour by hour, the first one after which the two patients are not the same. It is then the
   * killing or the state of an engaged T cell that differs, while all leukocytes are where they
   * were. Empty where nothing happens during the run, or a draw of the burn-in is refused.
   */
  private static OptionalLong firstAction(Scenario on, Scenario off) {
    try (VirtualPatient with = TestPatients.patient(on);
        VirtualPatient without = TestPatients.patient(off)) {
      long minute = with.firstMinute();
      Lesion a;
      Lesion b;
      do {
        minute += HOUR;
        with.runTo(minute);
        without.runTo(minute);
        if (minute >= (DAYS - 1) * DAY
            || !with.refusals().isEmpty()
            || !without.refusals().isEmpty()) {
          return OptionalLong.empty();
        }
        a = with.lesions().get(0);
        b = without.lesions().get(0);
      } while (PairingTest.picture(a).equals(PairingTest.picture(b)));
      int changed = 0;
      Cd8Cells one = a.cd8();
      Cd8Cells other = b.cd8();
      assertThat(one.count()).isEqualTo(other.count());
      for (int i = 0; i < one.count(); i++) {
        assertThat(one.id(i)).isEqualTo(other.id(i));
        assertThat(one.site(i)).isEqualTo(other.site(i));
        boolean acted =
            one.killFactor(i) < other.killFactor(i)
                || one.state(i) != other.state(i)
                || one.signal(i) != other.signal(i);
        changed += acted ? 1 : 0;
        assertThat(!acted || one.specificity(i) != Cd8Cells.BYSTANDER).isTrue();
      }
      assertThat(changed).isBetween(1, 3);
      return OptionalLong.of(minute);
    }
  }

  /** Few reactive T cells that seldom attach: days go by before the first of them is engaged. */
  @ParameterizedTest
  @CsvSource({
    "pd-1-checkpoint, 0.01, 0.3",
    "exhaustion, 0.05, 0.3",
    "mdsc-suppression, 0.01, 0.3",
    "treg-suppression, 0.1, 0.05"
  })
  void tables_oneMechanismOff_shareAllRowsUntilItActs(
      String mechanism, String reactive, String tregs) throws IOException {
    for (int seed = 1; seed <= SEEDS; seed++) {
      if (sharesRowsUntilItActs(mechanism, reactive, tregs, seed)) {
        return;
      }
    }
    fail("%s acts during the run of none of %d seeds", mechanism, SEEDS);
  }

  private boolean sharesRowsUntilItActs(String mechanism, String reactive, String tregs, int seed)
      throws IOException {
    String[] rare = {
      "seed=" + seed,
      "cd8.density-inflamed=200 /mm^2",
      "cd8.attachment-rate=0.0001 /min",
      "cd8.reactive-share=" + reactive,
      "treg.ratio=" + tregs
    };
    Scenario on = scenario(rare);
    Scenario off = scenario(and(rare, "mechanisms." + mechanism + "=off"));
    OptionalLong first = firstAction(on, off);
    if (first.isEmpty()) {
      return false;
    }
    long acts = first.getAsLong();
    Path with = TestPatients.tables(on, folder, "on");
    Path without = TestPatients.tables(off, folder, "off");
    // Rows are written at the start of an hour, so before what happens in it.
    double last = (acts - HOUR) / (double) DAY;
    int shared = 0;
    boolean differ = false;
    for (Table table : TABLES) {
      double until =
          table.name().equals("ledger")
              ? Math.min(last, firstNamed(with, mechanism, last) - 0.5)
              : last;
      List<String> before = rows(with, table, -1e9, until);
      assertThat(rows(without, table, -1e9, until)).as(table.name()).isEqualTo(before);
      shared += before.size();
      differ |= !rows(with, table, last, 1e9).equals(rows(without, table, last, 1e9));
    }
    assertThat(shared).as("rows before %s acts at minute %d", mechanism, acts).isGreaterThan(2);
    assertThat(differ).isTrue();
    return true;
  }

  /** Stromal exclusion acts by matrix: without any, it makes no difference to any row. */
  @Test
  void tables_stromalExclusionWithoutMatrix_areTheSame() throws IOException {
    String[] bare = {"tissue.ecm-inflamed=0", "tissue.ecm-noise=0"};
    Path with = TestPatients.tables(scenario(bare), folder, "on");
    Path without =
        TestPatients.tables(scenario(and(bare, "mechanisms.stromal-exclusion=off")), folder, "off");
    for (Table table : TABLES) {
      List<String> rows = rows(with, table, -1e9, 1e9);
      assertThat(rows).isNotEmpty();
      assertThat(rows(without, table, -1e9, 1e9)).as(table.name()).isEqualTo(rows);
    }
  }

  /** With matrix it acts at the first entry, after the row of the founding. */
  @Test
  void tables_stromalExclusionWithMatrix_shareTheFounding() throws IOException {
    String[] dense = {"lesions[0].phenotype=excluded"};
    Path with = TestPatients.tables(scenario(dense), folder, "on");
    Path without =
        TestPatients.tables(
            scenario(and(dense, "mechanisms.stromal-exclusion=off")), folder, "off");
    Table series = TABLES.get(0);
    assertThat(rows(without, series, -10, -10)).isEqualTo(rows(with, series, -10, -10)).hasSize(1);
    assertThat(rows(without, series, -9, -9)).isNotEqualTo(rows(with, series, -9, -9));
  }
}
