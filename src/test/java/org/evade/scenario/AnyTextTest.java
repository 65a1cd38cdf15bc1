package org.evade.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written in a file or a setting, the worst that comes of it is a list of problems. */
class AnyTextTest {

  private static void read(String text, List<Setting> settings) {
    try {
      Scenario scenario = ScenarioReader.read(text, Path.of("any.yaml"), Words.small(), settings);
      assertThat(scenario.name()).isNotEmpty();
    } catch (ScenarioException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.problems()).allSatisfy(p -> assertThat(p.toString()).doesNotContain("\n"));
    }
  }

  @Property(tries = 500, seed = "11")
  void read_anyText_givesAScenarioOrProblems(@ForAll String text) {
    read(text, List.of());
  }

  @Property(tries = 500, seed = "12")
  void read_yamlFragments_givesAScenarioOrProblems(@ForAll("fragments") String text) {
    read("name: x\n" + text, List.of());
  }

  @Property(tries = 500, seed = "13")
  void read_anyValueOfAnyKey_givesAScenarioOrProblems(
      @ForAll("keys") String key, @ForAll("values") String value) {
    read("name: x\n" + key + ": " + value + "\n", List.of());
  }

  @Property(tries = 500, seed = "14")
  void read_anySetting_givesAScenarioOrProblems(
      @ForAll("paths") String path, @ForAll("values") String value) {
    read("name: x\n", List.of(new Setting(path, value)));
  }

  @Property(tries = 500, seed = "15")
  void parse_anySetting_givesASettingOrProblems(@ForAll String text) {
    try {
      read("name: x\n", List.of(Setting.parse(text)));
    } catch (ScenarioException e) {
      assertThat(e.problems()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
            "\n",
            " ",
            "  ",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            ", ",
            "&a ",
            "*a",
            "!!",
            "|",
            ">",
            "'",
            "\"",
            "#",
            "---",
            "...",
            "? ",
            "%",
            "\t",
            "lesions",
            "patient",
            "treatment",
            "drugs",
            "mechanisms",
            "hla-loh",
            "off",
            "200 mg",
            "\u0000",
            "\ud83d\ude00",
            "<<")
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
        "seed",
        "duration",
        "patient",
        "lesions",
        "founders",
        "mechanisms",
        "treatment",
        "scans",
        "parameters",
        "snapshots",
        "extends",
        "purpose",
        "name");
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of(
        "seed",
        "lesions[0].diameter",
        "lesions[3]",
        "lesions[0][0]",
        "lesions.x",
        "patient.weight",
        "mechanisms",
        "mechanisms.hla-loh",
        "mechanisms.hla-loh.rate",
        "parameters",
        "parameters.tumor",
        "tumor.cell-loss-factor",
        "scans",
        "scans.every",
        "scans.days[1]",
        "treatment[0].drugs[0].dose",
        "treatment.drugs",
        "a..b",
        "[0]",
        "lesions[",
        "extends",
        "founders[0].share");
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ofMaxLength(12),
        Arbitraries.of(
            "1",
            "-1",
            "1e400",
            "3 weeks",
            "200 mg",
            "5 %",
            "[]",
            "{}",
            "[1, 2]",
            "{a: b}",
            "[[]]",
            "[{}]",
            "{every: 3 weeks}",
            "{days: [1, x]}",
            "{hla-loh: {}}",
            "{hla-loh: {rate: {}}}",
            "[{lattice: {size: []}}]",
            "[{lattice: {dimensions: 3, size: [9]}}]",
            "[{drugs: [{}], until: {}}]",
            "{tumor: {}}",
            "{tumor: {a: {b: c}}}",
            "~",
            "''",
            "OAK",
            "[{cells: \"\\0\"}]",
            "[{drugs: [{drug: \"\\0.yaml\"}]}]",
            "\"\\0\"",
            "every 3 days"));
  }
}
