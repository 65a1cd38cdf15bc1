package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.cell.TumorCells;
import org.evade.scenario.Scenario;
import org.evade.tissue.FieldName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two runs share every draw that their difference does not touch. Budget: 0.4 min. */
class PairingTest {

  private static final long HOUR = TestPatients.HOUR;
  private static final long DAY = TestPatients.DAY;

  /**
   * Everything of a lesion that does not depend on which mechanisms are registered: agents by id,
   * fields and clones without the bits of the registry.
   */
  static NavigableMap<String, Object> picture(Lesion lesion) {
    NavigableMap<String, Object> picture = new TreeMap<>();
    TumorCells tumor = lesion.tumor();
    for (int i = 0; i < tumor.count(); i++) {
      Clone c = lesion.phylogeny().get(tumor.clone(i));
      picture.put(
          "tumor " + tumor.id(i),
          List.of(
              tumor.site(i),
              tumor.state(i),
              tumor.hits(i),
              tumor.mhc(i),
              tumor.pdl1(i),
              c.neoantigens(),
              c.lostAlleles(),
              c.b2mCopies(),
              c.ifngCopies(),
              c.basalPdl1()));
    }
    for (Leukocytes kind : lesion.leukocytes()) {
      for (int i = 0; i < kind.count(); i++) {
        List<Object> row = new ArrayList<>(List.of(kind.site(i), kind.heading(i)));
        if (kind instanceof Cd8Cells cd8) {
          row.add(cd8.state(i));
          row.add(cd8.specificity(i));
          row.add(cd8.divisionsLeft(i));
          row.add(cd8.target(i) < 0 ? 0 : tumor.id(cd8.target(i)));
          row.add(cd8.killFactor(i));
          row.add(cd8.signal(i));
          row.add(cd8.engagedSteps(i));
        }
        picture.put(kind.kind() + " " + kind.id(i), row);
      }
    }
    for (FieldName name : FieldName.values()) {
      List<Double> values = new ArrayList<>();
      for (double value : lesion.field(name)) {
        values.add(value);
      }
      picture.put("field " + name, values);
    }
    picture.put("arrivals", lesion.counts().arrivals());
    picture.put("intrinsic death", lesion.calibration().intrinsicDeath());
    return picture;
  }

  private static boolean anyClone(Lesion lesion, Predicate<Clone> test) {
    return lesion.phylogeny().clones().stream().anyMatch(test);
  }

  /** Whether a heritable mechanism has made a clone. */
  private static boolean acted(String mechanism, Lesion lesion) {
    return switch (mechanism) {
      case "hla-loh" -> anyClone(lesion, c -> c.lostAlleles() != 0);
      case "b2m-loss" -> anyClone(lesion, c -> c.b2mCopies() < 2);
      case "ifng-pathway-loss" -> anyClone(lesion, c -> c.ifngCopies() < 2);
      case "constitutive-pd-l1" ->
          anyClone(lesion, c -> c.basalPdl1() != lesion.founder().basalPdl1());
      default -> throw new IllegalArgumentException(mechanism);
    };
  }

  /**
   * All heritable mechanisms are on and act often, but the one in question is rare; it is switched
   * off in the other run. Up to the division that it changes, the two are the same in every agent.
   */
  @ParameterizedTest
  @ValueSource(strings = {"hla-loh", "b2m-loss", "ifng-pathway-loss", "constitutive-pd-l1"})
  void heritable_offOrOn_sharesAllUpToItsFirstChange(String mechanism) {
    Scenario on =
        TestPatients.scenario(TestPatients.BUSY, "mechanisms." + mechanism + ".rate=0.0002");
    Scenario off = TestPatients.scenario(TestPatients.BUSY, "mechanisms." + mechanism + "=off");
    try (VirtualPatient with = TestPatients.patient(on);
        VirtualPatient without = TestPatients.patient(off)) {
      Lesion a = with.lesions().get(0);
      Lesion b = without.lesions().get(0);
      int shared = 0;
      for (long minute = -9 * DAY; minute < 0; minute += 6 * HOUR) {
        with.runTo(minute);
        without.runTo(minute);
        if (acted(mechanism, a)) {
          break;
        }
        assertThat(picture(a)).as("minute %d", minute).isEqualTo(picture(b));
        shared++;
      }
      // The changes of the other mechanisms took place meanwhile.
      assertThat(shared).isGreaterThan(4);
      assertThat(acted(mechanism, b)).isFalse();
      assertThat(b.phylogeny().size()).isGreaterThan(10);
    }
  }

  /**
   * Treg suppression acts where a T cell is engaged beside a Treg: in the first hour in which the
   * runs differ, exactly such T cells have another kill factor.
   */
  @Test
  void tregSuppression_offOrOn_differFromTheFirstContactBesideATreg() {
    String[] rare = {
      "treg.ratio=0.02", "cd8.attachment-rate=0.0005 /min", "cd8.reactive-share=0.4"
    };
    Scenario on = TestPatients.scenario(TestPatients.BUSY, rare);
    Scenario off =
        TestPatients.scenario(
            TestPatients.BUSY,
            Stream.concat(Stream.of(rare), Stream.of("mechanisms.treg-suppression=off"))
                .toArray(String[]::new));
    try (VirtualPatient with = TestPatients.patient(on);
        VirtualPatient without = TestPatients.patient(off)) {
      Lesion a = with.lesions().get(0);
      Lesion b = without.lesions().get(0);
      long minute = with.firstMinute();
      do {
        minute += HOUR;
        with.runTo(minute);
        without.runTo(minute);
        assertThat(minute).as("Tregs suppress before treatment").isNegative();
      } while (picture(a).equals(picture(b)));
      assertThat(minute - with.firstMinute()).isGreaterThan(2 * HOUR);
      int suppressed = 0;
      for (int i = 0; i < a.cd8().count(); i++) {
        if (a.cd8().killFactor(i) < b.cd8().killFactor(i)) {
          suppressed++;
        }
        assertThat(a.cd8().id(i)).isEqualTo(b.cd8().id(i));
      }
      assertThat(suppressed).isBetween(1, 3);
    }
  }

  /**
   * One tumor cell is taken away by hand. In a sub-step, a leukocyte's place depends on occupancy
   * at most one voxel away and on rivals for that voxel, at most two away; in the 12 sub-steps of
   * an hour the difference cannot reach beyond 2·12 + 1 voxels.
   */
  @Test
  void oneKillMore_withinTheHour_leavesFarAgentsWhereTheyAre() {
    Scenario scenario =
        TestPatients.scenario(TestPatients.BUSY, "lesions[0].lattice.size=80", "seed=11");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      long start = -8 * DAY + HOUR;
      patient.runTo(start);
      try (VirtualPatient other = TestPatients.copy(patient)) {
        int hole = removeOne(other.lesions().get(0));
        patient.runTo(start + HOUR);
        other.runTo(start + HOUR);
        Lesion lesion = patient.lesions().get(0);
        NavigableMap<Long, Integer> before = TestPatients.leukocyteSites(lesion);
        NavigableMap<Long, Integer> after = TestPatients.leukocyteSites(other.lesions().get(0));
        assertThat(after.keySet()).isEqualTo(before.keySet());
        int far = 0;
        int moved = 0;
        for (Map.Entry<Long, Integer> entry : before.entrySet()) {
          boolean same = entry.getValue().equals(after.get(entry.getKey()));
          moved += same ? 0 : 1;
          if (lesion.lattice().squaredDistance(entry.getValue(), hole) > 27 * 27) {
            far++;
            assertThat(same).isTrue();
          }
        }
        assertThat(far).isGreaterThan(300);
        // Next to the hole a few take another way, not more.
        assertThat(moved).isLessThan(20);
      }
    }
  }

  /**
   * Over half a day with births, deaths and arrivals, without chemotaxis, the difference spreads by
   * contact alone: all but a few are the same agents, and far from the hole they are in the same
   * places, which shifted draws would not leave.
   */
  @Test
  void oneKillMore_overHalfADay_shiftsNoDrawsOfOthers() {
    Scenario scenario =
        TestPatients.scenario(
            TestPatients.BUSY,
            "lesions[0].lattice.size=80",
            "seed=11",
            "cd8.attraction=0",
            "mdsc.attraction=0");
    try (VirtualPatient patient = TestPatients.patient(scenario)) {
      long start = -8 * DAY + HOUR;
      patient.runTo(start);
      try (VirtualPatient other = TestPatients.copy(patient)) {
        int hole = removeOne(other.lesions().get(0));
        patient.runTo(start + 12 * HOUR);
        other.runTo(start + 12 * HOUR);
        Lesion lesion = patient.lesions().get(0);
        NavigableMap<Long, Integer> a = TestPatients.leukocyteSites(lesion);
        NavigableMap<Long, Integer> b = TestPatients.leukocyteSites(other.lesions().get(0));
        long known = a.keySet().stream().filter(b::containsKey).count();
        assertThat(known).isGreaterThan(a.size() - 10L);
        long far = 0;
        long same = 0;
        for (Map.Entry<Long, Integer> entry : a.entrySet()) {
          if (lesion.lattice().squaredDistance(entry.getValue(), hole) > 30 * 30) {
            far++;
            same += entry.getValue().equals(b.get(entry.getKey())) ? 1 : 0;
          }
        }
        assertThat(same).isGreaterThan(far * 95 / 100);
      }
    }
  }

  /** Takes away the living tumor cell nearest to the middle and returns its voxel. */
  private static int removeOne(Lesion lesion) {
    int middle = lesion.lattice().site(lesion.lattice().nx() / 2, lesion.lattice().ny() / 2, 0);
    TumorCells tumor = lesion.tumor();
    int nearest = -1;
    for (int i = 0; i < tumor.count(); i++) {
      if (tumor.alive(i)
          && (nearest < 0
              || lesion.lattice().squaredDistance(tumor.site(i), middle)
                  < lesion.lattice().squaredDistance(tumor.site(nearest), middle))) {
        nearest = i;
      }
    }
    int hole = tumor.site(nearest);
    for (int i = 0; i < lesion.cd8().count(); i++) {
      if (lesion.cd8().target(i) == nearest) {
        lesion.cd8().target(i, Cd8Cells.NO_TARGET);
      }
    }
    boolean[] gone = new boolean[tumor.count()];
    gone[nearest] = true;
    lesion.removeTumor(gone);
    return hole;
  }
}
