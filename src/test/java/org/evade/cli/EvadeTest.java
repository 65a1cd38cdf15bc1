package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.evade.scenario.ScenarioSchema;
import org.evade.scenario.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class EvadeTest {

  @TempDir Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int evade(String... args) {
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void noCommand_any_showsTheHelpAndIsBadUsage() {
    assertThat(evade()).isEqualTo(2);
    assertThat(err.toString()).contains("Usage: evade", "validate", "explain", "list", "schema");
    assertThat(out.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "explain", "list", "schema", "generate-completion"})
  void help_ofEachCommand_isShown(String command) {
    assertThat(evade(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: evade " + command, "Exit codes:");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void version_any_namesVersionAndCommit() {
    assertThat(evade("--version")).isZero();
    assertThat(out.toString()).matches("evade \\S+ \\(\\S+\\)\\R");
  }

  @Test
  void unknownCommand_near_suggestsTheCommand() {
    assertThat(evade("validat")).isEqualTo(2);
    assertThat(err.toString()).contains("validat", "Did you mean", "evade validate");
  }

  @Test
  void unknownOption_any_isBadUsage() {
    assertThat(evade("schema", "--frob")).isEqualTo(2);
    assertThat(err.toString()).contains("--frob", "evade schema --help").doesNotContain("\tat ");
  }

  @Test
  void validate_goodFiles_saysOkOfEach() throws IOException {
    Path a = file("a.yaml", "name: a\n");
    Path b = file("b.yaml", "name: b\nextends: a.yaml\n");
    assertThat(evade("validate", a.toString(), b.toString())).isZero();
    assertThat(out.toString().lines()).containsExactly(a + ": OK", b + ": OK");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void validate_badFiles_printsAllProblemsAndWritesNothing() throws IOException {
    Path good = file("good.yaml", "name: a\n");
    Path bad = file("bad.yaml", "name: b\nseeed: 1\nduration: 3\n");
    Path none = folder.resolve("none.yaml");
    assertThat(evade("validate", bad.toString(), good.toString(), none.toString())).isEqualTo(2);
    assertThat(out.toString().lines()).containsExactly(good + ": OK");
    assertThat(err.toString())
        .contains(bad + ":2:1: seeed: found unknown key", bad + ":3:11: duration: found 3 without")
        .contains("2 problems", none + ": found no such file")
        .doesNotContain("\tat ");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(good, bad);
    }
  }

  @Test
  void validate_nothing_isBadUsage() {
    assertThat(evade("validate")).isEqualTo(2);
    assertThat(err.toString()).contains("Missing required parameter: 'FILE'");
  }

  @Test
  void explain_parameter_saysValueRangeAndSource() {
    assertThat(evade("explain", "tumor.volume-doubling-time")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "tumor.volume-doubling-time",
            "  value        99 days",
            "  range        15 to 1500 days",
            "  evidence     fitted",
            "  source       Wang NSCLC recalibration of the QSP-IO platform",
            "               (github:HanwenWang95/QSPIO-TNBC@72ba442 parameters/parameters_NSCLC.m)",
            "  quote        \"k_C_growth.Value = 0.007, Units = '1/day', Notes = '(Usuda 1994, PMID: 7922975)'\"",
            "  reason       Doubling time of that net growth: ln 2/0.007 = 99 days.",
            "  acts in      section tumor");
  }

  @Test
  void explain_numberOfADrug_saysHowToSetIt() {
    assertThat(evade("explain", "pembrolizumab.affinity.PD-1")).isZero();
    assertThat(out.toString().lines())
        .contains(
            "pembrolizumab.affinity.PD-1",
            "  range        0.01 to 4 nM",
            "  in a file    parameters: {pembrolizumab.affinity.PD-1: 0.05 nM}")
        .anyMatch(line -> line.startsWith("  acts in      drug pembrolizumab: anti-PD-1"));
  }

  @Test
  void validate_pathThatNoFileCanHave_isToldWithoutClasses() {
    // As every path with an umlaut under LC_ALL=C.
    assertThat(evade("validate", "a\0b")).isEqualTo(2);
    assertThat(err.toString()).contains("found 'a b'", "LC_ALL=C.UTF-8").doesNotContain("java");
  }

  @Test
  void explain_figureOfADrug_saysThatNoRunReadsIt() {
    assertThat(evade("explain", "pembrolizumab.label-dose")).isZero();
    assertThat(out.toString()).contains("200 mg", "nothing").doesNotContain("--set");
  }

  @Test
  void explain_drug_listsItsNumbers() {
    assertThat(evade("explain", "nivolumab")).isZero();
    assertThat(out.toString())
        .contains("nivolumab.affinity.PD-1", "nivolumab.clearance", "no run reads");
  }

  @Test
  void list_parameters_holdThoseOfTheDrugs() {
    assertThat(evade("list", "parameters")).isZero();
    assertThat(out.toString()).contains("durvalumab.affinity.PD-L1", "cemiplimab.bmi-on-volumes");
  }

  @Test
  void explainAndList_ownDrug_knowItsNumbers() throws IOException {
    String drug = file("mine.yaml", Words.drugFile("newmab")).toString();
    assertThat(evade("explain", "newmab.clearance", "--drug", drug)).isZero();
    assertThat(out.toString()).contains("0.2 L/day", "Someone 2020", "drug newmab");
    assertThat(evade("list", "parameters", "--drug", drug)).isZero();
    assertThat(out.toString()).contains("newmab.affinity.PD-1");
    assertThat(evade("list", "drugs", "--drug", drug)).isZero();
    assertThat(out.toString()).contains("toy antibody");
  }

  /** All that is wrong with a drug's own file comes out at once, the same on both commands. */
  @Test
  void validateAndRun_badOwnDrug_sayTheSameAndWriteNothing() throws IOException {
    String text =
        Words.drugFile("newmab").replace("PD-1:", "PD1:").replace("clearance:", "clearence:");
    Path drug = file("mine.yaml", text);
    Path scenario =
        file(
            "s.yaml",
            "name: s\ntreatment: [{drugs: [{drug: mine.yaml, dose: 9 mg, every: 1 day}]}]\n");
    assertThat(evade("validate", scenario.toString())).isEqualTo(2);
    String said = err.toString();
    assertThat(said)
        .contains(
            drug + ":5:3: blocks.PD1: found unknown target 'PD1'",
            "did you mean 'PD-1'?",
            drug + ":10:3: parameters.clearence: found unknown number 'clearence'",
            "did you mean 'clearance'?",
            drug + ":8:3: parameters: found no clearance",
            "3 problems");
    err.getBuffer().setLength(0);
    String run = folder.resolve("run").toString();
    assertThat(evade("run", scenario.toString(), "--out", run)).isEqualTo(2);
    assertThat(err.toString()).isEqualTo(said);
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void explain_assumed_saysWhy() {
    assertThat(evade("explain", "tumor.cell-loss-factor")).isZero();
    assertThat(out.toString()).contains("evidence     assumed", "reason       ");
  }

  @Test
  void explain_section_listsItsParameters() {
    assertThat(evade("explain", "tumor")).isZero();
    assertThat(out.toString())
        .contains(
            "tumor: a section of parameters",
            "tumor.cell-loss-factor",
            "tumor.volume-doubling-time");
  }

  @Test
  void explain_unknown_namesTheNearest() {
    assertThat(evade("explain", "tumor.volume-doubling-tme")).isEqualTo(2);
    assertThat(err.toString())
        .contains("named 'tumor.volume-doubling-tme'", "did you mean 'tumor.volume-doubling-time'?")
        .doesNotContain("\tat ");
  }

  @Test
  void list_scenarios_areSortedWithTheirPurpose() throws IOException {
    Path b = file("b.yaml", "name: beta\npurpose: Shows b.\n");
    Path a = file("a.yaml", "name: a\npurpose: Shows a.\n");
    Path c = file("c.yaml", "nam: c\n");
    assertThat(evade("list", "scenarios", "--scenarios", folder.toString())).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll("\\s+", " ")))
        .startsWith("a " + a + " Shows a.", "beta " + b + " Shows b.")
        .anySatisfy(line -> assertThat(line).startsWith("- " + c + " not valid"));
  }

  @Test
  void list_parameters_areAlignedAndSorted() {
    assertThat(evade("list", "parameters")).isZero();
    assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
        .isSorted()
        .anySatisfy(
            line -> assertThat(line).matches("tumor.volume-doubling-time +99 days +fitted.*"));
  }

  @Test
  void list_all_hasAHeadingOfEachKind() {
    assertThat(evade("list", "--scenarios", folder.resolve("none").toString())).isZero();
    assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
        .containsExactly("scenarios", "mechanisms", "drugs", "parameters", "causes", "protocols");
  }

  /** Every cause that 'explain' knows is listed, with the sentence that it says. */
  @Test
  void list_causes_sayWhatEachIs() {
    assertThat(evade("list", "causes")).isZero();
    assertThat(out.toString())
        .contains("MECHANISM", "low-mhc", "irrelevant-contact", "unseen: cd8-near", "bystanders");
  }

  /** OAK: every 6 weeks up to week 36, then every 9 (Rittmeyer 2017). */
  @Test
  void explainAndList_protocols_sayWhenTheyScan() {
    assertThat(evade("explain", "OAK")).isZero();
    assertThat(out.toString())
        .contains("OAK: a protocol of scans", "every 6 weeks up to week 36, then every 9 weeks");
    assertThat(evade("list", "protocols")).isZero();
    assertThat(out.toString()).contains("KEYNOTE-024", "LEAP-008", "scans every 9 weeks");
    assertThat(out.toString()).contains("CHECKMATE-017  scans at week 9, then every 6 weeks");
  }

  @Test
  void explain_column_saysTablesMeaningAndUnit() {
    assertThat(evade("explain", "tps")).isZero();
    assertThat(out.toString())
        .contains("tps: a column of timeseries, lesions", "tumor.pd-l1-positive", "unit  %");
  }

  /** A name can be a section and a column; both are told. */
  @Test
  void explain_sectionThatIsAColumnToo_saysBoth() {
    assertThat(evade("explain", "treg")).isZero();
    assertThat(out.toString()).contains("treg.", "treg: a column of timeseries, lesions");
  }

  @Test
  void explain_columnOfADrug_saysWhichDrug() {
    assertThat(evade("explain", "plasma_pembrolizumab_mg_per_l")).isZero();
    assertThat(out.toString()).contains("Plasma concentration of pembrolizumab", "unit  mg/L");
  }

  @Test
  void explain_almostAColumn_namesTheNearest() {
    assertThat(evade("explain", "visible_fractoin")).isEqualTo(2);
    assertThat(err.toString()).contains("did you mean 'visible_fraction'?");
  }

  @Test
  void list_otherKind_isBadUsage() {
    assertThat(evade("list", "dogs")).isEqualTo(2);
    assertThat(err.toString()).contains("scenarios, mechanisms, drugs, parameters");
  }

  /** Mended by {@code java -jar target/evade.jar schema > scenarios/scenario.schema.json}. */
  @Test
  void schema_printed_isTheCommittedFile() throws IOException {
    assertThat(evade("schema")).isZero();
    assertThat(out.toString()).isEqualTo(ScenarioSchema.text(Library.vocabulary()));
    assertThat(Files.readString(Path.of("scenarios/scenario.schema.json")))
        .isEqualTo(out.toString());
  }

  @Test
  void completion_any_isAShellScript() {
    assertThat(evade("generate-completion")).isZero();
    assertThat(out.toString()).contains("bash", "validate");
  }

  @Test
  void report_internalError_isOneLineUnlessAskedForMore() {
    CommandLine line = Evade.commandLine().setErr(new PrintWriter(err, true));
    assertThat(Errors.report(new IllegalStateException("broken"), line, false)).isEqualTo(1);
    assertThat(err.toString()).contains("evade: broken").doesNotContain("\tat ");
    assertThat(Errors.report(new IllegalStateException("broken"), line, true)).isEqualTo(1);
    assertThat(err.toString()).contains("\tat org.evade.cli.EvadeTest");
  }

  @Test
  void stacktrace_afterTheCommand_isObeyed() {
    assertThat(evade("explain", "nonsense", "--stacktrace")).isEqualTo(2);
    assertThat(err.toString()).contains("\tat org.evade.cli.ExplainCommand");
  }

  private void assertRefused(String text, String... parts) throws IOException {
    err.getBuffer().setLength(0);
    Path scenario = file("refused.yaml", "name: refused\n" + text + "\n");
    String run = folder.resolve("run").toString();
    assertThat(evade("validate", scenario.toString())).as(text).isEqualTo(2);
    assertThat(err.toString()).contains(scenario + ":2:").contains(parts).contains("1 problem");
    assertThat(evade("run", scenario.toString(), "--out", run)).as(text).isEqualTo(2);
    assertThat(folder.resolve("run.partial")).doesNotExist();
  }

  @Test
  void validate_founderWithoutHeritableChange_isRefused() throws IOException {
    assertRefused(
        "founders: [{mechanism: treg-suppression, share: 1 %}]",
        "founders[0].mechanism",
        "treg-suppression",
        "allowed: b2m-loss, constitutive-pd-l1, hla-loh, ifng-pathway-loss, neoantigen-loss");
    assertRefused(
        "founders: [{mechanism: hla-lo, share: 1 %}]", "did you mean 'hla-loh'?", "founders");
  }

  /** No number of the catalogue breaks a rule; each rule, by the value given. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "burn-in.duration: 20.5 days|found 20.5; allowed: a whole number",
        "burn-in.attempts: 2.5|found 2.5; allowed: a whole number",
        "cd8.division-limit: 3.5|a whole number",
        "cd8.hits-to-kill: 2.5|a whole number",
        "engine.field-refinement: 1.5|a whole number",
        "engine.leukocyte-interval: 3.5 min|part of an hour",
        "engine.field-interval: 5 h|divide a day",
        "engine.slow-field-interval: 9 h|divide a day",
        "engine.tumor-interval: 1.5 h|divide a day",
        "engine.circulation-interval: 7 h|divide a day",
        "cd8.speed: 15 um/min|found 15.0 um/min over 5 min, 3.75 voxels; allowed: at most one voxel",
        "treg.speed: 15 um/min|a lower treg.speed or a shorter engine.leukocyte-interval",
        "mdsc.speed: 15 um/min|a lower mdsc.speed",
      })
  void validate_numbersThatContradict_areRefused(String numbersAndPart) throws IOException {
    String[] parts = numbersAndPart.split("[|]", -1);
    assertRefused("parameters: {" + parts[0] + "}", parts[1], "parameters.");
  }

  /** ln 2 / 15 / (1 − 0.95) = 0.92 divisions a day: e^0.92 − 1 = 1.5 in 24 h. */
  @Test
  void validate_divisionTwiceInAnInterval_isRefused() throws IOException {
    assertRefused(
        "parameters: {tumor.volume-doubling-time: 15 days, tumor.cell-loss-factor: 0.95,"
            + " engine.tumor-interval: 24 h}",
        "parameters.tumor.volume-doubling-time: found 0.924 divisions a day",
        "at engine.tumor-interval of 24 h; allowed: one division at most in an interval");
  }

  /** 15² · 20 % are 45 tumor cells, 16² · 20 % are 51. */
  @Test
  void validate_latticeTooSmallForItsTumor_isRefused() throws IOException {
    assertRefused(
        "lesions: [{lattice: {size: 15}}]",
        "lesions[0].lattice.size: found a lattice for 45 tumor cells at a fill of 20 %",
        "at least 50 tumor cells: a size of 16 or more");
    assertRefused("lesions: [{lattice: {size: 6, dimensions: 3}}]", "a size of 7 or more");
    Path large = file("large.yaml", "name: large\nlesions: [{lattice: {size: 16}}]\n");
    assertThat(evade("validate", large.toString())).isZero();
  }

  @Test
  void validate_intervalOfDosesAndNameOfALesion_sayWhatIsAllowed() throws IOException {
    assertRefused(
        "treatment: [{drugs: [{drug: nivolumab, dose: 240 mg, every: 0 days}]}]",
        "found 0 days = 0 minutes; allowed: more than 0 to 7305 days in whole minutes");
    assertRefused("lesions: [{name: left lung}]", "'-', '_' and '.' without spaces");
  }

  @Test
  void explain_everyCauseOfTheReferenceRun_isKnown() throws IOException {
    SortedSet<String> causes = new TreeSet<>();
    Files.readAllLines(Path.of("results/reference/pembrolizumab-inflamed/ledger.csv")).stream()
        .skip(1)
        .forEach(line -> causes.add(line.split(",", -1)[2]));
    assertThat(causes).contains("irrelevant-contact", "low-mhc", "unseen: cd8-near");
    causes.addAll(List.of("unseen", "unseen: no-cd8-near"));
    for (String cause : causes) {
      assertThat(evade("explain", cause)).as(cause).isZero();
    }
    assertThat(evade("explain", "unseen:", "stromal-exclusion")).isZero();
    assertThat(evade("explain", "unseen: nonsense")).isEqualTo(2);
  }

  @Test
  void explain_numberOfAMechanism_isTheMechanism() {
    assertThat(evade("explain", "M9")).isZero();
    assertThat(out.toString()).startsWith("pd-1-checkpoint").contains("no founder can carry it");
  }

  @Test
  void explain_beyondTheLesions_saysHowToSwitchItOn() {
    assertThat(evade("explain", "death")).isZero();
    assertThat(out.toString()).contains("ends the run", "patient: {death: on}", "death.hazard");
    assertThat(evade("explain", "death.hazard")).isZero();
    assertThat(out.toString()).contains("section death, with patient: {death: on}");
  }

  @Test
  void help_asACommand_showsTheHelp() {
    assertThat(evade("help")).isZero();
    assertThat(out.toString()).contains("Usage: evade ", "validate");
    assertThat(evade("help", "run")).isZero();
    assertThat(out.toString()).contains("Usage: evade run");
  }

  @Test
  void list_scenariosWhereNoneAre_saysWhereItLooked() {
    assertThat(evade("list", "scenarios", "--scenarios", folder.toString())).isZero();
    assertThat(out.toString()).contains("none in").contains(folder.getFileName().toString());
  }
}
