package org.evade.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrugLibraryTest {

  private static final String TOY =
      """
      drug: toy
      title: Toy
      class: toy antibody
      blocks:
        PD-1:
          {meaning: Affinity., value: 0.3, unit: nM, range: [0.1, 1], evidence: assumed, reason: none known}
      parameters:
        clearance:
          meaning: Clearance.
          value: 0.2
          unit: L/day
          range: [0.1, 1]
          evidence: measured
          source: {citation: Someone 2020, id: "doi:1", quote: 0.2 L/day}
      """;

  private static DrugSpec parse(String yaml) {
    return DrugLibrary.parse(yaml.getBytes(StandardCharsets.UTF_8), "toy.yaml");
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
      for (ParameterSpec number : drug.numbers()) {
        assertThat(number.name()).startsWith(drug.name() + ".");
        assertThat(number.value()).isBetween(number.min(), number.max());
        assertThat(number.source().isPresent()).isNotEqualTo(number.evidence() == Evidence.ASSUMED);
        assertThat(number.reason().isEmpty()).isNotEqualTo(number.evidence() == Evidence.ASSUMED);
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
    DrugLibrary library = DrugLibrary.shipped().with(parse(TOY));
    assertThat(library.get("toy").value("clearance")).isEqualTo(0.2);
    assertThat(library.names()).hasSize(6);
    assertThat(DrugLibrary.shipped().names()).doesNotContain("toy");
  }

  @Test
  void with_otherValues_changesThoseNamedOnly() {
    DrugSpec toy = parse(TOY).with(Map.of("toy.affinity.PD-1", 0.7, "other.clearance", 9.0));
    assertThat(toy.blocks().get(0).affinity().value()).isEqualTo(0.7);
    assertThat(toy.value("clearance")).isEqualTo(0.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          drug: toy              | drug: ''                  | toy.yaml.drug
          title: Toy             | titel: Toy                | titel
          value: 0.2             | value: 2                  | outside the range
          value: 0.2             | value: .nan               | Malformed numeric
          value: 0.2             | value: fast               | expected a number
          range: [0.1, 1]        | range: 0.1                | expected [smallest, largest]
          evidence: measured     | evidence: rumor           | rumor
          evidence: measured     | evidence: assumed         | needs a reason
          unit: L/day            | unit: L/day\\n    unit: L | Duplicate
          quote: 0.2 L/day       | note: 0.2 L/day           | unknown key note
          meaning: Clearance.    | source: x                 | Duplicate
          parameters:            | blocks:                   | Duplicate
          """)
  void parse_faultyFile_saysWhatIsWrong(String right, String wrong, String message) {
    int at = TOY.lastIndexOf(right);
    assertThat(at).isNotNegative();
    String yaml =
        TOY.substring(0, at) + wrong.replace("\\n", "\n") + TOY.substring(at + right.length());
    assertThatThrownBy(() -> parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("toy.yaml")
        .hasMessageContaining(message);
  }
}
