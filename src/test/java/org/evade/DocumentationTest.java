package org.evade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.Problem;
import org.evade.cli.Evade;
import org.evade.mechanism.Mechanisms;
import org.evade.scenario.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The pages say nothing that the program does not know. */
class DocumentationTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern COMMAND = Pattern.compile("\\bevade(?:\\.jar)? ([a-z][a-z-]+)");
  private static final Pattern PARAMETER = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
  private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Set<String> ENDINGS =
      Set.of("csv", "gz", "jar", "java", "json", "md", "nwk", "png", "svg", "txt", "xml", "yaml");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
    try (Stream<Path> site = Files.list(Path.of("src", "site", "markdown"))) {
      site.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  private static List<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map((MatchResult r) -> r.group(1)).toList();
  }

  /** As GitHub makes an anchor of a heading. */
  private static List<String> anchors(Path page) throws IOException {
    return found(HEADING, Files.readString(page)).stream()
        .map(h -> h.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9 _-]", ""))
        .map(h -> h.replace(' ', '-'))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void links_ofEachPage_leadSomewhere(Path page) throws IOException {
    for (String link : found(LINK, Files.readString(page))) {
      if (link.matches("[a-z]+:.*")) {
        continue;
      }
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
      assertThat(target).as(page + " links to " + link).exists();
      if (parts.length == 2) {
        assertThat(anchors(target)).as(page + " links to " + link).contains(parts[1]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void commands_ofEachPage_exist(Path page) throws IOException {
    Set<String> commands = Evade.commandLine().getSubcommands().keySet();
    String text = Files.readString(page);
    List<String> code = new ArrayList<>(found(CODE, text));
    FENCE.matcher(text).results().forEach(block -> code.add(block.group(2)));
    for (String part : code) {
      for (String command : found(COMMAND, part)) {
        assertThat(commands).as(page + ": " + part).contains(command);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void parameters_ofEachPage_areInTheCatalogue(Path page) throws IOException {
    Set<String> names =
        Vocabulary.of(
                Catalogue.standard(Mechanisms.descriptors()),
                Mechanisms.descriptors(),
                DrugLibrary.shipped())
            .catalogue()
            .names();
    for (String code : found(CODE, FENCE.matcher(Files.readString(page)).replaceAll(""))) {
      if (PARAMETER.matcher(code).matches()
          && !ENDINGS.contains(code.substring(code.indexOf('.') + 1))
          && !code.matches("section\\.name|(com|jakarta|javax|net|org)\\..*")) {
        assertThat(names.contains(code)).as(page + ": " + code).isTrue();
      }
    }
  }

  @Test
  void scenarios_inThePages_areValid() throws IOException {
    int count = 0;
    for (Path page : pages()) {
      for (MatchResult block : FENCE.matcher(Files.readString(page)).results().toList()) {
        if (block.group(1).equals("yaml") && block.group(2).matches("(?ms).*^name: .*")) {
          Path file =
              Files.writeString(folder.resolve("page-" + count++ + ".yaml"), block.group(2));
          StringWriter err = new StringWriter();
          CommandLine line = Evade.commandLine();
          line.setOut(new PrintWriter(new StringWriter()));
          line.setErr(new PrintWriter(err, true));
          assertThat(line.execute("validate", file.toString())).as(page + "\n" + err).isZero();
        }
      }
    }
    assertThat(count).isPositive();
  }

  @Test
  void drugs_inThePages_areValid() throws IOException {
    int count = 0;
    for (Path page : pages()) {
      for (MatchResult block : FENCE.matcher(Files.readString(page)).results().toList()) {
        if (block.group(1).equals("yaml") && block.group(2).startsWith("drug: ")) {
          List<Problem> problems = new ArrayList<>();
          DrugReader.parse(block.group(2), page.toString(), Set.of(), problems);
          assertThat(problems).isEmpty();
          count++;
        }
      }
    }
    assertThat(count).isPositive();
  }

  /** The table of keys names every key of the schema's first level. */
  @Test
  void scenarioPage_topLevelKeys_areAllThere() throws IOException {
    String page = Files.readString(Path.of("src", "site", "markdown", "scenarios.md"));
    String schema = Files.readString(Path.of("scenarios", "scenario.schema.json"));
    new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(schema)
        .get("properties")
        .fieldNames()
        .forEachRemaining(key -> assertThat(page).contains("| `" + key + "` |"));
  }

  /** Whoever adds a dependency says what it is for. */
  @Test
  void dependenciesPage_everyDependencyOfThePom_isNamed() throws IOException {
    String page = Files.readString(Path.of("src", "site", "markdown", "dependencies.md"));
    String pom =
        Files.readString(Path.of("pom.xml")).replaceAll("(?s)<exclusions>.*?</exclusions>", "");
    Pattern artifact =
        Pattern.compile(
            "<(?:dependency|plugin|path)>(?:\\s|<!--[^>]*-->)*<groupId>[^<]*</groupId>"
                + "\\s*<artifactId>([^<]+)</artifactId>");
    for (String name : found(artifact, pom)) {
      if (!name.endsWith("-bom") && !name.equals("slf4j-api")) {
        String plain = name.replaceFirst("^maven-(.+)-plugin$", "$1");
        assertThat(page).as("dependencies.md").contains(plain);
      }
    }
  }
}
