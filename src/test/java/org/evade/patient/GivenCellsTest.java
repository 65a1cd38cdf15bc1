package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.scenario.Scenario;
import org.evade.tissue.FieldName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lesions that start from a table of cells. */
class GivenCellsTest {

  private static final long HOUR = 60;
  private static final long DAY = 1440;
  private static final int SIZE = 30;

  @TempDir Path folder;

  /** A square of 12 x 12 tumor cells, T cells on every fifth voxel, some Tregs and MDSCs. */
  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (int site = 0; site < SIZE * SIZE; site++) {
      int x = site % SIZE;
      int y = site / SIZE;
      String at = (20 * x + 3.5) + "," + (20 * y + 17);
      if (x >= 9 && x < 21 && y >= 9 && y < 21) {
        String label = x < 12 ? "b2m-loss+hla-loh" : y < 12 ? "A" : "";
        rows.add(at + ",tumor," + label);
      }
      if (site % 5 == 0) {
        rows.add(at + ",cd8,");
      } else if (site % 23 == 0) {
        rows.add(at + ",treg,");
      } else if (site % 29 == 0) {
        rows.add(at + ",mdsc,");
      }
    }
    return rows;
  }

  private Scenario scenario(List<String> rows, String... settings) throws IOException {
    return scenario(TestPatients.BUSY, rows, settings);
  }

  private Scenario scenario(String base, List<String> rows, String... settings) throws IOException {
    Path table = Files.createTempFile(folder, "cells", ".csv");
    Files.writeString(table, "x_um,y_um,type,clone\n" + String.join("\n", rows) + "\n");
    List<String> all =
        new ArrayList<>(
            List.of(
                "lesions=[{diameter: 20 mm, lattice: {size: "
                    + SIZE
                    + "}, cells: "
                    + table
                    + "}]"));
    all.addAll(List.of(settings));
    return TestPatients.scenario(base, all.toArray(String[]::new));
  }

  private VirtualPatient patient(List<String> rows, String... settings) throws IOException {
    return TestPatients.patient(scenario(rows, settings));
  }

  private static List<Integer> sites(List<String> rows, String type) {
    return rows.stream()
        .filter(row -> row.contains("," + type + ","))
        .map(row -> row.split(",", -1))
        .map(v -> voxel(v[1]) * SIZE + voxel(v[0]))
        .sorted()
        .toList();
  }

  private static int voxel(String um) {
    return (int) (Double.parseDouble(um) / 20);
  }

  private static List<Integer> sites(Leukocytes cells) {
    return IntStream.range(0, cells.count()).map(cells::site).sorted().boxed().toList();
  }

  private static List<Integer> sites(Lesion lesion, boolean alive) {
    return IntStream.range(0, lesion.tumor().count())
        .filter(i -> lesion.tumor().alive(i) == alive)
        .map(lesion.tumor()::site)
        .sorted()
        .boxed()
        .toList();
  }

  @Test
  void runTo_day0_cellsAreWhereTheTableHasThem() throws IOException {
    try (VirtualPatient patient = patient(rows())) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      assertThat(sites(lesion, true)).isEqualTo(sites(rows(), "tumor"));
      assertThat(sites(lesion.cd8())).isEqualTo(sites(rows(), "cd8"));
      assertThat(sites(lesion.tregs())).isEqualTo(sites(rows(), "treg"));
      assertThat(sites(lesion.mdscs())).isEqualTo(sites(rows(), "mdsc"));
      assertThat(lesion.burden()).isEqualTo(1);
      assertThat(lesion.calibration().frozen).isTrue();
      assertThat(lesion.calibration().intrinsicDeath()).isPositive();
      assertThat(lesion.calibration().entry(Leukocytes.Kind.CD8)).isPositive();
      assertThat(lesion.cd8().count()).isPositive();
      patient.runTo(DAY);
      assertThat(sites(lesion.cd8())).isNotEqualTo(sites(rows(), "cd8"));
    }
  }

  /**
   * Debris for each living cell is φb/(c + g): g = ln 2/30 = 0.023105, b = g/0.2 = 0.115525, φb =
   * 0.09242, c = 0.1 per day; 0.09242/0.123105 = 0.75074, times 144 is 108.1.
   */
  @Test
  void runTo_tableWithoutDebris_addsWhatIsInBalanceBesideTheTumor() throws IOException {
    try (VirtualPatient patient = patient(rows())) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      List<Integer> debris = sites(lesion, false);
      assertThat(debris).hasSize(108);
      for (int site : debris) {
        assertThat(lesion.vessel()[site]).isFalse();
        int x = site % SIZE;
        int y = site / SIZE;
        // Rings around the square of 12 x 12: 52 in the first, 60 in the second, less the vessels.
        assertThat(x).isBetween(6, 23);
        assertThat(y).isBetween(6, 23);
      }
    }
  }

  @Test
  void runTo_tableWithDebrisAndVessels_takesThemAsTheyAre() throws IOException {
    List<String> rows = rows();
    rows.add("3,3,debris,");
    List<Integer> given = new ArrayList<>();
    for (int site = 0; site < SIZE * SIZE; site++) {
      int x = site % SIZE;
      int y = site / SIZE;
      if (x % 5 == 4 && y % 5 == 4 && (x < 9 || x >= 21 || y < 9 || y >= 21)) {
        given.add(site);
        rows.add(20 * x + "," + 20 * y + ",vessel,");
      }
    }
    try (VirtualPatient patient = patient(rows)) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      assertThat(sites(lesion, false)).containsExactly(0);
      List<Integer> vessels =
          IntStream.range(0, SIZE * SIZE).filter(s -> lesion.vessel()[s]).boxed().toList();
      assertThat(vessels).isEqualTo(given);
    }
  }

  @Test
  void runTo_labels_areClonesOfTheMechanismsTheyName() throws IOException {
    try (VirtualPatient patient = patient(rows())) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      List<PatientEvent> founders =
          patient.drainEvents().stream().filter(e -> e.kind().equals("founder")).toList();
      assertThat(founders)
          .extracting(PatientEvent::subject)
          .containsExactly("A", "b2m-loss+hla-loh");
      // 9 x 3 cells of A, 3 x 12 of the other.
      assertThat(founders).extracting(PatientEvent::value).containsExactly(27.0, 36.0);
      for (int i = 0; i < lesion.tumor().count(); i++) {
        if (!lesion.tumor().alive(i)) {
          continue;
        }
        int x = lesion.tumor().site(i) % SIZE;
        Clone clone = lesion.phylogeny().get(lesion.tumor().clone(i));
        assertThat(clone.b2mCopies()).isEqualTo(x < 12 ? 0 : 2);
        assertThat(clone.lostAlleles() != 0).isEqualTo(x < 12);
        assertThat(clone.changes() != 0).isEqualTo(x < 12);
      }
      assertThat(lesion.phylogeny().clones()).allMatch(c -> c.birthMinute() == 0);
    }
  }

  @Test
  void scenario_labels_subclonalNeoantigensOnlyWhenAskedFor() throws IOException {
    String base = TestPatients.BUSY.replace(", subclonal: 2", "");
    List<String> bare = rows().stream().map(row -> row.replaceAll(",tumor,.*", ",tumor,")).toList();
    assertThat(scenario(base, bare).patient().subclonalNeoantigens()).isEqualTo(10);
    Scenario labeled = scenario(base, rows());
    assertThat(labeled.patient().subclonalNeoantigens()).isZero();
    assertThat(
            scenario(base, rows(), "patient.neoantigens.subclonal=3")
                .patient()
                .subclonalNeoantigens())
        .isEqualTo(3);
    try (VirtualPatient patient = TestPatients.patient(labeled)) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      assertThat(lesion.phylogeny().clones())
          .extracting(clone -> lesion.phylogeny().name(clone.id()))
          .containsExactly("c0", "c1-A", "c2-b2m-loss+hla-loh");
    }
  }

  @Test
  void runTo_rowsInAnotherOrder_samePatient() throws IOException {
    List<String> rows = rows();
    List<String> other = rows();
    Collections.reverse(other);
    try (VirtualPatient first = patient(rows);
        VirtualPatient second = patient(other)) {
      first.runTo(2 * DAY);
      second.runTo(2 * DAY);
      assertThat(TestPatients.state(second)).isEqualTo(TestPatients.state(first));
    }
  }

  @Test
  void state_beforeAndAfterTheCellsArePutBack_goesOnAlike() throws IOException {
    Scenario scenario = scenario(rows());
    try (VirtualPatient straight = TestPatients.patient(scenario)) {
      straight.runTo(DAY);
      for (long stop : List.of(-HOUR, 0L)) {
        try (VirtualPatient begun = TestPatients.patient(scenario)) {
          begun.runTo(stop);
          try (VirtualPatient gone = TestPatients.read(scenario, TestPatients.state(begun), 2)) {
            gone.runTo(DAY);
            assertThat(TestPatients.state(gone)).isEqualTo(TestPatients.state(straight));
          }
        }
      }
    }
  }

  /** The first solutions of day 0, around the same cells, change what had settled by little. */
  @Test
  void runTo_day0_fieldsAreAtTheirSteadyState() throws IOException {
    try (VirtualPatient patient = patient(rows())) {
      patient.runTo(0);
      Lesion lesion = patient.lesions().get(0);
      List<double[]> before =
          Stream.of(FieldName.values()).map(f -> lesion.field(f).clone()).toList();
      patient.runTo(HOUR);
      for (FieldName name :
          List.of(FieldName.OXYGEN, FieldName.TGF_BETA, FieldName.IL_10, FieldName.CCL2_CXCL8)) {
        double[] old = before.get(name.ordinal());
        double largest = 0;
        double change = 0;
        for (int site = 0; site < old.length; site++) {
          largest = Math.max(largest, old[site]);
          change = Math.max(change, Math.abs(lesion.field(name)[site] - old[site]));
        }
        assertThat(largest).as(name.label()).isPositive();
        assertThat(change / largest).as(name.label()).isLessThan(0.02);
      }
      double ifng = 0;
      for (double value : lesion.field(FieldName.IFN_GAMMA)) {
        ifng += value;
      }
      assertThat(ifng).isPositive();
    }
  }

  @Test
  void runTo_kindThatTheTableHasNot_neverComes() throws IOException {
    List<String> rows = rows();
    rows.removeIf(row -> row.contains("mdsc"));
    try (VirtualPatient patient = patient(rows)) {
      patient.runTo(5 * DAY);
      assertThat(patient.lesions().get(0).mdscs().count()).isZero();
    }
  }

  @Test
  void runTo_threeDimensions_placesLayers() throws IOException {
    Path table = folder.resolve("ball.csv");
    StringBuilder text = new StringBuilder("z_um,type,x_um,y_um\n");
    List<Integer> expected = new ArrayList<>();
    for (int site = 0; site < 12 * 12 * 12; site++) {
      int x = site % 12;
      int y = site / 12 % 12;
      int z = site / 144;
      if (x >= 4 && x < 8 && y >= 4 && y < 8 && z >= 4 && z < 8) {
        expected.add(site);
        text.append("%d,tumor,%d,%d%n".formatted(20 * z, 20 * x, 20 * y));
      } else if (site % 7 == 0) {
        text.append("%d,cd8,%d,%d%n".formatted(20 * z, 20 * x, 20 * y));
      }
    }
    Files.writeString(table, text);
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            "lesions=[{lattice: {dimensions: 3, size: 12}, cells: " + table + "}]");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      patient.runTo(0);
      assertThat(sites(patient.lesions().get(0), true)).isEqualTo(expected);
    }
  }

  /** Live cells alone would fit, with their debris they do not. */
  @Test
  void runTo_cellsThatOutgrowTheLattice_saysSo() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int site = 0; site < 300; site++) {
      rows.add(20 * (site % SIZE) + "," + 20 * (site / SIZE) + ",tumor,");
    }
    try (VirtualPatient patient =
        patient(rows, "tumor.volume-doubling-time=20 days", "burn-in.duration=20 days")) {
      // 300 cells and 220 of debris, doubled: more than 675 of the 900 voxels.
      assertThatThrownBy(() -> patient.runTo(0))
          .isInstanceOf(BurnInException.class)
          .hasMessageContaining("outgrow their lattice");
    }
  }
}
