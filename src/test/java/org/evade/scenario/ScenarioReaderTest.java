package org.evade.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.evade.catalogue.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioReaderTest {

  @TempDir Path folder;

  private static Scenario read(String text, String... settings) {
    return ScenarioReader.read(
        text,
        Path.of("test.yaml"),
        Words.small(),
        Arrays.stream(settings).map(Setting::parse).toList());
  }

  private static void assertRefused(Runnable reading, String... messages) {
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            ScenarioException.class,
            e -> {
              assertThat(e.problems()).hasSize(messages.length);
              for (int i = 0; i < messages.length; i++) {
                assertThat(e.problems().get(i)).hasToString(messages[i]);
              }
            });
  }

  @Test
  void read_beyondTheLesions_isWhatIsSwitchedOn() {
    Scenario scenario =
        read(
            """
            name: x
            patient: {death: on, new-lesions: on, dropout: off}
            parameters: {death.hazard: 0.5 /day}
            """);
    assertThat(scenario.patient().beyond())
        .containsExactly(Scenario.Beyond.NEW_LESIONS, Scenario.Beyond.DEATH);
    assertThat(scenario.parameters().get("death.hazard")).isEqualTo(0.5);
  }

  @Test
  void read_nameOnly_takesEveryDefault() {
    Scenario scenario = read("name: untreated\n");
    assertThat(scenario.name()).isEqualTo("untreated");
    assertThat(scenario.purpose()).isEmpty();
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.durationDays()).isEqualTo(365);
    assertThat(scenario.patient())
        .isEqualTo(new Scenario.Patient(70, 170, 90, 10, 10, new TreeSet<>()));
    assertThat(scenario.lesions())
        .containsExactly(
            new Scenario.LesionPlan(
                "primary", 37, Scenario.Phenotype.INFLAMED, 150, 150, 1, 0.2, Optional.empty()));
    assertThat(scenario.mechanisms()).containsExactly("b2m-loss", "hla-loh");
    assertThat(scenario.treatment()).isEmpty();
    // OAK: every 6 weeks to week 36, then every 9 weeks (45 = day 315; 54 = day 378 is past 365).
    assertThat(scenario.scans())
        .isEqualTo(new Scenario.ScanPlan(List.of(42, 84, 126, 168, 210, 252, 315), "OAK", 0, 0.0));
    assertThat(scenario.parameters().get("tumor.volume-doubling-time")).isEqualTo(191);
    assertThat(scenario.given()).isEmpty();
    assertThat(scenario.snapshotDays()).isZero();
  }

  @Test
  void read_everyKey_isResolved() {
    Scenario scenario =
        read(
            """
            name: full
            purpose: >
              Shows
              everything.
            seed: -7
            duration: 104 weeks
            patient: {weight: 80000 g, height: 1.8 m, gfr: 60 mL/min, neoantigens: {truncal: 5}}
            lesions:
              - {diameter: 2 cm, phenotype: excluded, lattice: {dimensions: 3, size: 40}}
              - {name: nodal, lattice: {size: [100, 80]}, fill: 30 %}
            founders:
              - {mechanism: b2m-loss, share: 5 %, seeded: yes}
            mechanisms:
              hla-loh: off
              b2m-loss: {rate: 1e-3 /division}
            treatment:
              - drugs:
                  - {drug: pembrolizumab, dose: 2 mg/kg, every: 3 weeks}
                  - {drug: carboplatin, dose: AUC 5, every: 3 weeks, start: 12 h}
                until: {cycles: 4}
              - drugs: [{drug: pembrolizumab, dose: 400 mg, every: 42 days}]
                until: {duration: 1 week}
            scans: {every: 9 weeks, jitter: 7 days, reader-noise: 5 %}
            parameters:
              tumor: {volume-doubling-time: 20 weeks}
              tumor.cell-loss-factor: 75 %
            snapshots: every 30 days
            """);
    assertThat(scenario.purpose()).isEqualTo("Shows everything.");
    assertThat(scenario.seed()).isEqualTo(-7);
    assertThat(scenario.durationDays()).isEqualTo(728);
    assertThat(scenario.patient())
        .isEqualTo(new Scenario.Patient(80, 180, 60, 5, 10, new TreeSet<>()));
    assertThat(scenario.lesions())
        .containsExactly(
            new Scenario.LesionPlan(
                "primary", 20, Scenario.Phenotype.EXCLUDED, 40, 40, 40, 0.2, Optional.empty()),
            new Scenario.LesionPlan(
                "nodal", 37, Scenario.Phenotype.INFLAMED, 100, 80, 1, 0.3, Optional.empty()));
    assertThat(scenario.founders()).containsExactly(new Scenario.Founder("b2m-loss", 0.05, true));
    assertThat(scenario.mechanisms()).containsExactly("b2m-loss");
    assertThat(scenario.treatment())
        .containsExactly(
            new Scenario.TreatmentLine(
                List.of(
                    new Scenario.DosePlan(
                        "pembrolizumab", 2, Scenario.DoseUnit.MG_PER_KG, 30_240, 0),
                    new Scenario.DosePlan("carboplatin", 5, Scenario.DoseUnit.AUC, 30_240, 720)),
                List.of(new Scenario.End(Scenario.Until.CYCLES, 4))),
            new Scenario.TreatmentLine(
                List.of(
                    new Scenario.DosePlan("pembrolizumab", 400, Scenario.DoseUnit.MG, 60_480, 0)),
                List.of(new Scenario.End(Scenario.Until.DURATION, 7))));
    assertThat(scenario.scans().days())
        .startsWith(63, 126)
        .endsWith(693)
        .hasSize(11); // 11 * 63 = 693 <= 728 < 756
    assertThat(scenario.scans().jitterDays()).isEqualTo(7);
    assertThat(scenario.scans().readerNoise()).isEqualTo(0.05);
    assertThat(scenario.parameters().get("tumor.volume-doubling-time")).isEqualTo(140);
    assertThat(scenario.parameters().get("tumor.cell-loss-factor")).isEqualTo(0.75);
    assertThat(scenario.parameters().get("b2m-loss.rate")).isEqualTo(1e-3);
    assertThat(scenario.given())
        .containsExactly("b2m-loss.rate", "tumor.cell-loss-factor", "tumor.volume-doubling-time");
    assertThat(scenario.snapshotDays()).isEqualTo(30);
  }

  private static final String PEMBROLIZUMAB =
      """
      name: x
      treatment:
        - drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]
      """;

  @Test
  void read_untilList_keepsEveryRuleInOrder() {
    Scenario scenario = read(PEMBROLIZUMAB + "    until: [progression, cycles: 35]\n");
    assertThat(scenario.treatment().get(0).ends())
        .containsExactly(
            new Scenario.End(Scenario.Until.PROGRESSION, 0),
            new Scenario.End(Scenario.Until.CYCLES, 35));
    assertThat(read(PEMBROLIZUMAB).treatment().get(0).ends())
        .containsExactly(new Scenario.End(Scenario.Until.PROGRESSION, 0));
  }

  @Test
  void read_drugsNumbers_areThoseOfTheTreatmentAlone() {
    assertThat(read("name: x\n").parameterMap().keySet()).noneMatch(n -> n.contains("mab."));
    Scenario scenario =
        read(
            PEMBROLIZUMAB
                + "parameters: {pembrolizumab: {clearance: 500 mL/day, affinity: {PD-1: 200 pM}}}\n",
            "pembrolizumab.central-volume=2 L");
    assertThat(scenario.parameters().get("pembrolizumab.clearance")).isEqualTo(0.5);
    assertThat(scenario.parameters().get("pembrolizumab.affinity.PD-1")).isEqualTo(0.2);
    assertThat(scenario.parameters().get("pembrolizumab.central-volume")).isEqualTo(2);
    assertThat(scenario.parameters().get("pembrolizumab.molecular-weight")).isEqualTo(146);
    assertThat(scenario.parameterMap().keySet()).noneMatch(n -> n.startsWith("carboplatin."));
    assertThat(scenario.given())
        .containsExactly(
            "pembrolizumab.affinity.PD-1",
            "pembrolizumab.central-volume",
            "pembrolizumab.clearance");
  }

  @Test
  void read_numbersOfAnOwnDrug_areSetAndChecked() throws IOException {
    Files.writeString(folder.resolve("mine.yaml"), Words.drugFile("newmab"));
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            name: s
            treatment: [{drugs: [{drug: mine.yaml, dose: 1 mg, every: 1 day}]}]
            parameters: {newmab.clearance: 0.3 L/day}
            """);
    List<Setting> set = List.of(Setting.parse("newmab.affinity.PD-1=0.5 nM"));
    Scenario scenario = ScenarioReader.read(file, Words.small(), set);
    assertThat(scenario.parameters().get("newmab.clearance")).isEqualTo(0.3);
    assertThat(scenario.parameters().get("newmab.affinity.PD-1")).isEqualTo(0.5);
    assertThat(scenario.parameters().get("newmab.central-volume")).isEqualTo(3);
    assertRefused(
        () ->
            ScenarioReader.read(
                file, Words.small(), List.of(Setting.parse("newmab.clearance=3 L/day"))),
        "--set newmab.clearance=3 L/day: newmab.clearance: found 3 L/day; allowed: from 0.1 to 1"
            + " L/day");
  }

  @Test
  void read_badOwnDrug_isRefusedWithTheScenariosOwnProblems() throws IOException {
    Path drug = folder.resolve("mine.yaml");
    Files.writeString(
        drug, Words.drugFile("newmab").replace("PD-1:", "PD-9:").replace("146", "1460"));
    Path file = folder.resolve("s.yaml");
    Files.writeString(
        file,
        "name: s\nseeed: 1\ntreatment: [{drugs: [{drug: mine.yaml, dose: 1 mg, every: 1 d}]}]\n");
    assertRefused(
        () -> ScenarioReader.read(file, Words.small(), List.of()),
        drug
            + ":5:3: blocks.PD-9: found unknown target 'PD-9'; allowed: PD-1, PD-L1; did you mean"
            + " 'PD-1'?",
        drug
            + ":9:31: parameters.molecular-weight.value: found the default 1460 kDa; allowed: a"
            + " default from 100 to 200 kDa",
        file
            + ":2:1: seeed: found unknown key 'seeed'; allowed: duration, extends, founders,"
            + " lesions, mechanisms, name, parameters, patient, purpose, scans, seed, snapshots,"
            + " treatment; did you mean 'seed'?");
  }

  @Test
  void read_twoOwnDrugsOfOneName_areRefused() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), Words.drugFile("newmab"));
    Files.writeString(folder.resolve("b.yaml"), Words.drugFile("newmab"));
    Path file =
        Files.writeString(
            folder.resolve("s.yaml"),
            """
            name: s
            treatment:
              - drugs:
                  - {drug: a.yaml, dose: 1 mg, every: 1 day}
                  - {drug: b.yaml, dose: 1 mg, every: 1 day}
            """);
    assertThatThrownBy(() -> ScenarioReader.read(file, Words.small(), List.of()))
        .hasMessageContaining(folder.resolve("b.yaml") + ":1:7: drug: found the name 'newmab'");
  }

  /** A new treatment takes the numbers of the drugs that it no longer gives along. */
  @Test
  void read_treatmentReplaced_dropsInheritedNumbersOfOtherDrugs() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        PEMBROLIZUMAB + "parameters: {pembrolizumab.clearance: 0.5 L/day}\n");
    Path child = folder.resolve("child.yaml");
    String other = "treatment: [{drugs: [{drug: carboplatin, dose: 9 mg, every: 3 weeks}]}]\n";
    Files.writeString(child, "name: child\nextends: base.yaml\n" + other);
    assertThat(ScenarioReader.read(child, Words.small(), List.of()).given()).isEmpty();
    assertThat(
            ScenarioReader.read(
                    folder.resolve("base.yaml"),
                    Words.small(),
                    List.of(Setting.parse("treatment=[]")))
                .given())
        .isEmpty();
    Files.writeString(child, "name: child\nextends: base.yaml\nseed: 2\n");
    assertThat(ScenarioReader.read(child, Words.small(), List.of()).given()).hasSize(1);
  }

  @Test
  void read_scanProtocols_followThePublishedWeeks() {
    // Weeks from the trials' protocols, as listed in the reference of response criteria.
    assertProtocol("KEYNOTE-024", 9, 18, 27, 36, 45);
    assertProtocol("KEYNOTE-189", 6, 12, 21, 30, 39);
    assertProtocol("OAK", 6, 12, 18, 24, 30, 36, 45, 54);
    assertProtocol("CHECKMATE-017", 9, 15, 21, 27);
    assertProtocol("CHECKMATE-026", 6, 12, 18, 24, 30, 36, 42, 48, 60, 72);
    assertProtocol("CHECKMATE-227", 6, 12, 18, 24, 30, 36, 42, 48, 60, 72);
    assertProtocol("PACIFIC", 8, 16, 24, 32, 40, 48, 60, 72);
    assertProtocol("LEAP-008", 6, 12, 18, 24, 30, 36, 45, 54, 66, 78);
  }

  private static void assertProtocol(String name, int... weeks) {
    Integer[] days = Arrays.stream(weeks).mapToObj(week -> 7 * week).toArray(Integer[]::new);
    Scenario scenario = read("name: x\nduration: 728 days\nscans: " + name + "\n");
    assertThat(scenario.scans().days()).as(name).startsWith(days);
    assertThat(scenario.scans().protocol()).isEqualTo(name);
  }

  @Test
  void read_settings_goOverTheFile() {
    Scenario scenario =
        read(
            "name: x\nlesions: [{diameter: 30 mm}]\nscans: OAK\n",
            "seed=9",
            "patient.weight=55 kg",
            "lesions[0].diameter=12 mm",
            "mechanisms.hla-loh=off",
            "mechanisms.b2m-loss.rate=2e-3 /division",
            "tumor.volume-doubling-time=100 days",
            "parameters.tumor.cell-loss-factor=0.9",
            "scans.jitter=3 days",
            "treatment=[{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]}]",
            "treatment[0].drugs[0].dose=400 mg");
    assertThat(scenario.seed()).isEqualTo(9);
    assertThat(scenario.patient().weightKg()).isEqualTo(55);
    assertThat(scenario.lesions().get(0).diameterMm()).isEqualTo(12);
    assertThat(scenario.mechanisms()).containsExactly("b2m-loss");
    assertThat(scenario.parameters().get("b2m-loss.rate")).isEqualTo(2e-3);
    assertThat(scenario.parameters().get("tumor.volume-doubling-time")).isEqualTo(100);
    assertThat(scenario.parameters().get("tumor.cell-loss-factor")).isEqualTo(0.9);
    assertThat(scenario.scans().jitterDays()).isEqualTo(3);
    assertThat(scenario.scans().protocol()).isEqualTo("OAK");
    assertThat(scenario.treatment().get(0).doses().get(0).amount()).isEqualTo(400);
  }

  @Test
  void read_wrongSettings_areNamedAsSettings() {
    assertRefused(
        () -> read("name: x\n", "patient.wieght=55 kg", "tumor.volume-doubling-tim=3 days"),
        "--set patient.wieght=55 kg: patient.wieght: found unknown key 'wieght';"
            + " allowed: death, dropout, gfr, height, neoantigens, new-lesions, non-target, weight;"
            + " did you mean 'weight'?",
        "--set tumor.volume-doubling-tim=3 days: tumor.volume-doubling-tim: found unknown key"
            + " 'tumor.volume-doubling-tim'; allowed: a key (duration, founders, lesions,"
            + " mechanisms, name, parameters, patient, purpose, scans, seed, snapshots, treatment)"
            + " or the name of a parameter; did you mean 'tumor.volume-doubling-time'?");
  }

  /** Nothing after the {@code =} is told of as nothing in a file is. */
  @Test
  void read_emptySettings_areNamedWithWhatIsAllowed() {
    assertRefused(
        () -> read("name: x\n", "seed=", "patient.weight=#70 kg", "scans.every="),
        "--set patient.weight=#70 kg: patient.weight: found nothing; allowed: a mass, such as 200"
            + " mg, from 20 to 300 kg",
        "--set scans.every=: scans.every: found nothing; allowed: a time, such as 5 min, 12 hours,"
            + " 30 days or 3 weeks, from 1 to 7305 days in whole days",
        "--set seed=: seed: found nothing; allowed: a whole number");
  }

  /** As when '--days' makes a run shorter than the interval of its file's snapshots. */
  @Test
  void read_snapshotsLongerThanTheRun_nameBoth() {
    assertRefused(
        () -> read("name: x\nsnapshots: every 30 days\n", "duration=10 days"),
        "test.yaml:2:12: snapshots: found a snapshot every 30 days in a run of 10 days; allowed: an"
            + " interval no longer than the run, or none: baseline, lowest scan and end are always"
            + " mapped");
  }

  /** A path names the thing that is wrong: the value, or the map on the way that lacks a key. */
  @Test
  void read_wrongNestedSettings_nameTheWholePath() {
    assertPaths("lesions[0].lattice.size=abc", "lesions[0].lattice.size");
    assertPaths("lesions[0].lattice={size: [20, abc]}", "lesions[0].lattice.size[1]");
    assertPaths("lesions[0].latice.size=20", "lesions[0].latice");
    assertPaths(
        "treatment[0].drugs[0].drug=pembrolizumab",
        "treatment[0].drugs[0].dose",
        "treatment[0].drugs[0].every");
    assertPaths("scans.jitter=3 days", "scans");
    assertPaths("mechanisms.hla-loh.rate=x", "mechanisms.hla-loh.rate");
    assertPaths("lesions[1].fill=0.1", "lesions[1].fill");
    assertPaths("lesions[0][0].fill=0.1", "lesions[0]");
  }

  private static void assertPaths(String setting, String... paths) {
    assertThatThrownBy(() -> read("name: x\n", setting))
        .isInstanceOfSatisfying(
            ScenarioException.class,
            e -> assertThat(e.problems()).extracting(Problem::path).containsExactly(paths));
  }

  @Test
  void read_longValues_areShortened() {
    String digits = "1".repeat(100_000);
    for (String setting :
        List.of("seed=", "patient.weight=", "lesions[0].name=", "snapshots=", "name=/", "x=")) {
      assertThatThrownBy(() -> read("name: x\n", setting + digits))
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(600).contains("1111..."));
    }
  }

  @Test
  void files_ofAChain_areTheFileAndWhatItExtends() throws IOException {
    Path base = Files.writeString(folder.resolve("base.yaml"), "name: base\n");
    Path child =
        Files.writeString(folder.resolve("child.yaml"), "name: child\nextends: base.yaml\n");
    assertThat(ScenarioReader.files(child, Words.small()))
        .containsExactly(child.toRealPath(), base.toRealPath());
  }

  @Test
  void read_extendsAlmostAFile_namesTheNearest() throws IOException {
    Files.writeString(folder.resolve("baseline.yaml"), "name: baseline\n");
    Path child = Files.writeString(folder.resolve("c.yaml"), "name: c\nextends: baselne.yaml\n");
    assertThatThrownBy(() -> ScenarioReader.read(child, Words.small(), List.of()))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("no file 'baselne.yaml'")
        .hasMessageContaining("did you mean 'baseline.yaml'?");
  }

  @Test
  void read_extends_mergesMapsAndReplacesLists() throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        name: base
        purpose: of the base
        seed: 5
        patient: {weight: 60 kg, height: 160 cm}
        lesions: [{diameter: 20 mm}, {diameter: 30 mm}]
        mechanisms: {hla-loh: {rate: 1e-3 /division}, b2m-loss: {rate: 2e-3 /division}}
        parameters: {tumor.volume-doubling-time: 100 days}
        scans: {every: 3 weeks, jitter: 2 days}
        """);
    Files.writeString(
        folder.resolve("child.yaml"),
        """
        name: child
        extends: base.yaml
        patient: {height: 190 cm}
        lesions: [{diameter: 40 mm}]
        mechanisms: {hla-loh: off}
        parameters: {tumor: {cell-loss-factor: 0.7}}
        scans: {days: [30, 60]}
        """);
    Scenario scenario = ScenarioReader.read(folder.resolve("child.yaml"), Words.small(), List.of());
    assertThat(scenario.name()).isEqualTo("child");
    assertThat(scenario.purpose()).isEmpty();
    assertThat(scenario.seed()).isEqualTo(5);
    assertThat(scenario.patient().weightKg()).isEqualTo(60);
    assertThat(scenario.patient().heightCm()).isEqualTo(190);
    assertThat(scenario.lesions()).hasSize(1);
    assertThat(scenario.mechanisms()).containsExactly("b2m-loss");
    assertThat(scenario.given())
        .containsExactly("b2m-loss.rate", "tumor.cell-loss-factor", "tumor.volume-doubling-time");
    assertThat(scenario.scans().days()).containsExactly(30, 60);
    assertThat(scenario.scans().jitterDays()).isEqualTo(2);
  }

  @Test
  void read_errorInParent_namesTheParent() throws IOException {
    Path base = folder.resolve("base.yaml");
    Path child = folder.resolve("child.yaml");
    Files.writeString(base, "name: base\n\nseeed: 3\n");
    Files.writeString(child, "name: child\nextends: base.yaml\nduration: 3\n");
    assertRefused(
        () -> ScenarioReader.read(child, Words.small(), List.of()),
        base
            + ":3:1: seeed: found unknown key 'seeed'; allowed: duration, extends,"
            + " founders, lesions, mechanisms, name, parameters, patient, purpose, scans, seed,"
            + " snapshots, treatment; did you mean 'seed'?",
        child
            + ":3:11: duration: found 3 without a unit; allowed: a time, such as 5 min, 12 hours,"
            + " 30 days or 3 weeks");
  }

  @Test
  void read_cycleOfExtends_isRefused() throws IOException {
    Path a = folder.resolve("a.yaml");
    Files.writeString(a, "name: a\nextends: b.yaml\n");
    Files.writeString(folder.resolve("b.yaml"), "name: b\nextends: ./a.yaml\n");
    assertRefused(
        () -> ScenarioReader.read(a, Words.small(), List.of()),
        folder.resolve("b.yaml")
            + ":2:10: extends: found './a.yaml', which extends this file in turn; allowed: a"
            + " scenario that does not lead back here");
  }

  @Test
  void read_cellsAndDrugFiles_areFoundBesideTheScenario() throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(folder.resolve("cells.csv"), "x_um,y_um,type\n1,1,tumor\n");
    Files.writeString(folder.resolve("mine.yaml"), Words.drugFile("mine"));
    Files.writeString(
        file,
        """
        name: s
        lesions: [{cells: cells.csv}]
        treatment: [{drugs: [{drug: mine.yaml, dose: 1 mg, every: 1 day}]}]
        """);
    Scenario scenario = ScenarioReader.read(file, Words.small(), List.of());
    assertThat(scenario.lesions().get(0).cells().orElseThrow().path())
        .isEqualTo(folder.resolve("cells.csv").toString());
    assertThat(scenario.treatment().get(0).doses().get(0).drug())
        .isEqualTo(folder.resolve("mine.yaml").toString());
  }

  /**
   * One rule for mechanisms, what happens beyond the lesions and drugs: inherited numbers go with
   * what the child switches off or no longer gives.
   */
  @Test
  void read_childSwitchesOff_inheritedNumbersGo() throws IOException {
    Path child = parentWithNumbers("parameters: {tumor.cell-loss-factor: 0.9}");
    Scenario scenario = ScenarioReader.read(child, Words.small(), List.of());
    assertThat(scenario.given()).containsExactly("tumor.cell-loss-factor");
    assertThat(scenario.patient().beyond()).isEmpty();
    assertThat(scenario.patient().weightKg()).isEqualTo(60);
  }

  @Test
  void read_childSwitchesOffAndGivesNumbers_isRefusedThere() throws IOException {
    Path child =
        parentWithNumbers(
            "parameters: {hla-loh.rate: 1e-3 /division, death.hazard: 0.2 /day,"
                + " pembrolizumab.clearance: 0.3 L/day}");
    assertThatThrownBy(() -> ScenarioReader.read(child, Words.small(), List.of()))
        .isInstanceOfSatisfying(
            ScenarioException.class,
            e ->
                assertThat(e.problems())
                    .allMatch(p -> p.file().equals(child.toString()) && p.line() == 6)
                    .extracting(p -> p.path())
                    .containsExactlyInAnyOrder(
                        "parameters.hla-loh.rate",
                        "parameters.death.hazard",
                        "parameters.pembrolizumab.clearance"));
  }

  private Path parentWithNumbers(String lastLine) throws IOException {
    Files.writeString(
        folder.resolve("base.yaml"),
        """
        name: base
        patient: {weight: 60 kg, death: on}
        mechanisms: {hla-loh: {rate: 1e-3 /division}}
        treatment: [{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]}]
        parameters: {death.hazard: 0.1 /day, pembrolizumab.clearance: 0.3 L/day}
        """);
    return Files.writeString(
        folder.resolve("child.yaml"),
        """
        name: child
        extends: base.yaml
        patient: {death: off}
        mechanisms: {hla-loh: off}
        treatment: []
        """
            + lastLine
            + "\n");
  }

  @Test
  void read_settingSwitchesOff_numbersOfTheFileGo() {
    Scenario scenario =
        read(
            "name: x\npatient: {death: on}\nparameters: {death.hazard: 0.1 /day}\n",
            "patient.death=off");
    assertThat(scenario.given()).isEmpty();
  }

  @Test
  void read_aucOfADrugNotDosedSo_isRefused() {
    assertRefused(
        () ->
            read(
                "name: x\ntreatment: [{drugs: [{drug: pembrolizumab, dose: AUC 5, every: 3"
                    + " weeks}]}]\n"),
        "test.yaml:2:50: treatment[0].drugs[0].dose: found a dose by area under the curve of a drug"
            + " that is not dosed so; allowed: a dose such as 200 mg, 2 mg/kg or 75 mg/m2 (AUC:"
            + " drugs whose file says auc-dosing: true)");
  }

  @Test
  void read_aucOfAnOwnDrug_isAllowedIfItsFileSaysSo() throws IOException {
    Path file = folder.resolve("s.yaml");
    Files.writeString(
        file, "name: s\ntreatment: [{drugs: [{drug: mine.yaml, dose: AUC 5, every: 3 weeks}]}]\n");
    Files.writeString(folder.resolve("mine.yaml"), Words.drugFile("mine"));
    assertThatThrownBy(() -> ScenarioReader.read(file, Words.small(), List.of()))
        .hasMessageContaining("not dosed so");
    Files.writeString(folder.resolve("mine.yaml"), Words.drugFile("mine") + "auc-dosing: true\n");
    assertThat(ScenarioReader.read(file, Words.small(), List.of()).treatment()).hasSize(1);
    Files.writeString(folder.resolve("mine.yaml"), Words.drugFile("mine") + "auc-dosing: maybe\n");
    assertThatThrownBy(() -> ScenarioReader.read(file, Words.small(), List.of()))
        .hasMessageContaining("true or false");
  }
}
