package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Evidence;
import org.evade.catalogue.ParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PharmacokineticsTest {

  private static final long DAY = 1440;
  private static final DrugLibrary LIBRARY = DrugLibrary.shipped();

  private static Pharmacokinetics of(String drug) {
    return Pharmacokinetics.ofReferencePatient(LIBRARY.get(drug));
  }

  /** Bolus into two compartments: C = D/V1 · ((α − k21) e^−αt + (k21 − β) e^−βt) / (α − β). */
  @Test
  void advance_constantClearance_isTheBiexponential() {
    double ke = 0.22 * 1.145 / 3.48;
    double k12 = 0.795 / 3.48;
    double k21 = 0.795 / 4.06;
    double root = Math.sqrt((ke + k12 + k21) * (ke + k12 + k21) - 4 * ke * k21);
    double alpha = (ke + k12 + k21 + root) / 2;
    double beta = (ke + k12 + k21 - root) / 2;
    Pharmacokinetics pk = of("pembrolizumab");
    pk.give(200);
    for (int day = 1; day <= 400; day++) {
      pk.advance(DAY);
      double expected =
          200
              / 3.48
              * ((alpha - k21) * Math.exp(-alpha * day) + (k21 - beta) * Math.exp(-beta * day))
              / (alpha - beta);
      assertThat(pk.plasmaMgPerL()).isCloseTo(expected, within(1e-12 * expected + 1e-14));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nivolumab", "cemiplimab", "atezolizumab", "durvalumab"})
  void advance_clearanceInTime_agreesWithDormandPrince(String drug) {
    DrugSpec spec = LIBRARY.get(drug);
    Pharmacokinetics pk = of(drug);
    double v1 = spec.value("central-volume");
    double v2 = spec.value("peripheral-volume");
    double q = spec.value("exchange");
    FirstOrderDifferentialEquations equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return 2;
          }

          @Override
          public void computeDerivatives(double t, double[] a, double[] rate) {
            double flow = q / v1 * a[0] - q / v2 * a[1];
            rate[0] = -pk.clearanceAt(t) / v1 * a[0] - flow;
            rate[1] = flow;
          }
        };
    DormandPrince853Integrator solver = new DormandPrince853Integrator(1e-8, 1, 1e-13, 1e-13);
    double[] a = {1000, 0};
    pk.give(1000);
    for (int day = 0; day < 300; day += 20) {
      if (day == 100) {
        pk.give(500);
        a[0] += 500;
      }
      solver.integrate(equations, day, a, day + 20, a);
      pk.advance(20 * DAY);
      assertThat(pk.centralMg()).isCloseTo(a[0], within(1e-9 * a[0]));
      assertThat(pk.peripheralMg()).isCloseTo(a[1], within(1e-9 * a[1]));
    }
  }

  /** Clearance of durvalumab at day 61.3: half the change, 0.298 · exp(−0.249) = 0.23232. */
  @Test
  void clearanceAt_halfTime_isHalfTheChange() {
    assertThat(of("durvalumab").clearanceAt(61.3)).isCloseTo(0.23232, within(1e-5));
    assertThat(of("durvalumab").clearanceAt(0)).isEqualTo(0.298);
    assertThat(of("nivolumab").finalClearance()).isCloseTo(0.2039, within(1e-4));
  }

  /** What leaves is the integral of clearance times concentration (Simpson, 6 h). */
  @ParameterizedTest
  @ValueSource(strings = {"pembrolizumab", "nivolumab", "durvalumab"})
  void eliminated_isClearanceTimesConcentration(String drug) {
    Pharmacokinetics pk = of(drug);
    pk.give(300);
    double sum = pk.clearanceAt(0) * pk.plasmaMgPerL();
    int n = 400;
    for (int i = 1; i <= n; i++) {
      pk.advance(180);
      double weight = i == n ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * pk.clearanceAt(i * 0.125) * pk.plasmaMgPerL();
    }
    double integral = sum * 0.125 / 3;
    assertThat(pk.eliminatedMg()).isCloseTo(integral, within(1e-6 * integral));
    assertThat(pk.centralMg() + pk.peripheralMg() + pk.eliminatedMg())
        .isCloseTo(300, within(1e-10));
  }

  @Property(tries = 100, seed = "1")
  void advance_inManySteps_givesTheSameBits(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 0, max = 5000) Integer> steps,
      @ForAll @IntRange(min = 0, max = 3000) int start) {
    for (String drug : LIBRARY.names()) {
      Pharmacokinetics many = of(drug);
      Pharmacokinetics one = of(drug);
      many.advance(start);
      one.advance(start);
      many.give(240);
      one.give(240);
      long total = 0;
      for (int step : steps) {
        many.advance(step);
        total += step;
      }
      one.advance(total);
      assertThat(many.plasmaMgPerL()).isEqualTo(one.plasmaMgPerL());
      assertThat(many.peripheralMg()).isEqualTo(one.peripheralMg());
    }
  }

  @Property(tries = 100, seed = "1")
  void plasma_isProportionalToDose(
      @ForAll @DoubleRange(min = 1, max = 2000) double mg,
      @ForAll @IntRange(min = 0, max = 500_000) int minutes) {
    for (String drug : LIBRARY.names()) {
      Pharmacokinetics dose = of(drug);
      Pharmacokinetics unit = of(drug);
      dose.give(mg);
      unit.give(1);
      dose.advance(minutes);
      unit.advance(minutes);
      assertThat(dose.plasmaMgPerL())
          .isCloseTo(mg * unit.plasmaMgPerL(), within(1e-11 * dose.plasmaMgPerL()));
    }
  }

  /** Two doses are the sum of each alone, the clearance running from the first in both. */
  @Property(tries = 50, seed = "1")
  void plasma_ofTwoDoses_isTheirSum(@ForAll @IntRange(min = 0, max = 100_000) int gap) {
    for (String drug : LIBRARY.names()) {
      Pharmacokinetics both = of(drug);
      Pharmacokinetics first = of(drug);
      Pharmacokinetics second = of(drug);
      both.give(200);
      first.give(200);
      second.give(0);
      for (Pharmacokinetics pk : List.of(both, first, second)) {
        pk.advance(gap);
      }
      both.give(350);
      second.give(350);
      for (Pharmacokinetics pk : List.of(both, first, second)) {
        pk.advance(50_000);
      }
      // A step of the expansion is cut at a dose, hence 1e-9 and not rounding.
      assertThat(both.plasmaMgPerL())
          .isCloseTo(
              first.plasmaMgPerL() + second.plasmaMgPerL(), within(1e-9 * both.plasmaMgPerL()));
    }
  }

  /** Ahamadi 2017: clearance to the power 0.595 of weight, so 2^0.595 = 1.5105 at twice 76.8 kg. */
  @Test
  void weight_scalesAsInTheSource() {
    Pharmacokinetics heavy = new Pharmacokinetics(LIBRARY.get("pembrolizumab"), 153.6, 180);
    assertThat(heavy.clearanceAt(0)).isCloseTo(0.2519 * 1.5105, within(1e-4));
    heavy.give(200);
    // 2^0.489 = 1.4035
    assertThat(heavy.plasmaMgPerL()).isCloseTo(200 / (3.48 * 1.4035), within(1e-2));
  }

  /** 1 mg/L of 149 kDa is 1000/149 = 6.711 nM. */
  @Test
  void plasmaNm_usesMolecularWeight() {
    Pharmacokinetics pk = of("pembrolizumab");
    pk.give(3.48);
    assertThat(pk.plasmaNm()).isCloseTo(6.711, within(1e-3));
  }

  @Test
  void state_writtenAndRead_goesOnWithTheSameBits() throws IOException {
    Pharmacokinetics pk = of("cemiplimab");
    pk.advance(77);
    pk.give(350);
    pk.advance(12_345);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    pk.writeState(new DataOutputStream(bytes));
    Pharmacokinetics copy = of("cemiplimab");
    copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (Pharmacokinetics each : List.of(pk, copy)) {
      each.advance(4_321);
      each.give(350);
      each.advance(999);
    }
    assertThat(copy.plasmaMgPerL()).isEqualTo(pk.plasmaMgPerL());
    assertThat(copy.peripheralMg()).isEqualTo(pk.peripheralMg());
    assertThat(copy.givenMg()).isEqualTo(700);
  }

  @Test
  void advance_backInTime_isRefused() {
    Pharmacokinetics pk = of("nivolumab");
    pk.advance(10);
    assertThatThrownBy(() -> pk.advanceTo(9)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pk.give(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  /** One compartment of 5 L, 0.5 L/day: C = 20 e^(−0.1 t), half-life ln 2 / 0.1 = 6.931 days. */
  @Test
  void advance_oneCompartment_isTheExponential() {
    SortedMap<String, ParameterSpec> numbers = new TreeMap<>();
    Map.of("molecular-weight", 150.0, "clearance", 0.5, "central-volume", 5.0)
        .forEach(
            (name, value) ->
                numbers.put(
                    name,
                    new ParameterSpec(
                        name, "", "", value, 0, 200, Evidence.ASSUMED, Optional.empty(), "toy")));
    Pharmacokinetics pk =
        new Pharmacokinetics(new DrugSpec("toy", "Toy", "toy", false, List.of(), numbers), 70, 170);
    pk.give(100);
    pk.advance(30 * DAY);
    assertThat(pk.plasmaMgPerL()).isCloseTo(20 * Math.exp(-3), within(1e-13));
    assertThat(pk.peripheralMg()).isZero();
    assertThat(pk.terminalHalfLife(0.5)).isCloseTo(6.931, within(1e-3));
  }
}
