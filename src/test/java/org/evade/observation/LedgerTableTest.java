package org.evade.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LedgerTableTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  private static Totals.Sums sums(double left, Double... lost) {
    return new Totals.Sums(List.of(lost), left);
  }

  private static Map<String, Double> unseen(
      double near, double far, Totals.Sums entry, Totals.Sums priming) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    Totals.OfLesion lesion =
        new Totals.OfLesion(0, 0, 0, 0, 0, sums(0), sums(near), sums(far), entry);
    LedgerTable.unseen(amounts, lesion, List.of("stroma", "signal"), priming, List.of("dc"));
    return amounts;
  }

  @Test
  void unseen_entryAndPrimingLostHalf_areSharedByTheLogarithm() {
    // Entry left 1/2 (stroma took 3/8, signal 1/8), priming left 1/4: together 1/8 of 800 h stay
    // without a cause, 700 h are shared ln 2 : ln 4 = 1 : 2, and entry's third 3 : 1.
    Map<String, Double> amounts = unseen(600, 200, sums(4, 3.0, 1.0), sums(1, 3.0));

    assertThat(amounts.get("unseen: stroma")).isCloseTo(700 / 3.0 * 0.75, ROUNDING);
    assertThat(amounts.get("unseen: signal")).isCloseTo(700 / 3.0 * 0.25, ROUNDING);
    assertThat(amounts.get("unseen: dc")).isCloseTo(700 * 2 / 3.0, ROUNDING);
    assertThat(amounts.get("unseen: cd8-near")).isCloseTo(75, ROUNDING);
    assertThat(amounts.get("unseen: no-cd8-near")).isCloseTo(25, ROUNDING);
  }

  @Test
  void unseen_nothingLost_staysWithoutACause() {
    Map<String, Double> amounts = unseen(600, 200, sums(4, 0.0, 0.0), sums(0, 0.0));

    assertThat(amounts)
        .containsOnly(
            Map.entry("unseen: cd8-near", 600.0), Map.entry("unseen: no-cd8-near", 200.0));
  }

  @Test
  void unseen_entryShut_keepsTheSum() {
    Map<String, Double> amounts = unseen(600, 200, sums(0, 1.0, 1.0), sums(1, 1.0));

    assertThat(amounts.values().stream().mapToDouble(x -> x).sum()).isCloseTo(800, ROUNDING);
    assertThat(amounts.get("unseen: cd8-near")).isZero();
    // −ln max(0, 1e-6) = 13.8 against ln 2 = 0.69 for priming.
    assertThat(amounts.get("unseen: dc") / 800).isCloseTo(0.0478, Offset.offset(1e-4));
  }

  @Test
  void since_laterTotals_areDifferences() {
    Totals.Sums difference = sums(5, 3.0, 1.0).since(sums(4, 1.0, 1.0));

    assertThat(difference).isEqualTo(sums(1, 2.0, 0.0));
  }
}
