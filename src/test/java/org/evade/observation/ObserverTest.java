package org.evade.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Cd8State;
import org.evade.mechanism.Mechanisms;
import org.evade.patient.Lesion;
import org.evade.patient.VirtualPatient;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Setting;
import org.evade.scenario.Vocabulary;
import org.junit.jupiter.api.Test;

class ObserverTest {

  private static final long HOUR = 60;
  private static final long DAY = 1440;

  /** Rows as text, in the order in which they came. */
  private static final class Rows implements RowSink {
    private final List<String> all = new ArrayList<>();
    private final List<Census> censuses = new ArrayList<>();
    private final List<LedgerRow> ledger = new ArrayList<>();
    private final List<CloneRow> clones = new ArrayList<>();
    private final List<EventRow> events = new ArrayList<>();

    @Override
    public void census(Census census) {
      all.add(census.toString());
      censuses.add(census);
    }

    @Override
    public void clone(CloneRow row) {
      all.add(row.toString());
      clones.add(row);
    }

    @Override
    public void ledger(LedgerRow row) {
      all.add(row.toString());
      ledger.add(row);
    }

    @Override
    public void event(EventRow row) {
      all.add(row.toString());
      events.add(row);
    }

    @Override
    public void scan(ScanRow row) {
      all.add(row.toString());
    }

    @Override
    public void map(String label, Snapshot snapshot) {
      all.add(label);
      snapshot.forEach(voxel -> all.add(voxel.toString()));
    }
  }

  private static Scenario scenario() {
    return scenario(List.of());
  }

  private static Scenario scenario(List<Setting> settings) {
    try (var in = ObserverTest.class.getResourceAsStream("/tiny.yaml")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Vocabulary words =
          Vocabulary.of(
              Catalogue.standard(Mechanisms.descriptors()),
              Mechanisms.descriptors(),
              DrugLibrary.shipped());
      return ScenarioReader.read(text, Path.of("tiny.yaml"), words, settings);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static VirtualPatient patient(Observer observer) {
    VirtualPatient patient = new VirtualPatient(scenario(), DrugLibrary.shipped(), 1);
    patient.addListener(observer);
    return patient;
  }

  private static void finish(VirtualPatient patient, Observer observer) {
    patient.runTo(scenario().durationDays() * DAY + HOUR);
    observer.finish(patient);
  }

  private static Rows undisturbed() {
    Rows rows = new Rows();
    Observer observer = new Observer(rows);
    try (VirtualPatient patient = patient(observer)) {
      finish(patient, observer);
    }
    return rows;
  }

  @Test
  void day_everyDay_censusFromBurnInToTheLastDay() {
    Rows rows = undisturbed();

    assertThat(rows.censuses).hasSize(21);
    assertThat(rows.censuses.get(0).day()).isEqualTo(-10);
    assertThat(rows.censuses.get(20).day()).isEqualTo(10);
    assertThat(rows.censuses.get(10).value(Quantity.BURDEN)).isEqualTo(1);
    assertThat(rows.censuses.get(10).value(Quantity.DIAMETER_MM))
        .isCloseTo(20, Offset.offset(1e-9));
    assertThat(rows.all).contains("baseline", "day-0005", "end");
  }

  /** A clone's parent has a row on the day of the clone's or before, the founder on day 0. */
  @Test
  void day_clones_everyParentHasARow() {
    Rows rows = undisturbed();

    Set<String> named = new TreeSet<>();
    for (int day = 0; day <= 10; day++) {
      int on = day;
      List<CloneRow> today = rows.clones.stream().filter(row -> row.day() == on).toList();
      today.forEach(row -> named.add(row.name()));
      assertThat(today).as("day %d", day).isNotEmpty();
      assertThat(today)
          .allSatisfy(
              row -> {
                assertThat(row.parent().isEmpty() || named.contains(row.parent())).isTrue();
                assertThat(row.cells() > 0 || on == 0).isTrue();
              });
    }
    assertThat(named).hasSizeGreaterThan(3);
  }

  /** The tiny scenario seeds a founder, which is there before any treatment, not "first seen". */
  @Test
  void day_genotypes_areToldWithTheCellsTheyAreAShareOf() {
    Rows rows = undisturbed();

    double cells = rows.censuses.get(10).value(Quantity.TUMOR_CELLS);
    List<EventRow> events =
        rows.events.stream().filter(e -> e.kind().equals("genotype") && e.day() == 0).toList();
    assertThat(events).isNotEmpty();
    for (EventRow event : events) {
      long own = Math.round(event.value() * cells);
      assertThat(event.text())
          .matches("(present at baseline|(1|10|50) % or more at baseline): .*")
          .endsWith(String.format(": %d of %.0f living tumor cells", own, cells));
    }
    assertThat(events).anyMatch(e -> e.text().startsWith("present at baseline"));
    assertThat(rows.events)
        .filteredOn(e -> e.kind().equals("genotype") && e.day() > 0)
        .allMatch(e -> e.text().matches("(first seen|passed (1|10|50) %): .*"));
  }

  @Test
  void day_ledgers_sumToTheHoursOfLivingCells() {
    Rows rows = undisturbed();

    for (int day = 0; day <= 10; day++) {
      int on = day;
      for (String ledger : List.of("contact", "entry", "priming")) {
        double shares =
            rows.ledger.stream()
                .filter(row -> row.day() == on && row.ledger().equals(ledger))
                .mapToDouble(LedgerRow::share)
                .sum();
        assertThat(shares).as(ledger + " on day " + day).isCloseTo(1, Offset.offset(1e-9));
      }
      // Births per cell and day times the cell-days of the day give whole births.
      double hours =
          rows.ledger.stream()
              .filter(row -> row.day() == on && row.ledger().equals("contact"))
              .mapToDouble(LedgerRow::amount)
              .sum();
      double births = rows.censuses.get(day + 10).value(Quantity.BIRTH_PER_DAY) * hours / 24;
      assertThat(births).isCloseTo(Math.rint(births), Offset.offset(1e-6));
    }
  }

  @Test
  void state_writtenAtAnyMoment_goesOnWithTheSameRows() throws IOException {
    List<String> expected = undisturbed().all;
    for (long stop : List.of(-4 * DAY + 5 * HOUR, 0L, 3 * DAY + HOUR, 10 * DAY)) {
      Rows rows = new Rows();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Observer first = new Observer(rows);
      try (VirtualPatient patient = patient(first)) {
        patient.runTo(stop);
        DataOutputStream out = new DataOutputStream(bytes);
        patient.writeState(out);
        first.writeState(out);
      }
      Observer second = new Observer(rows);
      try (VirtualPatient patient = patient(second);
          DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        patient.readState(in);
        second.readState(in);
        finish(patient, second);
      }
      assertThat(rows.all).as("stopped at minute " + stop).isEqualTo(expected);
    }
  }

  @Test
  void take_lesion_countsWhatIsThere() {
    Rows rows = new Rows();
    Observer observer = new Observer(rows);
    try (VirtualPatient patient = patient(observer)) {
      List<Integer> counted = new ArrayList<>();
      patient.addListener(
          (p, day) -> {
            Lesion lesion = p.lesions().get(0);
            int effectors = 0;
            for (int i = 0; i < lesion.cd8().count(); i++) {
              if (lesion.cd8().state(i) == Cd8State.EFFECTOR
                  && lesion.cd8().specificity(i) != Cd8Cells.BYSTANDER) {
                effectors++;
              }
            }
            counted.addAll(List.of(lesion.livingTumorCells(), lesion.cd8().count(), effectors));
          });
      patient.runTo(2 * DAY + HOUR);
      int last = counted.size();
      Census census = rows.censuses.get(rows.censuses.size() - 1);
      assertThat(census.day()).isEqualTo(2);
      assertThat(census.value(Quantity.TUMOR_CELLS)).isEqualTo((double) counted.get(last - 3));
      assertThat(census.value(Quantity.CD8)).isEqualTo((double) counted.get(last - 2));
      assertThat(census.value(Quantity.CD8_EFFECTOR)).isEqualTo((double) counted.get(last - 1));
      // All CD8 lie in nests or in stroma; 24 x 24 voxels of 400 um2 make 0.2304 mm2.
      double nestShare = census.value(Quantity.FILL);
      double all =
          census.value(Quantity.CD8_NEST_PER_MM2) * nestShare * 0.2304
              + census.value(Quantity.CD8_STROMA_PER_MM2) * (1 - nestShare) * 0.2304;
      assertThat(all).isCloseTo(census.value(Quantity.CD8), Offset.offset(1e-6));
    }
  }

  @Test
  void day_twoLesions_rowsOfEachSumToThoseOfBoth() {
    String two = "[{name: a, lattice: {size: 24}, fill: 0.3}, {name: b, lattice: {size: 24}}]";
    Rows rows = new Rows();
    try (VirtualPatient patient =
        new VirtualPatient(
            scenario(List.of(new Setting("lesions", two))), DrugLibrary.shipped(), 1)) {
      patient.addListener(new Observer(rows));
      patient.runTo(2 * DAY + HOUR);
    }
    // 10 days of burn-in and days 0 to 2, three censuses each.
    assertThat(rows.censuses).hasSize(39);
    for (int i = 0; i < 39; i += 3) {
      List<Census> day = rows.censuses.subList(i, i + 3);
      assertThat(day).extracting(Census::lesion).containsExactly("", "a", "b");
      for (Quantity summed : List.of(Quantity.TUMOR_CELLS, Quantity.CD8, Quantity.DIAMETER_MM)) {
        assertThat(day.get(1).value(summed) + day.get(2).value(summed))
            .as(summed + " on day " + day.get(0).day())
            .isCloseTo(day.get(0).value(summed), Offset.offset(0.5));
      }
    }
    assertThat(rows.censuses.get(31).value(Quantity.BURDEN)).isEqualTo(1);
    for (String ledger : List.of("contact", "entry")) {
      double whole = amount(rows, "", ledger);
      assertThat(whole).isPositive();
      assertThat(amount(rows, "a", ledger) + amount(rows, "b", ledger))
          .isCloseTo(whole, Offset.offset(1e-6 * whole));
    }
    assertThat(rows.ledger)
        .noneMatch(row -> row.ledger().equals("priming") && !row.lesion().isEmpty());
  }

  private static double amount(Rows rows, String lesion, String ledger) {
    return rows.ledger.stream()
        .filter(row -> row.lesion().equals(lesion) && row.ledger().equals(ledger))
        .mapToDouble(LedgerRow::amount)
        .sum();
  }
}
