package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.evade.mechanism.Mechanisms;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A mechanism needs a class, a descriptor and a line of a service file, nothing else. Evade is
 * loaded anew by a class loader that sees the toy's service file as well, so that no other test
 * does. Budget: 0.2 min.
 */
class ToyMechanismTest {

  private static Map<String, String> seen;

  @BeforeAll
  static void lookFromWithin()
      throws ReflectiveOperationException, IOException, URISyntaxException {
    List<URL> path = new ArrayList<>();
    StringTokenizer entries =
        new StringTokenizer(System.getProperty("java.class.path"), File.pathSeparator);
    while (entries.hasMoreTokens()) {
      path.add(Path.of(entries.nextToken()).toUri().toURL());
    }
    URL marker =
        ToyMechanismTest.class.getResource("/toy-mechanism/org/evade/mechanism/toy-mechanism.yaml");
    path.add(marker.toURI().resolve("../../../").toURL());
    try (URLClassLoader loader =
        new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(loader);
      try {
        Object probe =
            loader.loadClass(ToyProbe.class.getName()).getDeclaredConstructor().newInstance();
        @SuppressWarnings("unchecked")
        Supplier<Map<String, String>> supplier = (Supplier<Map<String, String>>) probe;
        seen = supplier.get();
      } finally {
        thread.setContextClassLoader(before);
      }
    }
  }

  @Test
  void toy_explain_saysWhatItIs() {
    assertThat(seen.get("explain"))
        .contains("toy-mechanism: Toy mechanism", "Takes a fixed share", "toy-mechanism.weight");
    assertThat(seen.get("explain parameter")).contains("0 to 1", "mechanism toy-mechanism");
    assertThat(seen.get("list")).contains("toy-mechanism");
  }

  @Test
  void toy_schema_hasItsSwitchAndItsParameter() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(seen.get("schema"));
    JsonNode properties = schema.get("properties");
    assertThat(properties.get("mechanisms").get("properties").has("toy-mechanism")).isTrue();
    JsonNode parameters = properties.get("parameters").get("properties");
    assertThat(parameters.has("toy-mechanism.weight")).isTrue();
    assertThat(parameters.get("toy-mechanism").get("properties").has("weight")).isTrue();
  }

  /** The only cause, it takes its 25 % of all contacts. */
  @Test
  void toy_ledger_namesItAndGivesItItsShare() {
    assertThat(seen.get("mechanisms")).isEqualTo("toy-mechanism");
    double total = Double.parseDouble(seen.get("total"));
    assertThat(total).isPositive();
    assertThat(Double.parseDouble(seen.get("lost"))).isCloseTo(0.25 * total, within(1e-6 * total));
  }

  /**
   * In the table as written, day by day: the toy takes 25 % of what it and 'none' make up together,
   * and no other mechanism has a row in the contact ledger.
   */
  @Test
  void toy_ledgerTable_hasItsRows() {
    List<String[]> rows = seen.get("ledger.csv").lines().map(row -> row.split(",", -1)).toList();
    assertThat(String.join(",", rows.get(0))).isEqualTo("day,ledger,cause,amount,unit,share");
    for (String day : List.of("1", "2", "3")) {
      Map<String, Double> amounts = new TreeMap<>();
      double shares = 0;
      for (String[] row : rows) {
        if (row[0].equals(day) && row[1].equals("contact")) {
          amounts.put(row[2], Double.parseDouble(row[3]));
          assertThat(row[4]).isEqualTo("tumor-cell-hours");
          shares += Double.parseDouble(row[5]);
        }
      }
      double toy = amounts.get("toy-mechanism");
      assertThat(toy / (toy + amounts.get("none"))).isCloseTo(0.25, within(1e-6));
      // Nine digits a share, and fewer than twenty shares.
      assertThat(shares).isCloseTo(1, within(1e-8));
      assertThat(amounts.keySet())
          .allMatch(
              cause ->
                  List.of("toy-mechanism", "none", "irrelevant-contact").contains(cause)
                      || cause.startsWith("unseen: "));
    }
  }

  @Test
  void toy_outsideItsLoader_isUnknown() {
    assertThat(Mechanisms.all().stream().map(m -> m.descriptor().name()))
        .doesNotContain("toy-mechanism");
  }
}
