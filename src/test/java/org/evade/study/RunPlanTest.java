package org.evade.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.mechanism.Mechanisms;
import org.evade.results.Manifest;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunPlanTest {

  private static final String FULL =
      """
      name: full
      purpose: "A: 'quoted', #purpose - with all keys."
      seed: -12
      duration: 13 weeks
      patient: {weight: 81.3 kg, height: 1.81 m, gfr: 71 mL/min,
                neoantigens: {truncal: 7, subclonal: 3}}
      lesions:
        - {name: lung, diameter: 3.1 cm, phenotype: excluded, lattice: {size: [30, 40]}, fill: 15 %}
        - {name: "1e3", lattice: {dimensions: 3, size: 12}, fill: 0.123456789012345}
      founders:
        - {mechanism: hla-loh, share: 0.1 %, seeded: true}
      mechanisms: {exhaustion: off, treg-suppression: on}
      treatment:
        - drugs:
            - {drug: pembrolizumab, dose: 2 mg/kg, every: 3 weeks, start: 90 minutes}
          until: [cr, {cycles: 2}]
        - drugs:
            - {drug: nivolumab, dose: 240 mg, every: 2 weeks}
          until: progression
      scans: {days: [20, 41], jitter: 2 days, reader-noise: 0.03}
      parameters:
        tumor.volume-doubling-time: 0.3 years
        burn-in.growth-tolerance: 30 %
        nivolumab.clearance: 300 mL/day
        pembrolizumab.affinity.PD-1: 0.1 nM
      snapshots: every 2 weeks
      """;

  @TempDir Path folder;

  private static Vocabulary words() {
    return Vocabulary.of(
        Catalogue.standard(Mechanisms.descriptors()),
        Mechanisms.descriptors(),
        DrugLibrary.shipped());
  }

  private RunPlan plan(String text) {
    Scenario scenario =
        ScenarioReader.read(text, folder.resolve("scenario.yaml"), words(), List.of());
    return RunPlan.of(scenario, words());
  }

  private static String text(RunPlan plan) {
    return new String(plan.yaml(), StandardCharsets.UTF_8);
  }

  /** All of a scenario as text; parameters have no equality of their own. */
  private static String all(Scenario s) {
    return s.toString().replaceAll("parameters=[^,]*ParameterValues@[0-9a-f]+", "")
        + s.parameterMap();
  }

  @Test
  void yaml_anyScenario_readsBackAsTheSame() {
    for (String text : List.of(FULL, "name: least\n", "name: x\nscans: OAK\n")) {
      RunPlan plan = plan(text);
      RunPlan again = plan(text(plan));

      assertThat(all(again.scenario())).isEqualTo(all(plan.scenario()));
      assertThat(text(again)).isEqualTo(text(plan));
      assertThat(again.runId("1")).isEqualTo(plan.runId("1"));
    }
  }

  @Test
  void yaml_noScanBeforeTheEnd_hasNoneAfterReadingBack() {
    RunPlan plan = plan("name: short\nduration: 10 days\nscans: {every: 6 weeks}\n");

    assertThat(plan(text(plan)).scenario().scans()).isEqualTo(plan.scenario().scans());
  }

  @Test
  void warnings_noScanBeforeTheEnd_sayThatThereIsNoResponse() {
    RunPlan plan = plan("name: short\nduration: 10 days\nscans: {every: 6 weeks}\n");

    assertThat(plan.warnings())
        .containsExactly(
            "no scan but the one at baseline: the schedule's first comes after the last day, day"
                + " 10, so that there will be no response");
    assertThat(plan.manifest("run", "1", "abc", 1).warnings()).isEqualTo(plan.warnings());
    assertThat(plan(text(plan)).warnings()).isEqualTo(plan.warnings());
    assertThat(plan("name: x\nduration: 42 days\n").warnings()).isEmpty();
    assertThat(plan("name: x\nduration: 41 days\n").warnings()).hasSize(1);
  }

  @Test
  void notices_tableOfCells_sayWhatIsDoneToTheLesion() throws IOException {
    Files.writeString(
        folder.resolve("cells.csv"), "x_um,y_um,type\n1,1,tumor\n21,1,tumor\n1,21,cd8\n");
    RunPlan plan = plan("name: x\nlesions: [{lattice: {size: 40}, cells: cells.csv}]\n");

    assertThat(plan.notices())
        .satisfiesExactly(
            notice ->
                assertThat(notice)
                    .startsWith("lesion primary starts from a table of cells (2 tumor, ")
                    .contains("1 cd8", "0 debris", "a burn-in of "),
            notice -> assertThat(notice).contains("lesion primary has no debris in its table"),
            notice -> assertThat(notice).contains("lesion primary has no vessel in its table"));
    assertThat(plan.manifest("run", "1", "abc", 1).notices()).isEqualTo(plan.notices());
    assertThat(plan.warnings())
        .containsExactly(
            "lesion primary has no treg and none will enter it",
            "lesion primary has no mdsc and none will enter it");
    assertThat(plan("name: x\n").notices()).isEmpty();
  }

  @Test
  void runId_seedValueOrVersionDiffers_differs() {
    RunPlan plan = plan("name: x\n");

    assertThat(plan.runId("1")).startsWith("1-").isNotEqualTo(plan.runId("2"));
    assertThat(plan("name: x\nseed: 2\n").runId("1")).startsWith("2-");
    assertThat(plan("name: x\n# words\n").runId("1")).isEqualTo(plan.runId("1"));
    assertThat(plan("name: x\nduration: 9 days\n").runId("1")).isNotEqualTo(plan.runId("1"));
  }

  @Test
  void manifest_given_namesSourcesAndLeavesOutWhatIsOff() {
    Manifest manifest = plan(FULL).manifest("run", "1", "abc", 1);

    assertThat(manifest.parameters())
        .anyMatch(
            p ->
                p.name().equals("tumor.volume-doubling-time")
                    && p.evidence().equals("given")
                    && p.source().equals("scenario"))
        .anyMatch(
            p ->
                p.name().equals("nivolumab.clearance")
                    && p.value() == 0.3
                    && p.unit().equals("L/day")
                    && p.evidence().equals("given"))
        .anyMatch(p -> p.name().equals("pembrolizumab.clearance") && p.evidence().equals("fitted"))
        .noneMatch(p -> p.name().contains("published") || p.name().contains("label"))
        .anyMatch(p -> p.name().startsWith("nivolumab."))
        .noneMatch(p -> p.name().startsWith("durvalumab."))
        .noneMatch(p -> p.name().startsWith("exhaustion."))
        .allMatch(p -> !p.source().isBlank());
    assertThat(manifest.warnings()).hasSize(1);
  }

  @Test
  void of_ownDrugFile_isTakenIntoTheRunByName() throws IOException {
    try (var in = DrugLibrary.class.getResourceAsStream("drugs/pembrolizumab.yaml")) {
      String drug = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(
          folder.resolve("mine.yaml"), drug.replaceFirst("drug: pembrolizumab", "drug: newmab"));
    }
    RunPlan plan =
        plan(
            """
            name: own
            treatment: [{drugs: [{drug: mine.yaml, dose: 200 mg, every: 3 weeks}]}]
            parameters: {newmab.clearance: 0.3 L/day}
            """);

    assertThat(plan.scenario().treatment().get(0).doses().get(0).drug()).isEqualTo("newmab");
    assertThat(plan.drugs().names()).contains("newmab");
    assertThat(plan.inputs()).containsOnlyKeys("drug-newmab.yaml");
    assertThat(text(plan)).contains("drug: inputs/drug-newmab.yaml", "newmab.clearance: 0.3 L/day");
    assertThat(plan.manifest("run", "1", "abc", 1).parameters())
        .anyMatch(p -> p.name().equals("newmab.clearance") && p.evidence().equals("given"))
        .anyMatch(p -> p.name().equals("newmab.affinity.PD-1") && p.evidence().equals("fitted"))
        .noneMatch(p -> p.name().startsWith("pembrolizumab."));
  }
}
