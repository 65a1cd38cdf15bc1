package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed full-size run is what today's code makes of its scenario, to the byte. Whoever
 * changes the model on purpose makes the reference anew:
 *
 * <pre>
 * java -jar target/evade.jar run scenarios/pembrolizumab-inflamed.yaml --out DIR
 * </pre>
 *
 * and copies tables, manifest and PNG charts. Budget: 2 minutes.
 */
class GoldenRunIT {

  private static final Path REFERENCE = Path.of("results", "reference", "pembrolizumab-inflamed");

  @TempDir Path folder;

  @Test
  void run_ofTheReferencesScenario_givesItsTables() throws IOException {
    Path run = folder.resolve("run");
    int code =
        Evade.commandLine()
            .execute(
                "run",
                "scenarios/pembrolizumab-inflamed.yaml",
                "--no-charts",
                "--quiet",
                "--out",
                run.toString());
    assertThat(code).isZero();
    for (String name :
        List.of(
            "timeseries.csv",
            "clones.csv",
            "ledger.csv",
            "events.csv",
            "scans.csv",
            "phylogeny.nwk",
            "columns.json")) {
      assertThat(Files.readAllLines(run.resolve(name)))
          .as(name)
          .isEqualTo(Files.readAllLines(REFERENCE.resolve(name)));
    }
  }
}
