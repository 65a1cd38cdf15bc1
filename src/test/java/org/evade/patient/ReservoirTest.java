package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.ode.FirstOrderDifferentialEquations;
import org.apache.commons.math3.ode.nonstiff.DormandPrince853Integrator;
import org.apache.commons.math3.util.FastMath;
import org.evade.patient.Reservoir.Change;
import org.evade.patient.Reservoir.Immigrants;
import org.evade.patient.Reservoir.Rates;
import org.evade.random.KeyedStream;
import org.junit.jupiter.api.Test;

class ReservoirTest {

  private static Rates rates(double birth, double death, double killUnchanged) {
    return new Rates() {
      @Override
      public double birth(long genotype) {
        return birth;
      }

      @Override
      public double death(long genotype) {
        return death;
      }

      @Override
      public double kill(long genotype) {
        return genotype == 0 ? killUnchanged : 0;
      }
    };
  }

  private static double total(Reservoir reservoir) {
    return reservoir.genotypes().values().stream().mapToDouble(count -> count).sum();
  }

  /** VDT 191 d and φ 0.8: b = ln 2/(191 · 0.2) = 0.018145/d, d = 0.8 b; twice as many in 191 d. */
  @Test
  void advance_oneGenotype_doublesInTheDoublingTime() {
    Reservoir reservoir = new Reservoir(List.of());
    reservoir.add(0, 1e9);
    double b = FastMath.log(2) / (191 * 0.2);
    for (int day = 0; day < 191; day++) {
      reservoir.advance(1, rates(b, 0.8 * b, 0));
    }
    assertThat(total(reservoir)).isCloseTo(2e9, within(1e-12 * 2e9));
  }

  @Test
  void advance_killedFast_decaysExponentially() {
    Reservoir reservoir = new Reservoir(List.of());
    reservoir.add(0, 1e9);
    reservoir.advance(10, rates(0.02, 0.01, 5));
    double expected = 1e9 * FastMath.exp(-49.9);
    assertThat(total(reservoir)).isCloseTo(expected, within(1e-12 * expected));
  }

  /**
   * N0 loses a = bµ to N1: N0(t) = N e^((r0 − a)t), N1(t) = N a (e^((r0 − a)t) − e^(r1 t))/(r0 − a
   * − r1), with r0 = b − d − κ and r1 = b − d.
   */
  @Test
  void advance_twoGenotypes_followsTheClosedForm() {
    double b = 0.5;
    double mu = 1e-4;
    double a = b * mu;
    double r0 = b - 0.4 - 0.3;
    double r1 = b - 0.4;
    Reservoir reservoir = new Reservoir(List.of(new Change(3, 0, mu)));
    reservoir.add(0, 1e6);
    for (int day = 0; day < 40; day++) {
      reservoir.advance(1, rates(b, 0.4, 0.3));
    }
    double unchanged = 1e6 * FastMath.exp((r0 - a) * 40);
    double changed =
        1e6 * a * (FastMath.exp((r0 - a) * 40) - FastMath.exp(r1 * 40)) / (r0 - a - r1);
    assertThat(reservoir.cells(0)).isCloseTo(unchanged, within(1e-11 * unchanged));
    assertThat(reservoir.cells(8)).isCloseTo(changed, within(1e-11 * changed));
  }

  @Test
  void advance_neutralChanges_makeAndLoseNoCell() {
    Reservoir reservoir =
        new Reservoir(
            List.of(new Change(0, 0, 1e-2), new Change(1, 0, 1e-3), new Change(2, 1, 0.1)));
    reservoir.add(0, 1e5);
    for (int day = 0; day < 100; day++) {
      reservoir.advance(1, rates(0.2, 0.1, 0));
    }
    double expected = 1e5 * FastMath.exp(10);
    assertThat(total(reservoir)).isCloseTo(expected, within(1e-11 * expected));
    assertThat(reservoir.cells(0b100)).isZero();
    assertThat(reservoir.cells(0b101)).isGreaterThan(1);
  }

  /**
   * The same system by an adaptive Runge–Kutta method at tight tolerance; rates up to 30 per day.
   */
  @Test
  void advance_fourGenotypes_agreesWithDormandPrince() {
    double[] birth = {1, 2, 0.5, 3};
    double[] death = {0.2, 30, 0.1, 1};
    double muA = 1e-3;
    double muB = 1e-2;
    Reservoir reservoir = new Reservoir(List.of(new Change(0, 0, muA), new Change(1, 0, muB)));
    double[] y = {1e6, 10, 20, 5};
    for (int g = 0; g < 4; g++) {
      reservoir.add(g, y[g]);
    }
    reservoir.advance(
        2,
        new Rates() {
          @Override
          public double birth(long genotype) {
            return birth[(int) genotype];
          }

          @Override
          public double death(long genotype) {
            return death[(int) genotype] / 2;
          }

          @Override
          public double kill(long genotype) {
            return death[(int) genotype] / 2;
          }
        });
    FirstOrderDifferentialEquations equations =
        new FirstOrderDifferentialEquations() {
          @Override
          public int getDimension() {
            return 4;
          }

          @Override
          public void computeDerivatives(double t, double[] n, double[] d) {
            d[0] = (birth[0] * (1 - muA - muB) - death[0]) * n[0];
            d[1] = (birth[1] * (1 - muB) - death[1]) * n[1] + birth[0] * muA * n[0];
            d[2] = (birth[2] * (1 - muA) - death[2]) * n[2] + birth[0] * muB * n[0];
            d[3] = (birth[3] - death[3]) * n[3] + birth[1] * muB * n[1] + birth[2] * muA * n[2];
          }
        };
    new DormandPrince853Integrator(1e-8, 0.1, 1e-9, 1e-12).integrate(equations, 0, y, 2, y);
    for (int g = 0; g < 4; g++) {
      assertThat(reservoir.cells(g)).isCloseTo(y[g], within(1e-9 * y[g]));
    }
  }

  /**
   * µ = 1e-6, from one cell to 1e9, d/b = 0.8: 1e-6 · 20.7233/0.2 = 1.03616e-4, of which one in
   * 20,000 is hit twice. Two independent hits of 1e-6 and 1e-4: 1.03611e-4 · (1 − exp(−1.03616e-2))
   * = 1.03611e-4 · 1.03081e-2 = 1.06804e-6, half of it when one needs the other.
   */
  @Test
  void preexisting_knownRates_isLuriaDelbrueck() {
    Reservoir reservoir =
        new Reservoir(
            List.of(new Change(0, 0, 1e-6), new Change(1, 0, 1e-4), new Change(2, 1, 1e-4)));
    assertThat(reservoir.preexisting(0, 1e9, 1, 0.8)).isEqualTo(1);
    assertThat(reservoir.preexisting(0b001, 1e9, 1, 0.8)).isCloseTo(1.03616e-4, within(1e-8));
    assertThat(reservoir.preexisting(0b011, 1e9, 1, 0.8)).isCloseTo(1.06804e-6, within(1e-11));
    assertThat(reservoir.preexisting(0b101, 1e9, 1, 0.8)).isCloseTo(0.534018e-6, within(1e-11));
    assertThat(reservoir.preexisting(0b100, 1e9, 1, 0.8)).isZero();
    assertThat(reservoir.preexisting(0b001, 5, 5, 0.8)).isZero();
  }

  /**
   * A population of 100 founders grown to 2,000 by single births (rate 1) and deaths (rate 1/2),
   * each birth changing the daughter with µ = 0.002. Expected share of changed cells 0.002 ·
   * ln(20)/0.5 = 0.011983 (0.6 % less with back-flow counted). 1,200 runs; the tolerance is four
   * standard errors of their mean (once in 16,000) and must itself be below 15 %.
   */
  @Test
  void preexisting_grownPopulations_isTheirMeanShare() {
    double mu = 0.002;
    KeyedStream stream = KeyedStream.of(4, "test.luria-delbrueck");
    int runs = 1200;
    double sum = 0;
    double squares = 0;
    for (int run = 0; run < runs; run++) {
      int total = 100;
      int changed = 0;
      for (int event = 0; total < 2000; event++) {
        boolean isChanged = stream.uniform(run, event, 0) * total < changed;
        if (stream.uniform(run, event, 1) < 1 / 1.5) {
          total++;
          changed += isChanged || stream.uniform(run, event, 2) < mu ? 1 : 0;
        } else {
          total--;
          changed -= isChanged ? 1 : 0;
        }
      }
      double share = changed / 2000.0;
      sum += share;
      squares += share * share;
    }
    double mean = sum / runs;
    double error = FastMath.sqrt((squares / runs - mean * mean) / runs);
    double expected = new Reservoir(List.of(new Change(0, 0, mu))).preexisting(1, 2000, 100, 0.5);
    assertThat(expected).isCloseTo(0.011911, within(1e-6));
    assertThat(4 * error).isLessThan(0.15 * expected);
    assertThat(mean).isCloseTo(expected, within(4 * error + 0.006 * expected));
  }

  /**
   * Neutral growth from 1e6 to 1e9 at b = 1, d = 1/2 takes ln(1000)/0.5 = 13.816 d: the shares of
   * the system are those of the estimate, 1.38e-3 for µ = 1e-4, up to terms of µ·13.8 = 0.14 %.
   */
  @Test
  void preexisting_neutralGrowth_isWhatTheSystemGrows() {
    Reservoir reservoir =
        new Reservoir(
            List.of(new Change(0, 0, 1e-4), new Change(1, 0, 1e-4), new Change(2, 1, 1e-4)));
    reservoir.add(0, 1e6);
    double days = FastMath.log(1000) / 0.5;
    for (int i = 0; i < 1000; i++) {
      reservoir.advance(days / 1000, rates(1, 0.5, 0));
    }
    assertThat(total(reservoir)).isCloseTo(1e9, within(1.0));
    for (long genotype : new long[] {0b001, 0b011, 0b101}) {
      double expected = reservoir.preexisting(genotype, 1e9, 1e6, 0.5);
      assertThat(reservoir.cells(genotype) / 1e9).isCloseTo(expected, within(0.01 * expected));
    }
  }

  @Test
  void fill_lesion_hasTheExpectedSharesAndSum() {
    Reservoir reservoir =
        new Reservoir(
            List.of(new Change(0, 0, 1e-5), new Change(1, 0, 1e-4), new Change(2, 1, 1e-3)));
    reservoir.fill(1e9, 1, 0.8);
    assertThat(total(reservoir)).isCloseTo(1e9, within(1e-3));
    assertThat(reservoir.genotypes().keySet()).containsExactly(0L, 1L, 2L, 3L, 5L);
    // Cells with the second change and neither of the others: 103.6 divisions in a lineage.
    double divisions = FastMath.log(1e9) / 0.2;
    double others = FastMath.exp(-1e-5 * divisions) * FastMath.exp(-1e-3 * divisions);
    assertThat(reservoir.cells(2))
        .isCloseTo(1e9 * reservoir.preexisting(2, 1e9, 1, 0.8) * others, within(1e-3));
    assertThat(reservoir.cells(0)).isPositive();
  }

  /** Ten changes make 1,024 genotypes: 64 are kept, all cells counted, the largest unharmed. */
  @Test
  void advance_moreGenotypesThanKept_foldsTheSmallestAndKeepsTheSum() {
    List<Change> changes = new ArrayList<>();
    for (int bit = 0; bit < 10; bit++) {
      changes.add(new Change(bit, 0, 1e-3 * (bit + 1)));
    }
    Reservoir reservoir = new Reservoir(changes);
    reservoir.add(0, 1e9);
    for (int day = 0; day < 100; day++) {
      reservoir.advance(1, rates(0.1, 0.1, 0));
      assertThat(reservoir.genotypes().size()).isLessThanOrEqualTo(Reservoir.MOST);
    }
    assertThat(total(reservoir)).isCloseTo(1e9, within(1e-2));
    // No genotype flows back, so that folding is all that may change the unchanged cells.
    double unchanged = 1e9 * FastMath.exp(-0.1 * 0.055 * 100);
    assertThat(reservoir.cells(0)).isCloseTo(unchanged, within(1e-3 * unchanged));
    for (int bit = 0; bit < 10; bit++) {
      assertThat(reservoir.genotypes()).containsKey(1L << bit);
    }
  }

  /** 65 genotypes: of 0, 2^1…2^62 and the smallest, bits 1 and 2 of 3 cells, which joins bit 2. */
  @Test
  void add_oneTooMany_foldsIntoTheLargestNearestParent() {
    List<Change> changes = new ArrayList<>();
    for (int bit = 0; bit < 64; bit++) {
      changes.add(new Change(bit, 0, 0));
    }
    Reservoir reservoir = new Reservoir(changes);
    reservoir.add(0, 1000);
    for (int bit = 1; bit < 64; bit++) {
      reservoir.add(1L << bit, 10 + bit);
    }
    assertThat(reservoir.genotypes()).hasSize(64);
    reservoir.add(0b110, 3);
    assertThat(reservoir.genotypes()).hasSize(64);
    assertThat(reservoir.cells(0b110)).isZero();
    assertThat(reservoir.cells(0b100)).isEqualTo(15);
    assertThat(reservoir.cells(0b010)).isEqualTo(11);
  }

  /**
   * 2 % of 50,000 cells a day for 6 h are 250; a tenth of the reservoir sends 25. Over 1,000 draws
   * the mean has a standard error of 5/31.6 = 0.158: 0.65 is four of them (once in 16,000).
   */
  @Test
  void immigrants_manyDraws_haveTheExpectedMean() {
    Reservoir reservoir = new Reservoir(List.of(new Change(0, 0, 0)));
    reservoir.add(0, 9e8);
    reservoir.add(1, 1e8);
    KeyedStream stream = KeyedStream.of(5, "test.immigrants");
    long sum = 0;
    for (int i = 0; i < 1000; i++) {
      for (Immigrants entering : reservoir.immigrants(0.02, 0.25, 50_000, stream, 360L * i)) {
        sum += entering.genotype() == 1 ? entering.count() : 0;
      }
    }
    assertThat(sum / 1000.0).isCloseTo(25, within(0.65));
  }

  @Test
  void immigrants_belowOneCell_sendsNone() {
    Reservoir reservoir = new Reservoir(List.of(new Change(0, 0, 0)));
    reservoir.add(0, 1);
    reservoir.add(1, 0.999);
    KeyedStream stream = KeyedStream.of(5, "test.immigrants");
    for (int i = 0; i < 100; i++) {
      for (Immigrants entering : reservoir.immigrants(1, 1, 1000, stream, i)) {
        assertThat(entering.genotype()).isZero();
        assertThat(entering.count()).isPositive();
      }
    }
    assertThat(reservoir.immigrants(0, 1, 1000, stream, 0)).isEmpty();
    assertThat(reservoir.immigrants(1, 1, 0, stream, 0)).isEmpty();
    assertThat(new Reservoir(List.of()).immigrants(1, 1, 9, stream, 0)).isEmpty();
  }

  /** The share of genotype 0 is the same to the last bit, so its draw must be. */
  @Test
  void immigrants_otherGenotypeSplit_keepsTheDraw() {
    Reservoir one = new Reservoir(List.of(new Change(0, 0, 0), new Change(1, 0, 0)));
    one.add(0, 512);
    one.add(1, 512);
    Reservoir other = new Reservoir(List.of(new Change(0, 0, 0), new Change(1, 0, 0)));
    other.add(0, 512);
    other.add(1, 256);
    other.add(2, 256);
    KeyedStream stream = KeyedStream.of(6, "test.immigrants");
    for (int i = 0; i < 100; i++) {
      assertThat(other.immigrants(0.1, 1, 1000, stream, i).get(0))
          .isEqualTo(one.immigrants(0.1, 1, 1000, stream, i).get(0));
    }
  }

  @Test
  void readState_written_continuesAsTheOriginal() throws IOException {
    List<Change> changes = List.of(new Change(0, 0, 1e-3), new Change(63, 1, 1e-2));
    Reservoir reservoir = new Reservoir(changes);
    reservoir.fill(1e9, 1, 0.5);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    reservoir.writeState(new DataOutputStream(bytes));
    Reservoir copy = new Reservoir(changes);
    copy.add(7, 3);
    copy.readState(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    for (Reservoir each : List.of(reservoir, copy)) {
      each.advance(3, rates(0.2, 0.1, 0.3));
    }
    assertThat(copy.genotypes()).isEqualTo(reservoir.genotypes());
    assertThat(copy.genotypes()).containsKey(Long.MIN_VALUE + 1);
  }

  @Test
  void badArguments_throw() {
    assertThatThrownBy(() -> new Change(64, 0, 0)).hasMessageContaining("found 64");
    assertThatThrownBy(() -> new Change(1, 2, 0)).hasMessageContaining("require itself");
    assertThatThrownBy(() -> new Change(1, 0, 1.5)).hasMessageContaining("found 1.5");
    assertThatThrownBy(() -> new Reservoir(List.of(new Change(1, 0, 0), new Change(1, 0, 0))))
        .hasMessageContaining("bit 1");
    Reservoir reservoir = new Reservoir(List.of(new Change(0, 0, 0.1)));
    assertThatThrownBy(() -> reservoir.add(0, -1)).hasMessageContaining("found -1");
    assertThatThrownBy(() -> reservoir.preexisting(2, 1e9, 1, 0.8)).hasMessageContaining("bit 1");
    assertThatThrownBy(() -> reservoir.preexisting(1, 1, 2, 0.8))
        .hasMessageContaining("2.0 to 1.0");
    assertThatThrownBy(() -> reservoir.preexisting(1, 2, 1, 1)).hasMessageContaining("found 1.0");
    assertThatThrownBy(() -> reservoir.advance(-1, rates(1, 1, 1))).hasMessageContaining("-1.0 d");
    reservoir.add(0, 10);
    assertThatThrownBy(() -> reservoir.advance(1, rates(Double.NaN, 1, 1)))
        .hasMessageContaining("NaN /d");
    assertThat(Map.copyOf(reservoir.genotypes())).containsEntry(0L, 10.0);
  }
}
