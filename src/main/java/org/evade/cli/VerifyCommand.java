package org.evade.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.KillChain;
import org.evade.cell.KillCheck;
import org.evade.therapy.Pd1Prior;
import org.evade.therapy.TherapyCheck;
import org.evade.tissue.SolverCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks solver, pharmacokinetics and killing on the user's own machine. */
@Command(
    name = "verify",
    description =
        "Checks the field solver, the drugs and the kill rate on this machine against closed forms"
            + " and published values.",
    footer = "%nExit code 0 when every check is ok, 1 otherwise.")
final class VerifyCommand implements Callable<Integer> {

  private static final double SQUARE_MM_PER_SQUARE_UM = 1e-6;

  /** Voxels of the lattice of a scenario that does not set its own. */
  private static final int DEFAULT_VOXELS = 150 * 150;

  /** Share of the T cells of an inflamed lesion that lie in a nest: assumed in the kill budget. */
  private static final double IN_NEST = 1.0 / 6;

  private static final String OK = "ok";
  private static final String FAIL = "FAIL";

  /** In place of a verdict where there is nothing to fail: a figure to know. */
  private static final String FIGURE = "--";

  private static final int KILLS = 40_000;
  private static final int WIDTH = 98;
  private static final int PRIOR_POINTS = 20;

  @Spec private CommandSpec spec;

  private final List<Check> checks = new ArrayList<>();

  /**
   * One line.
   *
   * @param name what is checked
   * @param found what this machine gives
   * @param wanted what it should give, with the tolerance
   * @param verdict whether it does
   */
  private record Check(String name, String found, String wanted, String verdict) {

    Check(String name, String found, String wanted, boolean ok) {
      this(name, found, wanted, ok ? OK : FAIL);
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ParameterValues parameters = Catalogue.standard(Library.mechanisms()).defaults();
    DrugLibrary drugs = DrugLibrary.shipped();
    BuildInfo build = BuildInfo.read();
    out.printf(
        "evade %s (%s), Java %s, %s %s%n",
        build.version(),
        build.commit(),
        Runtime.version(),
        System.getProperty("os.name"),
        System.getProperty("os.arch"));
    int failed = 0;
    solver();
    failed += print("Field solver, against a manufactured solution", out);
    pharmacokinetics(drugs, parameters);
    failed += print("Drugs in steady state, against their publications", out);
    prior(drugs, parameters);
    failed +=
        print(
            "PD-1: share of a T cell's kill rate that PD-1 leaves it under an antibody (1 is all of it)",
            out);
    String budget = kills(parameters);
    failed += print("Killing by one unsuppressed CD8 T cell among visible targets", out);
    Table.wrap(budget, WIDTH).forEach(line -> out.println("  " + line));
    out.println();
    out.println(failed == 0 ? "All checks are ok." : failed + " checks FAILED.");
    out.flush();
    return failed == 0 ? Evade.DONE : Evade.FAILED;
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** A check that a value lies within an absolute distance of another. */
  private void near(String name, String format, double found, double wanted, double tolerance) {
    checks.add(
        new Check(
            name,
            text(format, found),
            text("%s ± %s", text(format, wanted), text(format, tolerance)),
            Math.abs(found - wanted) <= tolerance));
  }

  /** A check that a value lies within 5 % of another. */
  private void within5Percent(String name, String unit, double found, double wanted) {
    checks.add(
        new Check(
            name,
            text("%.3g %s (%+.1f %%)", found, unit, 100 * (found / wanted - 1)),
            text("%.3g %s ± 5 %%", wanted, unit),
            Math.abs(found / wanted - 1) <= 0.05));
  }

  /** A check that an error is small. */
  private void below(String name, double found, double limit) {
    checks.add(new Check(name, text("%.1e", found), text("at most %.0e", limit), found <= limit));
  }

  /** Prints the checks gathered and forgets them. Returns how many failed. */
  private int print(String title, PrintWriter out) {
    Table table = new Table();
    for (Check check : checks) {
      table.row(check.verdict(), check.name(), check.found(), check.wanted());
    }
    out.println();
    out.println(title);
    table.print(out, "  ");
    int failed = (int) checks.stream().filter(check -> check.verdict().equals(FAIL)).count();
    checks.clear();
    return failed;
  }

  private void solver() {
    SolverCheck.Report report = SolverCheck.run();
    near("order of convergence in 2-D", "%.2f", report.order2d(), 2, 0.1);
    near("order of convergence in 3-D", "%.2f", report.order3d(), 2, 0.1);
    below("mass balance of one step, relative", report.massBalanceError(), 1e-6);
  }

  private void pharmacokinetics(DrugLibrary drugs, ParameterValues parameters) {
    double tissueFraction = parameters.get("therapy.tissue-fraction");
    for (TherapyCheck.Row row : TherapyCheck.rows(drugs, tissueFraction)) {
      pair(row.drug() + ", first half-life", "d", row.initialHalfLife());
      pair(row.drug() + ", last half-life", "d", row.finalHalfLife());
      pair(row.drug() + ", average", "mg/L", row.average());
      pair(row.drug() + ", trough", "mg/L", row.trough());
    }
  }

  private void pair(String name, String unit, TherapyCheck.Pair pair) {
    within5Percent(name, unit, pair.simulated(), pair.published());
  }

  private void prior(DrugLibrary drugs, ParameterValues parameters) {
    Pd1Prior prior = new Pd1Prior(drugs, parameters);
    boolean accepted = prior.accepts();
    for (double level : prior.levels()) {
      String where = level == 1 ? "" : text(", PD-L1 x %.0f", level);
      Map<String, Double> left = prior.labelKillingLeft(level);
      List<Double> alike = Pd1Prior.ALIKE_DRUGS.stream().map(left::get).toList();
      double least = Collections.min(alike);
      checks.add(
          new Check(
              "kill rate left at label dose" + where,
              text("%.3f, %.3f, %.3f", alike.get(0), alike.get(1), alike.get(2)),
              String.join(", ", Pd1Prior.ALIKE_DRUGS)
                  + " alike within 10 %, and pembrolizumab at 2 mg/kg as good as at 10 within 5 %",
              accepted));
      left.forEach(
          (drug, f) -> {
            if (!Pd1Prior.ALIKE_DRUGS.contains(drug)) {
              checks.add(
                  new Check(
                      "kill rate left under " + drug + where,
                      text("%.3f", f),
                      text("below %.3f, since PD-L2 is left, by at most 10 %%", least),
                      f < least && f >= 0.9 * least));
            }
          });
    }
    double share = prior.acceptedShare(PRIOR_POINTS);
    checks.add(
        new Check(
            "share of other numbers that pass",
            text("%.2f", share),
            text(
                "no bound: how far half-effect, Hill coefficient and tissue share (a grid of %d³)"
                    + " could be others by the same two facts",
                PRIOR_POINTS),
            FIGURE));
  }

  /** Returns the kill budget in words. */
  private String kills(ParameterValues parameters) {
    KillChain chain =
        new KillChain(
            parameters.get("cd8.hit-rate"),
            parameters.get("cd8.hit-half-life") / 60,
            (int) parameters.get("cd8.hits-to-kill"));
    KillCheck check = KillCheck.run(chain, parameters.get("engine.leukocyte-interval"), KILLS, 1);
    double exact = check.closedForm();
    within5Percent("kills, exact for the sub-step", "/d", check.discrete(), exact);
    within5Percent("kills, simulated", "/d", check.simulated(), exact);
    within5Percent("kills, sub-step halved", "/d", check.halved(), check.simulated());
    double worst = 0;
    for (double f : new double[] {0.5, 0.1, 0.03}) {
      double reached = chain.killsPerDay(chain.effective(f)) / exact;
      worst = Math.max(worst, Math.abs(reached / f - 1));
    }
    below("suppression acts on the kill rate, f = 0.5, 0.1, 0.03", worst, 1e-6);
    return budget(parameters, exact);
  }

  /** What these rates make of a lattice: the kills that a response needs. Returns it in words. */
  private String budget(ParameterValues parameters, double killsPerDay) {
    double edge = parameters.get("engine.voxel-edge");
    double area = DEFAULT_VOXELS * edge * edge * SQUARE_MM_PER_SQUARE_UM;
    double attach = parameters.get("cd8.attachment-rate") * 60;
    // Its target's death, too, sets a T cell free.
    double release = 1 / parameters.get("cd8.engagement-time") + killsPerDay / 24;
    KillCheck.Budget budget =
        new KillCheck.Budget(
            area * parameters.get("cd8.density-inflamed"),
            parameters.get("cd8.reactive-share"),
            IN_NEST,
            attach / (attach + release),
            killsPerDay);
    double engaged = budget.cd8() * budget.reactive() * budget.inNest() * budget.engaged();
    return text(
        "In an inflamed default lesion there are %.0f CD8 T cells; %.0f %% recognize the tumor, %.0f %%"
            + " lie in its nests, %.0f %% are at a tumor cell at a time. These %.0f T cells, at %.1f"
            + " kills a day each, kill %.0f tumor cells a day; treatment has to widen that.",
        budget.cd8(),
        100 * budget.reactive(),
        100 * budget.inNest(),
        100 * budget.engaged(),
        engaged,
        budget.killsPerDay(),
        budget.perDay());
  }
}
