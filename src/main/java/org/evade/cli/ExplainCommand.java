package org.evade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.Nearest;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Units;
import org.evade.results.ColumnSpec;
import org.evade.results.TableSpec;
import org.evade.results.Tables;
import org.evade.scenario.Protocols;
import org.evade.scenario.Scenario;
import org.evade.scenario.Vocabulary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a name of parameters, mechanisms, drugs, results or scan schedules stands for. */
@Command(
    name = "explain",
    description =
        "Says what a parameter, mechanism or drug is and where its numbers come from, and what a"
            + " column or cause in the results or a protocol of scans is.")
final class ExplainCommand implements Callable<Integer> {

  private static final int WIDTH = 98;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "NAME",
      description =
          "Name of a parameter, a section of parameters, a mechanism (or its number, such as M9), a"
              + " drug, a cause in the ledger, such as 'unseen: cd8-near', a column of a table, such as"
              + " tps, or a protocol of scans, such as OAK.")
  private List<String> given;

  @Mixin private OwnDrugs own;

  @Override
  public Integer call() {
    Vocabulary words = own.addTo(Library.vocabulary());
    String name = String.join(" ", given);
    PrintWriter out = spec.commandLine().getOut();
    Optional<ParameterSpec> parameter = words.catalogue().find(name);
    Optional<DrugSpec> drug = words.drugs().find(name);
    Optional<ParameterSpec> figure =
        words.drugs().drugs().stream()
            .flatMap(d -> d.figures().stream())
            .filter(spec -> spec.name().equals(name))
            .findFirst();
    List<ParameterSpec> section =
        words.catalogue().all().stream().filter(p -> p.name().startsWith(name + ".")).toList();
    List<TableSpec> tables = tables(words);
    Map<ColumnSpec, List<String>> columns = columns(name, tables);
    if (parameter.isPresent()) {
      parameter(parameter.get(), words, out);
    } else if (figure.isPresent()) {
      Table table = described(figure.get(), out);
      table.row("acts in", "nothing: a figure that the drug is checked against");
      table.print(out, "  ");
    } else if (mechanism(name, words).isPresent()) {
      mechanism(mechanism(name, words).get(), out);
    } else if (drug.isPresent()) {
      drug(drug.get(), out);
    } else if (Causes.meaning(name, words).isPresent()) {
      out.println(name + ": a cause in the ledger");
      text(Causes.meaning(name, words).get(), out);
    } else if (Protocols.names().contains(name)) {
      out.println(name + ": a protocol of scans");
      Table table = new Table();
      table.row("scans", Protocols.words(name) + ", from the first day of treatment");
      table.row("in a file", "scans: " + name);
      table.print(out, "  ");
    } else if (!section.isEmpty()) {
      out.println(name + ": a section of parameters");
      beyond(name)
          .ifPresent(
              what -> {
                text(what.meaning() + ".", out);
                Table table = new Table();
                table.row("in a file", "patient: {" + name + ": on}; off when left out");
                table.print(out, "  ");
              });
      parameters(section, out);
    } else if (columns.isEmpty()) {
      SortedSet<String> names = new TreeSet<>(words.catalogue().names());
      names.addAll(words.mechanisms().keySet());
      names.addAll(words.drugs().names());
      names.addAll(Causes.all().keySet());
      names.addAll(Protocols.names());
      tables.forEach(table -> table.columns().forEach(each -> names.add(each.name())));
      throw new ParameterException(
          spec.commandLine(),
          "There is no parameter, mechanism, drug, cause, protocol or column named '"
              + name
              + "'"
              + Nearest.to(name, names).map(n -> "; did you mean '" + n + "'?").orElse(".")
              + " 'evade list' shows all but the columns, which a run's columns.json has.");
    }
    columns.forEach((column, where) -> column(column, where, out));
    return Evade.DONE;
  }

  /** Every table, with a column for each drug that is known. */
  private static List<TableSpec> tables(Vocabulary words) {
    return List.of(
        Tables.timeseries(List.copyOf(words.drugs().names())),
        Tables.CLONES,
        Tables.LEDGER,
        Tables.LESIONS,
        Tables.LESION_LEDGER,
        Tables.EVENTS,
        Tables.SCANS,
        Tables.LESION_SCANS,
        Tables.map());
  }

  /** The columns of a name that differ, each with the tables that it is in. */
  private static Map<ColumnSpec, List<String>> columns(String name, List<TableSpec> tables) {
    Map<ColumnSpec, List<String>> found = new LinkedHashMap<>();
    for (TableSpec table : tables) {
      for (ColumnSpec column : table.columns()) {
        if (column.name().equals(name)) {
          found.computeIfAbsent(column, each -> new ArrayList<>()).add(table.name());
        }
      }
    }
    return found;
  }

  private static void column(ColumnSpec column, List<String> tables, PrintWriter out) {
    out.println(column.name() + ": a column of " + String.join(", ", tables));
    text(column.meaning() + ".", out);
    Table table = new Table();
    table.row("unit", column.unit().equals(Units.NONE) ? "none" : column.unit());
    table.print(out, "  ");
  }

  /** The mechanism of a name or of a number in the review's list. */
  private static Optional<MechanismDescriptor> mechanism(String name, Vocabulary words) {
    return words.mechanisms().values().stream()
        .filter(m -> m.name().equals(name) || m.number().equalsIgnoreCase(name))
        .findFirst();
  }

  /** What may happen beyond the simulated lesions, by its name. */
  private static Optional<Scenario.Beyond> beyond(String name) {
    return Stream.of(Scenario.Beyond.values()).filter(b -> b.key().equals(name)).findFirst();
  }

  private static void text(String text, PrintWriter out) {
    Table.wrap(text, WIDTH).forEach(line -> out.println("  " + line));
  }

  /** The head of what is said of a number, and the table to go on with. */
  private static Table described(ParameterSpec parameter, PrintWriter out) {
    String unit = parameter.unit();
    out.println(parameter.name());
    text(parameter.meaning(), out);
    Table table = new Table();
    table.row("value", Units.format(parameter.value(), unit));
    table.row("unit", unit.equals(Units.NONE) ? "none" : unit);
    table.row(
        "range", Units.format(parameter.min()) + " to " + Units.format(parameter.max(), unit));
    table.row("evidence", parameter.evidence().name().toLowerCase(Locale.ROOT));
    parameter
        .source()
        .ifPresent(
            source -> {
              table.row("source", source.citation() + " (" + source.id() + ")");
              table.row("quote", "\"" + source.quote() + "\"");
            });
    if (!parameter.reason().isEmpty()) {
      table.row("reason", parameter.reason());
    }
    return table;
  }

  private static void parameter(ParameterSpec parameter, Vocabulary words, PrintWriter out) {
    Table table = described(parameter, out);
    String section = parameter.name().substring(0, parameter.name().indexOf('.'));
    MechanismDescriptor mechanism = words.mechanisms().get(section);
    table.row(
        "acts in",
        words
            .drugs()
            .find(section)
            .map(drug -> "drug " + section + ": " + drug.drugClass())
            .orElse(
                mechanism == null
                    ? "section "
                        + section
                        + beyond(section)
                            .map(b -> ", with patient: {" + section + ": on}")
                            .orElse("")
                    : "mechanism " + section + ": " + mechanism.title()));
    String value = Units.format(parameter.value(), parameter.unit());
    table.row("in a file", "parameters: {" + parameter.name() + ": " + value + "}");
    table.row("on the line", "--set '" + parameter.name() + "=" + value + "'");
    table.print(out, "  ");
  }

  private static void mechanism(MechanismDescriptor mechanism, PrintWriter out) {
    out.println(mechanism.name() + ": " + mechanism.title());
    text(mechanism.biology(), out);
    Table table = new Table();
    table.row("number", mechanism.number() + ", as 'evade list mechanisms' has it");
    table.row("resistance", resistance(mechanism));
    table.row(
        "heritable",
        mechanism.heritable()
            ? "yes: daughters have it, and a founder can carry it"
            : "no: no founder can carry it");
    table.row("in a file", "mechanisms: {" + mechanism.name() + ": off}; on when left out");
    table.print(out, "  ");
    if (!mechanism.parameters().isEmpty()) {
      out.println("  parameters");
      parameters(mechanism.parameters(), out);
    }
  }

  private static void drug(DrugSpec drug, PrintWriter out) {
    out.println(drug.name() + ": " + drug.title());
    text(drug.drugClass(), out);
    Table table = new Table();
    table.row(
        "blocks",
        drug.blocks().stream().map(b -> b.target().label()).collect(Collectors.joining(", ")));
    table.print(out, "  ");
    out.println("  parameters, with the drug in the treatment");
    parameters(drug.numbers(), out);
    if (!drug.figures().isEmpty()) {
      out.println("  figures to check it against, which no run reads");
      parameters(drug.figures(), out);
    }
  }

  private static String resistance(MechanismDescriptor mechanism) {
    if (mechanism.primary() && mechanism.acquired()) {
      return "primary and acquired";
    }
    return mechanism.primary() ? "primary" : mechanism.acquired() ? "acquired" : "neither";
  }

  private static void parameters(List<ParameterSpec> parameters, PrintWriter out) {
    Table table = new Table();
    for (ParameterSpec parameter : parameters) {
      table.row(
          parameter.name(),
          Units.format(parameter.value(), parameter.unit()),
          parameter.evidence().name().toLowerCase(Locale.ROOT),
          parameter.meaning());
    }
    table.print(out, "    ");
  }
}
