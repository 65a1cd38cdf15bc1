package org.evade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.evade.results.Manifest;
import org.evade.results.RunReader;
import org.evade.study.RunPlan;

/** What a run came to, in a few lines, from its files. */
final class Summary {

  private static final int RECENT_DAYS = 30;
  private static final int CAUSES = 5;
  private static final String GENOTYPE = "genotype";
  private static final double LEAST = 0.005;
  private static final double RESPONSE = 0.7;
  private static final double NOTEWORTHY = 0.01;
  private static final List<String> BEST_FIRST = List.of("CR", "PR", "SD", "PD", "NE");

  private Summary() {}

  /** Prints the summary of a run that was to last some days. */
  static void print(RunReader run, int days, PrintWriter out) {
    Table table = new Table();
    Optional<org.evade.chart.Table> series = run.table("timeseries");
    Optional<org.evade.chart.Table> scans = run.table("scans");
    ending(run, days).ifPresent(text -> table.row("ended", text));
    if (series.isPresent() && series.get().rows() > 0) {
      course(series.get(), baseline(scans), run.table("lesions").isPresent(), table);
    }
    if (scans.isPresent()) {
      response(scans.get(), table);
    }
    run.table("events").ifPresent(events -> resistance(events, series, run.table("clones"), table));
    run.table("ledger").ifPresent(ledger -> causes(ledger, table));
    table.row("parameters", coverage(run.manifest()));
    for (String warning : run.manifest().warnings()) {
      table.row("warning", warning);
    }
    for (String notice : run.manifest().notices()) {
      table.row("notice", notice);
    }
    table.row("results", run.path().toString());
    out.println(run.title());
    table.print(out, "  ");
    out.flush();
  }

  /**
   * When and why a run came to its end.
   *
   * @return such as {@code death on day 213 of 365}
   */
  static Optional<String> ending(RunReader run, int days) {
    Optional<org.evade.chart.Table> events = run.table("events");
    int row = events.map(table -> table.text("kind").indexOf("end")).orElse(-1);
    if (row < 0) {
      return Optional.empty();
    }
    double day = events.get().numbers("day")[row];
    return Optional.of(text("%s on day %.0f of %d", run.manifest().ended(), day, days));
  }

  /** Sum of diameters of the baseline scan, from which RECIST reckons; NaN without a scan. */
  private static double baseline(Optional<org.evade.chart.Table> scans) {
    return scans
        .filter(table -> table.rows() > 0)
        .map(table -> table.numbers("sld_mm")[0])
        .orElse(Double.NaN);
  }

  private static void course(
      org.evade.chart.Table series, double read, boolean several, Table table) {
    double[] days = series.numbers("day");
    double[] diameters = series.numbers("diameter_mm");
    double baseline = Double.NaN;
    int smallest = days.length - 1;
    String reached = "not reached";
    for (int i = 0; i < days.length; i++) {
      if (days[i] == 0) {
        baseline = diameters[i];
        smallest = i;
      }
      if (diameters[i] < diameters[smallest]) {
        smallest = i;
      }
      if (reached.equals("not reached") && days[i] >= 0 && diameters[i] <= RESPONSE * read) {
        reached = text("day %.0f", days[i]);
      }
    }
    int last = days.length - 1;
    table.row(
        several ? "diameters" : "diameter",
        text(
            "%s%.1f mm on day 0, least %.1f mm on day %.0f, %.1f mm on day %.0f",
            several ? "sum " : "",
            baseline,
            diameters[smallest],
            days[smallest],
            diameters[last],
            days[last]));
    table.row("-30 %", reached + text(", against the %.1f mm of the baseline scan", read));
  }

  private static void response(org.evade.chart.Table scans, Table table) {
    List<String> responses = scans.text("recist");
    double[] days = scans.numbers("day");
    String best = "none: no scan after baseline";
    int rank = BEST_FIRST.size();
    String progression = "none";
    for (int i = 0; i < days.length; i++) {
      int r = BEST_FIRST.indexOf(responses.get(i));
      if (r >= 0 && r < rank) {
        rank = r;
        best = responses.get(i) + text(" on day %.0f", days[i]);
      }
      if (responses.get(i).equals("PD")) {
        progression = text("day %.0f", days[i]);
        break;
      }
    }
    table.row("best response", best);
    table.row("progression", progression);
  }

  /** The last that is told of each resistant genotype which came to matter, and its end. */
  private static void resistance(
      org.evade.chart.Table events,
      Optional<org.evade.chart.Table> series,
      Optional<org.evade.chart.Table> clones,
      Table table) {
    List<String> kinds = events.text("kind");
    List<String> genotypes = events.text("subject");
    List<String> texts = events.text("text");
    double[] days = events.numbers("day");
    double[] shares = events.numbers("value");
    Map<String, String> last = new LinkedHashMap<>();
    for (int i = 0; i < days.length; i++) {
      if (kinds.get(i).equals(GENOTYPE) && shares[i] >= NOTEWORTHY) {
        last.put(genotypes.get(i), texts.get(i) + text(" (day %.0f)", days[i]));
      }
    }
    if (last.isEmpty()) {
      table.row("resistance", "no resistant genotype made up 1 % of the living tumor cells");
    }
    last.forEach(
        (genotype, text) ->
            table.row("resistance", genotype + " " + text + atEnd(genotype, series, clones)));
  }

  /** Cells of a genotype on the last day of a run; empty when the tables do not tell. */
  private static String atEnd(
      String genotype,
      Optional<org.evade.chart.Table> series,
      Optional<org.evade.chart.Table> clones) {
    if (clones.isEmpty() || series.isEmpty() || series.get().rows() == 0) {
      return "";
    }
    int last = series.get().rows() - 1;
    double end = series.get().numbers("day")[last];
    double[] days = clones.get().numbers("day");
    double[] cells = clones.get().numbers("cells");
    List<String> genotypes = clones.get().text(GENOTYPE);
    double sum = 0;
    for (int i = 0; i < days.length; i++) {
      sum += days[i] == end && genotypes.get(i).equals(genotype) ? cells[i] : 0;
    }
    return text(", %.0f of %.0f on day %.0f", sum, series.get().numbers("tumor_cells")[last], end);
  }

  private static void causes(org.evade.chart.Table ledger, Table table) {
    double[] days = ledger.numbers("day");
    double[] amounts = ledger.numbers("amount");
    List<String> ledgers = ledger.text("ledger");
    List<String> causes = ledger.text("cause");
    double last = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < days.length; i++) {
      last = ledgers.get(i).equals("contact") ? Math.max(last, days[i]) : last;
    }
    double first = last;
    Map<String, Double> sums = new TreeMap<>();
    double total = 0;
    for (int i = 0; i < days.length; i++) {
      if (ledgers.get(i).equals("contact") && days[i] > last - RECENT_DAYS) {
        sums.merge(causes.get(i), amounts[i], Double::sum);
        total += amounts[i];
        first = Math.min(first, days[i]);
      }
    }
    List<Map.Entry<String, Double>> order = new ArrayList<>(sums.entrySet());
    order.removeIf(cause -> cause.getKey().equals("none"));
    order.sort(Map.Entry.<String, Double>comparingByValue().reversed());
    double all = total;
    String window = text(" of the tumor-cell-hours of days %.0f to %.0f", first, last);
    String text =
        order.stream()
            .filter(cause -> cause.getValue() >= LEAST * all)
            .limit(CAUSES)
            .map(cause -> cause.getKey() + text(" %.0f %%", 100 * cause.getValue() / all))
            .collect(Collectors.joining(", "));
    if (!text.isEmpty()) {
      table.row("protected by", text + window);
    }
  }

  private static String coverage(Manifest manifest) {
    int given = 0;
    int assumed = 0;
    for (Manifest.Parameter parameter : manifest.parameters()) {
      given += parameter.evidence().equals(RunPlan.GIVEN) ? 1 : 0;
      assumed += parameter.evidence().equals("assumed") ? 1 : 0;
    }
    int count = manifest.parameters().size();
    return count
        + " in play: "
        + (count - given - assumed)
        + " sourced, "
        + assumed
        + " assumed, "
        + given
        + " given by the scenario";
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
