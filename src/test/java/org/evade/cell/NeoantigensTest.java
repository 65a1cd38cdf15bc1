package org.evade.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeoantigensTest {

  /**
   * The mean of 100 patients with 64 each has a standard error below sqrt(1.5/6400) = 0.015 (the
   * number of alleles has a variance below its mean): 0.06 is four of them, once in 15,000.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1, 1.2, 1.5, 3, 5})
  void draw_manyPatients_meanNumberOfAllelesIsTheExpectedOne(double expected) {
    long sum = 0;
    for (int seed = 0; seed < 100; seed++) {
      Neoantigens neoantigens = Neoantigens.draw(seed, 30, 34, expected);
      for (int k = 0; k < 64; k++) {
        int alleles = Integer.bitCount(neoantigens.presentedBy(k));
        assertThat(alleles).isBetween(1, expected == 1 ? 1 : 6);
        sum += alleles;
      }
    }
    assertThat(sum / 6400.0).isCloseTo(expected, within(expected == 1 ? 0 : 0.06));
  }

  /** No allele is preferred: 9600 presentations over 6 alleles, standard deviation below 40. */
  @Test
  void draw_manyPatients_allelesPresentAlike() {
    int[] counts = new int[6];
    for (int seed = 0; seed < 100; seed++) {
      Neoantigens neoantigens = Neoantigens.draw(seed, 64, 0, 1.5);
      for (int k = 0; k < 64; k++) {
        for (int a = 0; a < 6; a++) {
          counts[a] += neoantigens.presentedBy(k) >> a & 1;
        }
      }
    }
    for (int count : counts) {
      assertThat((double) count).isCloseTo(1600, within(160.0));
    }
  }

  @Test
  void draw_sameSeed_isTheSameAndMoreChangesNoneOfTheFirst() {
    Neoantigens few = Neoantigens.draw(7, 5, 3, 1.5);
    Neoantigens more = Neoantigens.draw(7, 5, 40, 1.5);
    for (int k = 0; k < 8; k++) {
      assertThat(more.presentedBy(k)).isEqualTo(few.presentedBy(k));
      assertThat(more.prevalence(k)).isEqualTo(few.prevalence(k));
    }
    assertThat(few.truncal()).isEqualTo(0b11111);
    assertThat(few.all()).isEqualTo(0xff);
    for (int k = 5; k < 8; k++) {
      assertThat(few.prevalence(k)).isGreaterThan(0).isLessThan(1);
    }
    assertThat(Neoantigens.draw(7, 64, 0, 1.5).all()).isEqualTo(-1L);
    assertThat(Neoantigens.draw(7, 0, 0, 1.5).count()).isZero();
  }

  /** The rule spelled out, neoantigen by neoantigen. */
  @Property(tries = 300, seed = "2")
  void visible_anyLosses_followsTheRuleOfEachNeoantigen(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 64) int count,
      @ForAll long held,
      @ForAll @IntRange(min = 0, max = 63) int lost,
      @ForAll @IntRange(min = 0, max = 2) int b2m) {
    Neoantigens neoantigens = Neoantigens.draw(seed, count, 0, 1.5);
    long visible = neoantigens.visible(held, lost, b2m);
    for (int k = 0; k < 64; k++) {
      boolean expected = false;
      if (k < count && (held >>> k & 1) == 1 && b2m > 0) {
        for (int a = 0; a < 6; a++) {
          boolean presents = (neoantigens.presentedBy(k) >> a & 1) == 1;
          boolean retained = (lost >> a & 1) == 0;
          expected |= presents && retained;
        }
      }
      assertThat((visible >>> k & 1) == 1).isEqualTo(expected);
    }
  }

  @Property(tries = 300, seed = "3")
  void visible_moreLosses_onlyRemoves(
      @ForAll long seed,
      @ForAll long held,
      @ForAll long dropped,
      @ForAll @IntRange(min = 0, max = 63) int lost,
      @ForAll @IntRange(min = 0, max = 63) int more,
      @ForAll @IntRange(min = 0, max = 2) int b2m) {
    Neoantigens neoantigens = Neoantigens.draw(seed, 64, 0, 1.5);
    long before = neoantigens.visible(held, lost, b2m);
    assertThat(neoantigens.visible(held & ~dropped, lost, b2m) & ~before).isZero();
    assertThat(neoantigens.visible(held, lost | more, b2m) & ~before).isZero();
    assertThat(neoantigens.visible(held, lost, Math.max(0, b2m - 1)) & ~before).isZero();
    assertThat(neoantigens.visible(held, 63, b2m)).isZero();
    assertThat(neoantigens.visible(held, lost, 0)).isZero();
  }

  /** Presented by allele 0 alone, by 4 alone, by 0 and 4: losing haplotype 0 hides the first. */
  @Test
  void visible_haplotypeLost_hidesWhatOnlyItsAllelesPresent() {
    Neoantigens neoantigens =
        Neoantigens.of(new int[] {0b000001, 0b010000, 0b010001}, new double[] {1, 1, 1});
    assertThat(neoantigens.visible(0b111, 0, 2)).isEqualTo(0b111);
    assertThat(neoantigens.visible(0b111, Neoantigens.haplotype(0), 2)).isEqualTo(0b110);
    assertThat(neoantigens.visible(0b111, Neoantigens.haplotype(1), 1)).isEqualTo(0b101);
    assertThat(neoantigens.visible(0b011, Neoantigens.haplotype(1), 1)).isEqualTo(0b001);
  }

  @Test
  void badArguments_throw() {
    assertThatThrownBy(() -> Neoantigens.draw(1, 60, 5, 1.5)).hasMessageContaining("60 + 5");
    assertThatThrownBy(() -> Neoantigens.draw(1, 5, 5, 0.5)).hasMessageContaining("0.5");
    assertThatThrownBy(() -> Neoantigens.draw(1, 5, 5, 6)).hasMessageContaining("6.0");
    assertThatThrownBy(() -> Neoantigens.of(new int[] {0}, new double[] {1}))
        .hasMessageContaining("found 0");
    assertThatThrownBy(() -> Neoantigens.of(new int[] {1}, new double[] {1.5}))
        .hasMessageContaining("1.5");
    assertThatThrownBy(() -> Neoantigens.of(new int[] {1}, new double[0]))
        .hasMessageContaining("0 and 1");
    assertThatThrownBy(() -> Neoantigens.haplotype(2)).hasMessageContaining("found 2");
  }
}
