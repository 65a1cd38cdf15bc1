package org.evade.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.evade.response.Baseline.Lesion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecistTest {

  private static Scan scan(int day, NonTarget others, Reading... readings) {
    return new Scan(day, Arrays.asList(readings), others, false, NewLesions.NONE, false);
  }

  /** A visit without a scan: nothing is evaluable. */
  private static Scan missed(int day) {
    return new Scan(
        day, List.of(Reading.notEvaluable()), NonTarget.NE, false, NewLesions.NONE, false);
  }

  /** One lesion, a scan every 42 days. */
  private static String courses(double baseline, String millimeters) {
    List<Scan> scans = new ArrayList<>();
    for (String mm : millimeters.split(" ", -1)) {
      int day = 42 * (scans.size() + 1);
      scans.add(mm.equals("x") ? missed(day) : Scan.of(day, Double.parseDouble(mm)));
    }
    return Recist.assessAll(Baseline.of(baseline), scans).stream()
        .map(a -> a.overall().name())
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    // -30 % of 100 is 70
    "100, 70, PR",
    "100, 70.1, SD",
    // +20 % of 100 is 120
    "100, 120, PD",
    "100, 119.9, SD",
    // +20 % of 20 is 24, but +5 mm is 25
    "20, 24, SD",
    "20, 25, PD",
    // nadir 70: 84 is +20 % and 14 mm, though still -16 % from baseline
    "100, 70 84, PR PD",
    // nadir 40: 48 is -52 % from baseline, but +20 % and 8 mm over the nadir
    "100, 40 48, PR PD",
    // nadir 20: +4 mm is too little; 25 is enough
    "100, 20 24 25, PR PR PD",
    // nadir falls by steps, then PD from the lowest: 50 + 20 % = 60
    "100, 90 80 50 59 60, SD SD PR PR PD",
    // complete response, then back: PD whatever its size
    "100, 0 1, CR PD",
    "100, 0 0 3, CR CR PD",
    // a scan missed does not move the nadir: 50 + 20 % = 60
    "100, 50 x 60, PR NE PD",
    // seen twice at -30 %, confirmed: 75 (-25 %, +7 % over 70) stays PR
    "100, 70 70 75 83.9 84, PR PR PR PR PD",
    // once only, not confirmed: 75 is SD
    "100, 70 75 70, PR SD PR",
    // slow growth from baseline: 110, 115, 119, 120
    "100, 110 115 119 120, SD SD SD PD"
  })
  void assess_oneLesion_isThatOfHandArithmetic(double baseline, String mm, String expected) {
    assertThat(courses(baseline, mm)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // 100 mm of one target lesion at baseline: target mm, non-target, new lesion, overall
    "0, NONE, false, CR",
    "0, CR, false, CR",
    "0, NON_CR_NON_PD, false, PR",
    "0, NE, false, PR",
    "0, PD, false, PD",
    "0, CR, true, PD",
    "60, CR, false, PR",
    "60, NON_CR_NON_PD, false, PR",
    "60, NE, false, PR",
    "60, PD, false, PD",
    "60, NONE, true, PD",
    "100, CR, false, SD",
    "100, NON_CR_NON_PD, false, SD",
    "100, NE, false, SD",
    "100, PD, false, PD",
    "100, NONE, true, PD",
    "130, CR, false, PD",
    "x, NON_CR_NON_PD, false, NE",
    "x, CR, false, NE",
    "x, PD, false, PD",
    "x, NONE, true, PD"
  })
  void assess_overallTable_isThatOfThePaper(
      String target, NonTarget others, boolean fresh, Response overall) {
    Reading reading =
        target.equals("x") ? Reading.notEvaluable() : Reading.of(Double.parseDouble(target));
    Scan scan = scan(42, others, reading);
    if (fresh) {
      scan = scan.with(NewLesions.measured(1, 12));
    }
    assertThat(new Recist(Baseline.of(100)).assess(scan).overall()).isEqualTo(overall);
  }

  /** 50 + 40 mm, the second not read: 50 alone is no progression from 90, 108 alone is. */
  @Test
  void assess_oneLesionNotRead_isNotEvaluableUnlessTheRestProgressed() {
    Recist recist = new Recist(Baseline.of(50, 40));
    assertThat(
            recist
                .assess(scan(42, NonTarget.NONE, Reading.of(50), Reading.notEvaluable()))
                .target())
        .isEqualTo(Response.NE);
    assertThat(recist.nadirMm()).isEqualTo(90);
    assertThat(
            recist
                .assess(scan(84, NonTarget.NONE, Reading.of(108), Reading.notEvaluable()))
                .target())
        .isEqualTo(Response.PD);
  }

  /** 20 + 20 mm: both too small count 5 + 5 = 10, −75 %; one gone after that 5. */
  @Test
  void assess_tooSmallToMeasure_counts5Millimeters() {
    Recist recist = new Recist(Baseline.of(20, 20));
    Assessment small =
        recist.assess(scan(42, NonTarget.NONE, Reading.tooSmall(), Reading.tooSmall()));
    assertThat(small.sumMm()).isEqualTo(10);
    assertThat(small.change()).isEqualTo(-0.75);
    assertThat(small.overall()).isEqualTo(Response.PR);
    Assessment one = recist.assess(scan(84, NonTarget.NONE, Reading.tooSmall(), Reading.absent()));
    assertThat(one.sumMm()).isEqualTo(5);
    assertThat(one.nadirMm()).isEqualTo(10);
  }

  /** After partial response a lesion that comes back is added: nadir 30, then 30 + 4, no PD. */
  @Test
  void assess_lesionBackAfterPartialResponse_isAddedToTheSum() {
    Recist recist = new Recist(Baseline.of(60, 40));
    assertThat(recist.assess(Scan.of(42, 30, 0)).overall()).isEqualTo(Response.PR);
    assertThat(recist.assess(Scan.of(84, 30, 4)).overall()).isEqualTo(Response.PR);
    // 30 + 6 = 36 is +20 % and 6 mm over 30
    assertThat(recist.assess(Scan.of(126, 30, 6)).overall()).isEqualTo(Response.PD);
  }

  @Test
  void assess_nodeBelow10_countsAsGoneButNotAsZero() {
    Baseline baseline =
        new Baseline(
            List.of(new Lesion("a", "lung", false, 30), new Lesion("b", "node", true, 20)));
    Recist recist = new Recist(baseline);
    Assessment all = recist.assess(Scan.of(42, 0, 9));
    assertThat(all.overall()).isEqualTo(Response.CR);
    assertThat(all.sumMm()).isEqualTo(9);
    // 9.5 mm is still a normal node; 10 mm is one that came back
    assertThat(recist.assess(Scan.of(84, 0, 9.5)).overall()).isEqualTo(Response.CR);
    assertThat(recist.assess(Scan.of(126, 0, 10)).overall()).isEqualTo(Response.PD);
  }

  @Test
  void assess_nonTargetBackAfterCompleteResponse_isProgression() {
    Recist recist = new Recist(Baseline.of(30));
    assertThat(recist.assess(Scan.of(42, 0).with(NonTarget.CR)).overall()).isEqualTo(Response.CR);
    assertThat(recist.assess(Scan.of(84, 0).with(NonTarget.NON_CR_NON_PD)).overall())
        .isEqualTo(Response.PD);
  }

  @Test
  void assess_wrongOrderOrNumber_isRefused() {
    Recist recist = new Recist(Baseline.of(30, 30));
    recist.assess(Scan.of(42, 30, 30));
    assertThatThrownBy(() -> recist.assess(Scan.of(42, 30, 30)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> recist.assess(Scan.of(84, 30)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reading.of(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Reading.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seen_smallLesions_areTooSmallOrGone() {
    assertThat(Reading.seen(1.9, 2)).isEqualTo(Reading.absent());
    assertThat(Reading.seen(2, 2)).isEqualTo(Reading.tooSmall());
    assertThat(Reading.seen(5, 2)).isEqualTo(Reading.of(5));
  }

  /** 10 mm, or a node of 15 mm; two an organ; one to five in all. */
  @Test
  void baseline_lesionsThatCannotBeTargets_areRefused() {
    Lesion lung = new Lesion("a", "lung", false, 10);
    Lesion node = new Lesion("b", "node", true, 15);
    assertThat(new Baseline(List.of(lung, lung, node)).sum()).isEqualTo(35);
    assertThatThrownBy(() -> new Baseline(List.of(lung, lung, lung)))
        .hasMessageContaining("more than 2 target lesions in lung");
    assertThatThrownBy(() -> new Baseline(List.of(new Lesion("c", "node", true, 14))))
        .hasMessageContaining("not measurable");
    assertThatThrownBy(() -> Baseline.of(9.9)).hasMessageContaining("not measurable");
    assertThatThrownBy(() -> Baseline.of(10, 10, 10, 10, 10, 10)).hasMessageContaining("found 6");
    assertThatThrownBy(() -> new Baseline(List.of())).hasMessageContaining("found 0");
  }

  @Property(seed = "1")
  void nadir_neverRises(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 200) Double> mm) {
    Recist recist = new Recist(Baseline.of(100));
    double before = recist.nadirMm();
    int day = 0;
    for (double each : mm) {
      day += 42;
      Assessment assessment = recist.assess(Scan.of(day, each));
      assertThat(assessment.nadirMm()).isEqualTo(before);
      assertThat(recist.nadirMm()).isEqualTo(Math.min(before, each));
      before = recist.nadirMm();
    }
  }

  /**
   * A sum on a threshold has met it, whatever the last bit of the arithmetic: 17.24 − 12.24 is 5.
   */
  @Property(seed = "1")
  void target_isWhatItsThresholdsSay(
      @ForAll @DoubleRange(min = 10, max = 200) double baseline,
      @ForAll @DoubleRange(min = 0, max = 300) double first,
      @ForAll @DoubleRange(min = 0, max = 300) double second) {
    Recist recist = new Recist(Baseline.of(baseline));
    recist.assess(Scan.of(42, first));
    double nadir = Math.min(baseline, first);
    Response target = recist.assess(Scan.of(84, second)).target();
    if (second - nadir >= 5 - 1e-9 && second >= 1.2 * nadir - 1e-9) {
      assertThat(target).isEqualTo(Response.PD);
    } else if (second == 0) {
      assertThat(target).isEqualTo(Response.CR);
    } else if (second <= 0.7 * baseline + 1e-9) {
      assertThat(target).isEqualTo(Response.PR);
    } else {
      assertThat(target).isEqualTo(Response.SD);
    }
  }

  @Property(seed = "1")
  void assess_orderOfLesions_doesNotMatter(
      @ForAll @Size(value = 4) List<@IntRange(min = 10, max = 90) Integer> baseline,
      @ForAll @Size(min = 1, max = 8)
          List<@Size(value = 4) List<@IntRange(min = 0, max = 120) Integer>> scans,
      @ForAll long seed) {
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3));
    Collections.shuffle(order, new Random(seed));
    Recist straight = new Recist(Baseline.of(pick(baseline, List.of(0, 1, 2, 3))));
    Recist shuffled = new Recist(Baseline.of(pick(baseline, order)));
    for (int i = 0; i < scans.size(); i++) {
      double[] mm = pick(scans.get(i), List.of(0, 1, 2, 3));
      assertThat(shuffled.assess(Scan.of(42 * (i + 1), pick(scans.get(i), order))))
          .isEqualTo(straight.assess(Scan.of(42 * (i + 1), mm)));
    }
  }

  private static double[] pick(List<Integer> values, List<Integer> order) {
    return order.stream().mapToDouble(values::get).toArray();
  }

  @Property(seed = "1")
  void state_writtenAndRead_goesOnTheSame(
      @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 0, max = 120) Integer> mm)
      throws IOException {
    Recist recist = new Recist(Baseline.of(60));
    int day = 0;
    for (int each : mm) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      recist.writeState(new DataOutputStream(bytes));
      Recist copy = new Recist(Baseline.of(60));
      copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
      day += 42;
      assertThat(copy.assess(Scan.of(day, each))).isEqualTo(recist.assess(Scan.of(day, each)));
    }
  }
}
