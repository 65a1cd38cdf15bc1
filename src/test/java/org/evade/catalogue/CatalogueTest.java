package org.evade.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {

  private static final String GOOD =
      """
      section: tumor
      parameters:
        speed:
          meaning: How fast it goes.
          value: 2
          unit: um/min
          range: [1, 4]
          evidence: measured
          source:
            citation: Somebody 2020
            id: doi:10.1/x
            quote: 2 um/min
        weight:
          meaning: How much it counts.
          value: 0.5
          unit: "1"
          range: [0, 1]
          evidence: assumed
          reason: half way
      """;

  private static final String MECHANISM =
      """
      name: hla-loh
      title: Loss of an HLA haplotype
      biology: One haplotype is deleted.
      number: M3
      primary: true
      acquired: false
      reads: [IFNg]
      writes: []
      parameters:
        rate: {meaning: Rate., value: 1e-4, unit: /division, range: [0, 1], evidence: assumed, reason: x}
      """;

  private static Catalogue of(String text) {
    return Catalogue.of(Map.of("tumor.yaml", text), List.of());
  }

  private static MechanismDescriptor mechanism(String text) throws IOException {
    return MechanismDescriptor.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "hla-loh");
  }

  @Test
  void standard_ofThisBuild_isWithoutProblems() {
    Catalogue catalogue = Catalogue.standard(List.of());
    assertThat(catalogue.get("tumor.volume-doubling-time").value()).isEqualTo(99);
    assertThat(catalogue.get("tumor.cell-loss-factor").evidence()).isEqualTo(Evidence.ASSUMED);
  }

  @Test
  void of_goodSection_givesItsSpecs() {
    Catalogue catalogue = of(GOOD);
    assertThat(catalogue.names()).containsExactly("tumor.speed", "tumor.weight");
    assertThat(catalogue.get("tumor.speed"))
        .isEqualTo(
            new ParameterSpec(
                "tumor.speed",
                "How fast it goes.",
                "um/min",
                2,
                1,
                4,
                Evidence.MEASURED,
                Optional.of(new Source("Somebody 2020", "doi:10.1/x", "2 um/min")),
                ""));
    assertThat(catalogue.get("tumor.weight").reason()).isEqualTo("half way");
    assertThatThrownBy(() -> catalogue.get("tumor.sped"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "    value: 2 |  | no value",
        "value: 2 | value: fast | 'fast'",
        "value: 2 | value: 5 | the default 5 um/min",
        "value: 2 | value: .nan | '.nan'",
        "range: [1, 4] | range: 3 | '3'",
        "range: [1, 4] | range: [4, 1] | a range from 4 to 1",
        "unit: um/min | unit: furlong | unknown unit 'furlong'",
        "evidence: measured | evidence: sure | unknown evidence 'sure'",
        "    citation: Somebody 2020 | | no citation",
        "id: doi:10.1/x | other: y | no id",
        "quote: 2 um/min | quote: | nothing",
        "reason: half way | quote: x | no reason",
        "meaning: How fast it goes. | meening: x | no meaning",
        "evidence: measured | evidence: assumed | a source",
        "  weight: | speed: | a second time",
        "section: tumor | sektion: tumor | no section",
      })
  void of_badEntry_isRefusedWithItsLine(String good, String bad, String found) {
    String text = GOOD.replace(good, bad == null ? "" : bad);
    if (found.equals("a second time")) {
      text = GOOD.replace("  weight:", "  speed:");
    }
    String broken = text;
    assertThat(broken).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> of(broken))
        .isInstanceOfSatisfying(
            CatalogueException.class,
            e ->
                assertThat(e.problems())
                    .anySatisfy(
                        p -> {
                          assertThat(p.found()).contains(found);
                          assertThat(p.file()).isEqualTo("tumor.yaml");
                          assertThat(p.line()).isPositive();
                        }));
  }

  @Test
  void of_nameInTwoSections_isRefused() {
    assertThatThrownBy(() -> Catalogue.of(Map.of("a.yaml", GOOD, "b.yaml", GOOD), List.of()))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("a second parameter named tumor.speed");
  }

  @Test
  void of_mechanism_takesItsParametersUnderItsName() throws IOException {
    MechanismDescriptor mechanism = mechanism(MECHANISM);
    assertThat(mechanism.primary()).isTrue();
    assertThat(mechanism.acquired()).isFalse();
    assertThat(mechanism.reads()).containsExactly("IFNg");
    Catalogue catalogue = Catalogue.of(Map.of("tumor.yaml", GOOD), List.of(mechanism));
    assertThat(catalogue.get("hla-loh.rate").unit()).isEqualTo("/division");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name: hla-loh | name: other | another name",
        "title: Loss of an HLA haplotype | title: | found nothing; allowed: title: with a text",
        "primary: true | primary: maybe | no primary",
        "reads: [IFNg] | reads: IFNg | no reads",
        "number: M3 | nummer: M3 | no number",
      })
  void read_badMechanism_isRefused(String good, String bad, String found) {
    assertThatThrownBy(() -> mechanism(MECHANISM.replace(good, bad)))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining(found);
  }

  @Test
  void resolve_given_goesOverTheDefaults() {
    Catalogue catalogue = of(GOOD);
    ParameterValues values = catalogue.resolve(Map.of("tumor.speed", 3.0));
    assertThat(values.get("tumor.speed")).isEqualTo(3);
    assertThat(values.get("tumor.weight")).isEqualTo(0.5);
    assertThat(catalogue.defaults().get("tumor.speed")).isEqualTo(2);
    assertThatThrownBy(() -> catalogue.resolve(Map.of("tumor.speed", 5.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "hla-lho, hla-loh",
    "HLA-LOH, hla-loh",
    "rate, hla-loh.rate",
    "volume-doublin-time, tumor.volume-doubling-time",
    "pembro, pembrolizumab",
    "xyz, ",
  })
  void nearest_slip_findsTheName(String text, String expected) {
    List<String> names =
        List.of("hla-loh", "hla-loh.rate", "tumor.volume-doubling-time", "pembrolizumab", "b2m");
    assertThat(Nearest.to(text, names)).isEqualTo(Optional.ofNullable(expected));
  }
}
