package org.evade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one file that users get. */
class JarIT {

  private static final Path JAR = Path.of(System.getProperty("evade.jar"));
  private static final String INSPECTORS = "sim/portrayal/inspector/propertyinspector.classes";

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String text(String name) throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile());
        InputStream in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Lines of one of MASON's class lists without comments. */
  private static List<String> listed(String name) throws IOException {
    return text(name)
        .lines()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private static URLClassLoader loader() throws IOException {
    return new URLClassLoader(
        new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
  }

  private record Outcome(int code, String out) {}

  private static Outcome evade(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), out);
  }

  @Test
  void jar_any_isBelow40Megabytes() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(40_000_000);
  }

  @Test
  void entries_any_areThereOnce() throws IOException {
    assertThat(names()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sim/display/SimApplet.class",
        "sim/display/simulation.classes",
        INSPECTORS,
        "META-INF/services/org.evade.mechanism.Mechanism",
        "org/jfree/chart/JFreeChart.class"
      })
  void entry_thatMustBeUnique_isThereOnce(String name) throws IOException {
    assertThat(names()).containsOnlyOnce(name);
  }

  /** jcommon, with the package org.jfree.ui, is what JFreeChart 1.0 needs and 1.5 does not. */
  @Test
  void jfreechart_any_isTheOneOf15() throws IOException {
    assertThat(names()).noneMatch(name -> name.startsWith("org/jfree/ui/"));
    assertThat(text("META-INF/maven/org.jfree/jfreechart/pom.properties")).contains("version=1.5.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sim/app/", "sim/display3d/", "sim/portrayal3d/", "META-INF/SIG-"})
  void entries_thatAreLeftOut_areNotThere(String prefix) throws IOException {
    assertThat(names()).noneMatch(name -> name.startsWith(prefix));
  }

  @Test
  void signatures_ofDependencies_areNotThere() throws IOException {
    assertThat(names()).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA)"));
    assertThat(names()).noneMatch(name -> name.endsWith("module-info.class"));
  }

  @Test
  void simApplet_inTheJar_isNoApplet() throws IOException, ReflectiveOperationException {
    try (URLClassLoader loader = loader()) {
      assertThat(loader.loadClass("sim.display.SimApplet").getSuperclass()).isEqualTo(Object.class);
    }
  }

  /** Every inspector that MASON's menus offer can be linked with what is in the jar. */
  @Test
  void inspectors_listed_areComplete() throws IOException, ReflectiveOperationException {
    List<String> listed = listed(INSPECTORS);
    assertThat(listed).isNotEmpty();
    try (URLClassLoader loader = loader()) {
      for (String name : listed) {
        for (Class<?> c = loader.loadClass(name); c != null; c = c.getSuperclass()) {
          assertThat(c.getDeclaredMethods()).as(name).isNotNull();
          assertThat(c.getDeclaredFields()).as(name).isNotNull();
        }
      }
    }
  }

  @Test
  void simulations_listed_areOnlyOurs() throws IOException {
    assertThat(listed("sim/display/simulation.classes"))
        .contains("ONLY")
        .noneMatch(name -> name.startsWith("sim."));
  }

  /** Licenses are read off the POMs that came along; the lesser GPL may be shipped, the GPL not. */
  @Test
  void licenses_ofShippedPoms_areNotGpl() throws IOException {
    Pattern license = Pattern.compile("<license>\\s*<name>(.*?)</name>", Pattern.DOTALL);
    for (String name : names()) {
      if (name.startsWith("META-INF/maven/") && name.endsWith("/pom.xml")) {
        Matcher found = license.matcher(text(name));
        while (found.find()) {
          assertThat(found.group(1))
              .as(name)
              .doesNotContain("Affero", "AGPL")
              .doesNotMatch("(?is)(?!.*lesser).*\\b(GPL|GNU General Public).*");
        }
      }
    }
    assertThat(names()).noneMatch(name -> name.startsWith("com/itextpdf/"));
    assertThat(names()).noneMatch(name -> name.startsWith("com/lowagie/"));
    assertThat(names()).noneMatch(name -> name.startsWith("org/jfree/svg/"));
  }

  @Test
  void version_ofTheJar_isThePomsAndTheCommit() throws IOException, InterruptedException {
    Properties pom = new Properties();
    pom.load(new java.io.StringReader(text("META-INF/maven/org.evade/evade/pom.properties")));
    Outcome outcome = evade("--version");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out())
        .matches(
            "evade "
                + Pattern.quote(pom.getProperty("version"))
                + " \\(([0-9a-f]{7,40}(-dirty)?|unknown)\\)\\R");
  }

  @Test
  void mechanisms_ofTheJar_areFound() throws IOException, InterruptedException {
    Outcome outcome = evade("list", "mechanisms");
    assertThat(outcome.code()).isZero();
    assertThat(outcome.out()).contains("b2m-loss", "hla-loh", "pd-1-checkpoint");
  }
}
