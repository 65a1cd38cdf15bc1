package org.evade.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioSchemaTest {

  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(ScenarioSchema.of(Words.small()));

  private static List<Error> errors(String yaml) {
    return SCHEMA.validate(yaml, InputFormat.YAML);
  }

  @Test
  void of_smallVocabulary_isItselfAValidSchema() {
    Schema meta =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(
                com.networknt.schema.SchemaLocation.of(
                    "https://json-schema.org/draft/2020-12/schema"));
    assertThat(meta.validate(ScenarioSchema.text(Words.small()), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: x",
        "{name: x, seed: -3, duration: 104 weeks, snapshots: none, scans: OAK}",
        "{name: x, lesions: [{diameter: 20 mm, fill: 20 %, lattice: {dimensions: 3, size: 40}}]}",
        "{name: x, lesions: [{fill: 0.2, lattice: {size: [40, 50]}, cells: a.csv}]}",
        "{name: x, founders: [{mechanism: hla-loh, share: 5 %, seeded: true}]}",
        "{name: x, mechanisms: {hla-loh: off, b2m-loss: {rate: 1e-4 /division}}}",
        "{name: x, mechanisms: {hla-loh: true}, extends: base.yaml, snapshots: every 30 days}",
        "{name: x, treatment: [{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]}]}",
        "{name: x, treatment: [{until: {cycles: 4}, drugs: [{drug: own.yaml, dose: AUC 5,"
            + " every: 21 d, start: 1 day}]}]}",
        "{name: x, treatment: [{until: [progression, {cycles: 35}], drugs: [{drug: pembrolizumab,"
            + " dose: 200 mg, every: 3 weeks}]}], parameters: {pembrolizumab.clearance: 0.3 L/day,"
            + " pembrolizumab: {affinity: {PD-1: 0.2 nM}}}}",
        "{name: x, treatment: [{drugs: [{drug: own.yaml, dose: 200 mg, every: 3 weeks}]}],"
            + " parameters: {newmab.clearance: 0.3 L/day, newmab: {affinity: {PD-1: 0.2 nM}}}}",
        "{name: x, scans: {days: [42, 84], jitter: 7 days, reader-noise: 4 %}}",
        "{name: x, parameters: {tumor.volume-doubling-time: 100 days, tumor.cell-loss-factor: .8}}",
        "{name: x, parameters: {tumor: {volume-doubling-time: 100 days, cell-loss-factor: 80 %}}}",
      })
  void validate_goodScenario_finds_nothing(String yaml) {
    // The reader and the schema agree (but for the files that are named and not there).
    if (!yaml.contains("base.yaml") && !yaml.contains("own.yaml") && !yaml.contains("a.csv")) {
      assertThat(ScenarioReader.read(yaml, Path.of("x.yaml"), Words.small(), List.of()).name())
          .isEqualTo("x");
    }
    assertThat(errors(yaml)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-key-top",
        "unknown-key-patient",
        "unknown-key-lesion",
        "unknown-key-founder",
        "unknown-key-dose",
        "unknown-key-until",
        "unknown-key-scans",
        "unknown-parameter-dotted",
        "unknown-parameter-nested",
        "unknown-mechanism",
        "unknown-mechanism-parameter",
        "unknown-founder-mechanism",
        "unknown-drug",
        "unknown-phenotype",
        "unknown-protocol",
        "unknown-until",
        "unknown-until-in-list",
        "range-until-empty",
        "unknown-drug-parameter",
        "unit-missing-duration",
        "unit-missing-parameter",
        "unit-missing-dose",
        "unit-percent-for-length",
        "number-words",
        "number-fraction-seed",
        "number-comma",
        "number-list-for-weight",
        "range-size",
        "range-dimensions",
        "range-neoantigens",
        "range-no-lesions",
        "schedule-every-missing",
        "schedule-scan-day-zero",
        "schedule-snapshots",
        "contradiction-until",
        "contradiction-scans",
        "contradiction-size-four",
        "missing-name",
        "missing-founder-share",
        "missing-drugs",
        "extends-absolute",
        "kind-root-list",
        "kind-patient-text",
        "kind-lesions-map",
        "kind-mechanism-word",
        "kind-name",
        "kind-purpose-list",
      })
  void validate_badFile_findsIt(String name) throws IOException {
    String yaml = Files.readString(Path.of("src/test/resources/bad", name + ".yaml"));
    assertThat(errors(yaml)).isNotEmpty();
  }

  @Test
  void text_twice_isTheSameAndEndsInALineFeed() {
    String text = ScenarioSchema.text(Words.small());
    assertThat(text).isEqualTo(ScenarioSchema.text(Words.small())).endsWith("}\n");
    assertThat(text).doesNotContain("\r").contains("\"hla-loh.rate\"", "\"pembrolizumab\"");
  }
}
