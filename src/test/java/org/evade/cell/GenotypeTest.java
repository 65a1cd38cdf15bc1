package org.evade.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GenotypeTest {

  private static final List<String> NAMES = List.of("hla-loh", "neoantigen-loss", "b2m-loss");

  @Test
  void name_noChange_isNone() {
    assertThat(Genotype.name(0, NAMES)).isEqualTo("none");
  }

  @Test
  void name_severalChanges_areSortedByName() {
    assertThat(Genotype.name(0b001, NAMES)).isEqualTo("hla-loh");
    assertThat(Genotype.name(0b101, NAMES)).isEqualTo("b2m-loss+hla-loh");
    assertThat(Genotype.name(0b111, NAMES)).isEqualTo("b2m-loss+hla-loh+neoantigen-loss");
  }

  @Test
  void name_unknownBit_throws() {
    assertThatThrownBy(() -> Genotype.name(0b1000, NAMES)).hasMessageContaining("index 3");
    assertThatThrownBy(() -> Genotype.name(Long.MIN_VALUE, NAMES)).hasMessageContaining("index 63");
  }
}
