package org.evade.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Units;
import org.evade.scenario.Protocols;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioException;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists what there is: scenarios, mechanisms, drugs, parameters, causes, protocols. */
@Command(
    name = "list",
    description =
        "Lists scenarios, mechanisms, drugs, parameters, causes in the ledger or protocols of scans;"
            + " all of them when none is named.")
final class ListCommand implements Callable<Integer> {

  /** What can be listed; named as the user types it. */
  enum Kind {
    scenarios,
    mechanisms,
    drugs,
    parameters,
    causes,
    protocols
  }

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..1", paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Optional<Kind> kind;

  @Option(
      names = "--scenarios",
      paramLabel = "DIR",
      defaultValue = "scenarios",
      description = "Directory of scenario files (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Mixin private OwnDrugs own;

  @Override
  public Integer call() {
    Vocabulary words = own.addTo(Library.vocabulary());
    PrintWriter out = spec.commandLine().getOut();
    for (Kind each : kind.map(List::of).orElse(List.of(Kind.values()))) {
      Table table =
          switch (each) {
            case scenarios -> scenarios(words);
            case mechanisms -> mechanisms(words);
            case drugs -> drugs(words);
            case parameters -> parameters(words);
            case causes -> causes();
            case protocols -> protocols();
          };
      if (kind.isEmpty()) {
        out.println(each);
      }
      if (table.isEmpty()) {
        table.row(
            each == Kind.scenarios
                ? "(none in "
                    + directory.toAbsolutePath().normalize()
                    + "; --scenarios names another directory)"
                : "(none)");
      }
      table.print(out, kind.isEmpty() ? "  " : "");
    }
    return Evade.DONE;
  }

  private Table scenarios(Vocabulary words) {
    Table table = new Table();
    if (!Files.isDirectory(directory)) {
      return table;
    }
    List<Path> files;
    try (Stream<Path> found = Files.list(directory)) {
      files = found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory + ": " + e.getMessage(), e);
    }
    for (Path file : files) {
      try {
        Scenario scenario = ScenarioReader.read(file, words, List.of());
        table.row(scenario.name(), file.toString(), scenario.purpose());
      } catch (ScenarioException e) {
        table.row("-", file.toString(), "not valid: see evade validate " + file);
      }
    }
    return table;
  }

  private static Table mechanisms(Vocabulary words) {
    Table table = new Table();
    for (MechanismDescriptor mechanism : words.mechanisms().values()) {
      table.row(mechanism.name(), mechanism.number(), mechanism.title());
    }
    return table;
  }

  private static Table drugs(Vocabulary words) {
    Table table = new Table();
    for (DrugSpec drug : words.drugs().drugs()) {
      table.row(drug.name(), drug.title() + ", " + drug.drugClass());
    }
    return table;
  }

  private static Table causes() {
    Table table = new Table();
    table.row("MECHANISM", "What the mechanism took; 'evade list mechanisms' names them.");
    Causes.all().forEach(table::row);
    return table;
  }

  private static Table protocols() {
    Table table = new Table();
    Protocols.names().forEach(name -> table.row(name, "scans " + Protocols.words(name)));
    return table;
  }

  private static Table parameters(Vocabulary words) {
    Table table = new Table();
    for (ParameterSpec spec : words.catalogue().all()) {
      table.row(
          spec.name(),
          Units.format(spec.value(), spec.unit()),
          spec.evidence().name().toLowerCase(Locale.ROOT),
          spec.meaning());
    }
    return table;
  }
}
