package org.evade.chart;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * One lesion of a run that has several, as if it were alone: its own time series, clones, contact
 * and entry ledger and maps, with the doses and the priming ledger of the patient. Scans and drug
 * levels are the patient's and left out.
 */
final class LesionSource implements SeriesSource {

  private static final String LESIONS = "lesions";
  private static final String LESION = "lesion";

  /** A snapshot's label without the lesion's name that follows it. */
  private static final Pattern LABEL = Pattern.compile("(baseline|nadir|end|day-[0-9]+)-(.+)");

  private final SeriesSource run;
  private final String name;

  private LesionSource(SeriesSource run, String name) {
    this.run = run;
    this.name = name;
  }

  /** The lesions of a run in their order; none when it has only one. */
  static List<LesionSource> of(SeriesSource run) {
    List<LesionSource> lesions = new ArrayList<>();
    Optional<Table> table = run.table(LESIONS);
    if (table.isPresent()) {
      for (String name : new LinkedHashSet<>(table.get().text(LESION))) {
        lesions.add(new LesionSource(run, name));
      }
    }
    return lesions;
  }

  /** The lesion's name. */
  String name() {
    return name;
  }

  @Override
  public String title() {
    return run.title() + "; lesion " + name;
  }

  @Override
  public Optional<Table> table(String table) {
    return switch (table) {
      case "timeseries" -> run.table(LESIONS).map(this::own);
      case "ledger" -> ledger();
      case "clones" -> run.table(table).map(this::clones);
      case "events" -> run.table(table);
      default -> Optional.empty();
    };
  }

  private Table own(Table table) {
    List<String> lesions = table.text(LESION);
    return rows(table, row -> lesions.get(row).equals(name));
  }

  /** The lesion's own ledgers with the patient's of priming. */
  private Optional<Table> ledger() {
    Optional<Table> own = run.table("lesion-ledger").map(this::own);
    Optional<Table> patient = run.table("ledger");
    if (own.isEmpty() || patient.isEmpty()) {
      return own;
    }
    List<String> ledgers = patient.get().text("ledger");
    Table priming = rows(patient.get(), row -> ledgers.get(row).equals("priming"));
    Table.Builder both = Table.builder();
    for (String column : List.of("ledger", "cause")) {
      List<String> joined = new ArrayList<>(own.get().text(column));
      joined.addAll(priming.text(column));
      both.text(column, joined);
    }
    for (String column : List.of("day", "share")) {
      both.numbers(
          column,
          DoubleStream.concat(
                  DoubleStream.of(own.get().numbers(column)),
                  DoubleStream.of(priming.numbers(column)))
              .toArray());
    }
    return Optional.of(both.build());
  }

  /** Clones are named {@code lesion/clone} when there are several lesions. */
  private Table clones(Table table) {
    String prefix = name + "/";
    List<String> names = table.text("clone");
    Table own = rows(table, row -> names.get(row).startsWith(prefix));
    Table.Builder bare = Table.builder();
    for (String column : own.columns()) {
      if (column.equals("clone") || column.equals("parent")) {
        bare.text(
            column,
            own.text(column).stream()
                .map(text -> text.startsWith(prefix) ? text.substring(prefix.length()) : text)
                .toList());
      } else {
        copy(own, column, bare, IntStream.range(0, own.rows()).toArray());
      }
    }
    return bare.build();
  }

  private static Table rows(Table table, IntPredicate chosen) {
    int[] rows = IntStream.range(0, table.rows()).filter(chosen).toArray();
    Table.Builder part = Table.builder();
    for (String column : table.columns()) {
      copy(table, column, part, rows);
    }
    return part.build();
  }

  private static void copy(Table table, String column, Table.Builder into, int[] rows) {
    if (table.isText(column)) {
      List<String> all = table.text(column);
      into.text(column, IntStream.of(rows).mapToObj(all::get).toList());
    } else {
      double[] all = table.numbers(column);
      into.numbers(column, IntStream.of(rows).mapToDouble(row -> all[row]).toArray());
    }
  }

  @Override
  public List<String> maps() {
    return run.maps().stream()
        .map(LABEL::matcher)
        .filter(label -> label.matches() && label.group(2).equals(name))
        .map(label -> label.group(1))
        .toList();
  }

  @Override
  public Optional<Table> map(String label) {
    return run.map(label + "-" + name);
  }

  @Override
  public Optional<Quantity> quantity(String table, String column) {
    return run.quantity(table, column);
  }
}
