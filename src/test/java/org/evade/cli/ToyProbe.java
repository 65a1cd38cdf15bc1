package org.evade.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.evade.catalogue.DrugLibrary;
import org.evade.mechanism.LedgerSums;
import org.evade.patient.VirtualPatient;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;

/** Looks at an Evade from within: loaded by a class loader that also sees the toy mechanism. */
public final class ToyProbe implements Supplier<Map<String, String>> {

  private static final String TEXT =
      """
      name: toy
      lesions: [{lattice: {size: 30}, fill: 0.3}]
      mechanisms:
        toy-mechanism: {weight: 0.25}
        adaptive-pd-l1: off
        b2m-loss: off
        constitutive-pd-l1: off
        exhaustion: off
        hla-loh: off
        ifng-pathway-loss: off
        mdsc-suppression: off
        neoantigen-loss: off
        pd-1-checkpoint: off
        stromal-exclusion: off
        treg-suppression: off
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2}
        tumor.mhc-basal: 1
        cd8: {density-inflamed: 600 /mm^2, reactive-share: 0.4}
      """;

  @Override
  public Map<String, String> get() {
    Scenario scenario =
        ScenarioReader.read(TEXT, Path.of("toy.yaml"), Library.vocabulary(), List.of());
    try (VirtualPatient patient = new VirtualPatient(scenario, DrugLibrary.shipped(), 1)) {
      patient.runTo(patient.firstMinute() + 2 * 1440);
      LedgerSums ledger = patient.lesions().get(0).contactLedger();
      int index = patient.mechanisms().indexOf("toy-mechanism");
      return Map.of(
          "explain", said("explain", "toy-mechanism"),
          "explain parameter", said("explain", "toy-mechanism.weight"),
          "list", said("list", "mechanisms"),
          "schema", said("schema"),
          "mechanisms", String.join(" ", patient.mechanisms().names()),
          "lost", Double.toString(ledger.lost(index)),
          "total", Double.toString(ledger.total()),
          "ledger.csv", written());
    }
  }

  /** The ledger's table of a run. */
  private static String written() {
    try {
      Path folder = Files.createTempDirectory("toy");
      Path run = folder.resolve("run");
      Path file = Files.writeString(folder.resolve("toy.yaml"), TEXT);
      String said =
          said(
              "run",
              file.toString(),
              "--days=3",
              "--set=cd8.reactive-share=0.05",
              "--no-charts",
              "--quiet",
              "--out",
              run.toString());
      if (!said.isEmpty()) {
        throw new IllegalStateException(said);
      }
      String ledger = Files.readString(run.resolve("ledger.csv"));
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
      return ledger;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String said(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Evade.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return code == 0 ? out.toString() : "exit code " + code + "\n" + err;
  }
}
