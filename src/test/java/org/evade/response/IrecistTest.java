package org.evade.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.evade.response.Irecist.Pseudoprogression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IrecistTest {

  private static List<ImmuneResponse> assess(Irecist irecist, List<Scan> scans) {
    List<ImmuneResponse> all = new ArrayList<>();
    for (Scan scan : scans) {
      all.add(irecist.assess(scan));
    }
    return all;
  }

  /** A visit without a scan: nothing is evaluable. */
  private static Scan missed(int day) {
    return new Scan(
        day, List.of(Reading.notEvaluable()), NonTarget.NE, false, NewLesions.NONE, false);
  }

  /** One lesion of 100 mm, scans such as "42:120". */
  private static List<Scan> scans(String words) {
    List<Scan> scans = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      String[] parts = word.split(":", -1);
      int day = Integer.parseInt(parts[0]);
      scans.add(parts[1].equals("x") ? missed(day) : Scan.of(day, Double.parseDouble(parts[1])));
    }
    return scans;
  }

  @ParameterizedTest
  @CsvSource({
    // scans of a lesion of 100 mm, responses, day of progression (-1 none), pseudoprogression
    "42:110 84:70 126:0, ISD IPR ICR, -1, NONE",
    "42:120 84:125, IUPD ICPD, 42, NONE",
    "42:120 84:124.9, IUPD IUPD, -1, NONE",
    // 4 mm, then 2 mm more: together 6, confirmed
    "42:120 84:124 126:126, IUPD IUPD ICPD, 42, NONE",
    // confirmed stays confirmed
    "42:120 84:125 126:20, IUPD ICPD ICPD, 42, NONE",
    // cleared by response
    "42:130 84:65, IUPD IPR, -1, STRICT",
    "42:130 84:0, IUPD ICR, -1, STRICT",
    // cleared by stable disease only
    "42:125 84:110, IUPD ISD, -1, LOOSE",
    // cleared, then the bar is reset: a new run that must be confirmed anew, dated from itself
    "42:125 84:110 126:121 168:127, IUPD ISD IUPD ICPD, 126, LOOSE",
    "42:130 84:60 126:72 168:77, IUPD IPR IUPD ICPD, 126, STRICT",
    // too early to confirm: 25 days; 26 is the earliest
    "42:120 67:140 84:120, IUPD IUPD IUPD, -1, NONE",
    "42:120 68:140, IUPD ICPD, 42, NONE",
    // from the nadir of 40: 50 is progression though -50 % from baseline; 1 mm less clears nothing
    "42:40 84:50 126:49, IPR IUPD IUPD, -1, NONE",
    // back to 47 it is no longer +20 % over 40
    "42:40 84:50 126:47, IPR IUPD IPR, -1, STRICT",
    // a scan missed leaves it open
    "42:120 84:x 126:126, IUPD NE ICPD, 42, NONE",
    "42:x 84:60, NE IPR, -1, NONE"
  })
  void assess_targetLesion_isThatOfHandArithmetic(
      String words, String expected, int progression, Pseudoprogression pseudo) {
    Irecist irecist = new Irecist(Baseline.of(100));
    assertThat(
            assess(irecist, scans(words)).stream().map(Enum::name).collect(Collectors.joining(" ")))
        .isEqualTo(expected);
    assertThat(irecist.progressionDay().orElse(-1)).isEqualTo(progression);
    assertThat(irecist.pseudoprogression()).isEqualTo(pseudo);
  }

  @Test
  void assess_newLesion_isConfirmedByGrowthOrByOneMore() {
    Scan first = Scan.of(42, 100).with(NewLesions.measured(1, 10));
    Irecist growth = new Irecist(Baseline.of(100));
    assertThat(
            assess(
                growth,
                List.of(
                    first,
                    Scan.of(84, 100).with(NewLesions.measured(1, 14)),
                    Scan.of(126, 100).with(NewLesions.measured(1, 15)))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.IUPD, ImmuneResponse.ICPD);
    assertThat(growth.progressionDay()).hasValue(42);
    Irecist more = new Irecist(Baseline.of(100));
    assertThat(assess(more, List.of(first, Scan.of(84, 90).with(NewLesions.measured(2, 11)))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ICPD);
    Irecist others = new Irecist(Baseline.of(100));
    assertThat(
            assess(others, List.of(first, Scan.of(84, 90).with(new NewLesions(1, true, 10, true)))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ICPD);
  }

  /** An earlier new lesion that neither grew nor left does not forbid a response. */
  @Test
  void assess_newLesionThere_allowsResponseOfTheTargets() {
    Irecist irecist = new Irecist(Baseline.of(100));
    assertThat(
            assess(
                irecist,
                List.of(
                    Scan.of(42, 100).with(NewLesions.measured(1, 10)),
                    Scan.of(84, 65).with(NewLesions.measured(1, 10)),
                    Scan.of(126, 0).with(NewLesions.measured(1, 8)),
                    Scan.of(168, 0).with(new NewLesions(1, false, 0, false)))))
        .containsExactly(
            ImmuneResponse.IUPD, ImmuneResponse.IPR, ImmuneResponse.IPR, ImmuneResponse.ICR);
    assertThat(irecist.pseudoprogression()).isEqualTo(Pseudoprogression.STRICT);
  }

  @Test
  void assess_newLesionGone_isStableAgain() {
    Irecist irecist = new Irecist(Baseline.of(100));
    assertThat(
            assess(
                irecist,
                List.of(
                    Scan.of(42, 100).with(NewLesions.measured(1, 10)),
                    Scan.of(84, 100).with(new NewLesions(1, false, 0, false)))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ISD);
    assertThat(irecist.pseudoprogression()).isEqualTo(Pseudoprogression.LOOSE);
  }

  /** Progression in a category that had not progressed confirms that of another. */
  @Test
  void assess_progressionOfAnotherCategory_confirms() {
    Irecist irecist = new Irecist(Baseline.of(100));
    assertThat(assess(irecist, List.of(Scan.of(42, 100).with(NonTarget.PD), Scan.of(84, 120))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ICPD);
  }

  @Test
  void assess_nonTarget_isConfirmedByAnyFurtherGrowth() {
    Scan first = Scan.of(42, 100).with(NonTarget.PD);
    Scan same = Scan.of(84, 100).with(NonTarget.PD);
    Scan grown = new Scan(126, same.targets(), NonTarget.PD, true, NewLesions.NONE, false);
    assertThat(assess(new Irecist(Baseline.of(100)), List.of(first, same, grown)))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.IUPD, ImmuneResponse.ICPD);
    assertThat(
            assess(
                new Irecist(Baseline.of(100)),
                List.of(first, Scan.of(84, 100).with(NonTarget.NON_CR_NON_PD))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ISD);
  }

  /** Within four weeks only a new symptom with one more new lesion counts. */
  @Test
  void assess_earlyScan_countsOnlyWithSymptomAndNewLesion() {
    Scan symptom =
        new Scan(
            56,
            Scan.of(56, 120).targets(),
            NonTarget.NONE,
            false,
            NewLesions.measured(1, 12),
            true);
    Irecist irecist = new Irecist(Baseline.of(100));
    assertThat(assess(irecist, List.of(Scan.of(42, 120), symptom)))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.ICPD);
    Irecist routine = new Irecist(Baseline.of(100));
    assertThat(
            assess(
                routine,
                List.of(Scan.of(42, 120), Scan.of(56, 120).with(NewLesions.measured(1, 12)))))
        .containsExactly(ImmuneResponse.IUPD, ImmuneResponse.IUPD);
    assertThat(routine.openSince()).hasValue(42);
  }

  @Property(seed = "1")
  void state_writtenAndRead_goesOnTheSame(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 0, max = 150) Integer> mm)
      throws IOException {
    Irecist irecist = new Irecist(Baseline.of(60));
    int day = 0;
    for (int each : mm) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      irecist.writeState(new DataOutputStream(bytes));
      Irecist copy = new Irecist(Baseline.of(60));
      copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      day += 42;
      NewLesions fresh = each > 120 ? NewLesions.measured(1, each - 120) : NewLesions.NONE;
      Scan scan = Scan.of(day, each).with(fresh);
      assertThat(copy.assess(scan)).isEqualTo(irecist.assess(scan));
      assertThat(copy.progressionDay()).isEqualTo(irecist.progressionDay());
      assertThat(copy.openSince()).isEqualTo(irecist.openSince());
      assertThat(copy.pseudoprogression()).isEqualTo(irecist.pseudoprogression());
    }
  }

  /** The first progression of RECIST is the first unconfirmed one, and never a confirmed one. */
  @Property(seed = "1")
  void assess_firstProgression_isUnconfirmed(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 0, max = 150) Integer> mm) {
    Irecist irecist = new Irecist(Baseline.of(60));
    Recist recist = new Recist(Baseline.of(60));
    int day = 0;
    for (int each : mm) {
      day += 42;
      ImmuneResponse immune = irecist.assess(Scan.of(day, each));
      Response target = recist.assess(Scan.of(day, each)).target();
      assertThat(immune == ImmuneResponse.IUPD).isEqualTo(target == Response.PD);
      if (target == Response.PD) {
        break;
      }
    }
  }
}
