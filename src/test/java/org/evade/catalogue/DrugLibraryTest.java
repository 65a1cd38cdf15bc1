package org.evade.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evade.scenario.Words;
import org.junit.jupiter.api.Test;

class DrugLibraryTest {

  private static DrugSpec toy() {
    List<Problem> problems = new ArrayList<>();
    return DrugReader.parse(Words.drugFile("toy"), "toy.yaml", Set.of(), problems)
        .orElseThrow(() -> new IllegalStateException(problems.toString()));
  }

  @Test
  void shipped_fiveAntibodies_areThere() {
    assertThat(DrugLibrary.shipped().names())
        .containsExactly("atezolizumab", "cemiplimab", "durvalumab", "nivolumab", "pembrolizumab");
  }

  @Test
  void shipped_everyNumber_isInRangeWithSourceOrReason() {
    for (DrugSpec drug : DrugLibrary.shipped().drugs()) {
      assertThat(drug.blocks()).hasSize(1);
      List<ParameterSpec> all = new ArrayList<>(drug.numbers());
      all.addAll(drug.figures());
      for (ParameterSpec number : all) {
        assertThat(number.name()).startsWith(drug.name() + ".");
        assertThat(number.value()).isBetween(number.min(), number.max());
        assertThat(number.source().isPresent()).isNotEqualTo(number.evidence() == Evidence.ASSUMED);
        assertThat(number.reason().isEmpty() && number.evidence() == Evidence.ASSUMED).isFalse();
      }
    }
  }

  @Test
  void get_unknownDrug_namesTheKnown() {
    assertThatThrownBy(() -> DrugLibrary.shipped().get("pembro"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pembro")
        .hasMessageContaining("pembrolizumab");
  }

  @Test
  void with_aDrugOfTheUser_isFoundBesideTheOthers() {
    DrugLibrary library = DrugLibrary.shipped().with(toy());
    assertThat(library.get("toy").value("clearance")).isEqualTo(0.2);
    assertThat(library.names()).hasSize(6);
    assertThat(DrugLibrary.shipped().names()).doesNotContain("toy");
  }

  @Test
  void with_otherValues_changesThoseNamedOnly() {
    DrugSpec toy = toy().with(Map.of("toy.affinity.PD-1", 0.7, "other.clearance", 9.0));
    assertThat(toy.blocks().get(0).affinity().value()).isEqualTo(0.7);
    assertThat(toy.value("clearance")).isEqualTo(0.2);
  }

  /** What a run reads and what only checks the drug: together all that the file has. */
  @Test
  void numbersAndFigures_ofPembrolizumab_areAllOfItsFile() {
    DrugSpec drug = DrugLibrary.shipped().get("pembrolizumab");
    assertThat(drug.numbers())
        .extracting(ParameterSpec::name)
        .contains("pembrolizumab.affinity.PD-1", "pembrolizumab.clearance")
        .doesNotContain("pembrolizumab.label-dose");
    assertThat(drug.figures())
        .extracting(ParameterSpec::name)
        .contains("pembrolizumab.label-dose", "pembrolizumab.published-average")
        .hasSize(7);
    assertThat(drug.numbers().size() + drug.figures().size())
        .isEqualTo(drug.parameters().size() + drug.blocks().size());
  }
}
