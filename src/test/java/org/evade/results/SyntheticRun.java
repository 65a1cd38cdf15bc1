package org.evade.results;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A made-up but plausible run, for tests of readers and charts: an inflamed tumor that shrinks
 * under pembrolizumab every three weeks from day 0 and relapses with HLA-LOH and B2M-loss clones.
 */
public final class SyntheticRun {

  private static final String DRUG = "pembrolizumab";
  private static final byte[] SCENARIO =
      "name: pembrolizumab-inflamed\n".getBytes(StandardCharsets.UTF_8);
  private static final int FIRST = -30;
  private static final int LAST = 365;
  private static final double D0 = 42;
  private static final double BASELINE = 5665;

  private final int size;
  private final int depth;
  private final boolean treated;
  private final SplittableRandom random = new SplittableRandom(3);
  private final List<CloneLine> clones = new ArrayList<>();

  private SyntheticRun(int size, int depth, boolean treated) {
    this.size = size;
    this.depth = depth;
    this.treated = treated;
  }

  /** A clone and its fate. */
  private static final class CloneLine {

    private final int id;
    private final int parent;
    private final int born;
    private final String genotype;
    private final double before;
    private final double after;
    private double cells;

    CloneLine(int id, int parent, int born, String genotype, double before, double after) {
      this.id = id;
      this.parent = parent;
      this.born = born;
      this.genotype = genotype;
      this.before = before;
      this.after = after;
    }
  }

  /**
   * Writes a complete run.
   *
   * @param parent where to
   * @param size voxels along x and y
   * @param depth voxels along z
   * @param treated whether the drug is given
   * @return the run's directory
   */
  public static Path write(Path parent, int size, int depth, boolean treated) {
    return new SyntheticRun(size, depth, treated).write(parent);
  }

  private Path write(Path parent) {
    String name = treated ? "pembrolizumab-inflamed" : "untreated";
    Manifest manifest =
        new Manifest(
            name,
            "7-synthetic",
            Manifest.COMPLETE,
            "last day reached",
            Manifest.sha256(SCENARIO),
            7,
            "0.1.0",
            "unknown",
            Map.of("days", LAST),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            new Manifest.Wall("", "", 1, "", 1));
    clone(1, 0, FIRST, "none", 0.0036, -0.020, 3000);
    clone(2, 1, FIRST, "none", 0.0042, -0.016, 900);
    clone(3, 1, FIRST, "none", 0.0030, -0.018, 600);
    clone(4, 1, FIRST, "hla-loh", 0.0036, 0.0045, 90);
    clone(5, 2, FIRST, "neoantigen-loss", 0.0030, -0.001, 160);
    clone(6, 4, 70, "b2m-loss+hla-loh", 0.010, 0.0125, 30);
    clone(7, 2, 40, "b2m-loss", 0.01, 0.012, 20);
    clone(8, 7, 150, "b2m-loss", 0.01, 0.045, 4);
    for (int i = 9; i < 40; i++) {
      clone(i, 1 + i % 5, FIRST + 9 * (i - 9), i % 4 == 0 ? "ifng-loss" : "none", 0.004, -0.01, 8);
    }
    try (RunDirectory run =
        RunDirectory.create(parent, "7-synthetic", SCENARIO, Map.of(), Map.of(), manifest, true)) {
      double nadir = Double.POSITIVE_INFINITY;
      double plasma = 0;
      double sldNadir = Double.POSITIVE_INFINITY;
      double sld0 = 0;
      int scan = 0;
      for (int day = FIRST; day <= LAST; day++) {
        double kill = treated ? 1 - Math.exp(-Math.max(0, day - 10) / 25.0) : 0;
        kill *= treated ? 0.35 + 0.65 * Math.exp(-Math.max(0, day - 120) / 160.0) : 0;
        double total = 0;
        for (CloneLine clone : clones) {
          if (day > clone.born) {
            clone.cells *= Math.exp(clone.before + kill * (clone.after - clone.before));
          }
          total += day >= clone.born ? Math.floor(clone.cells) : 0;
        }
        double debris = 300 + 2200 * kill * Math.exp(-Math.max(0, day - 15) / 50.0) * total / 5000;
        double cd8 = 160 + 900 * kill * Math.exp(-Math.max(0, day - 40) / 90.0) + noise(14);
        double n = total + debris + 0.3 * cd8;
        double diameter = D0 * Math.cbrt(n / BASELINE);
        boolean dose = treated && day >= 0 && day % 21 == 0 && day < 350;
        plasma = plasma * Math.exp(-Math.log(2) / 22) + (dose ? 200 / 6.0 * 0.9 : 0);
        if (dose) {
          event(run, day, "dose", DRUG, 200, "200 mg");
        }
        series(run, day, total, n, n / BASELINE, diameter, kill, debris, cd8, plasma);
        clones(run, day, total);
        ledger(run, day, kill, total);
        if (day >= 0 && day % 42 == 0) {
          double read = diameter * (1 + 0.03 * (random.nextDouble() - 0.5));
          sld0 = day == 0 ? read : sld0;
          double fromNadir = day == 0 ? 0 : 100 * (read / sldNadir - 1);
          double fromBase = 100 * (read / sld0 - 1);
          String recist =
              day == 0
                  ? ""
                  : fromNadir >= 20 && read - sldNadir >= 5 ? "PD" : fromBase <= -30 ? "PR" : "SD";
          run.table(Tables.SCANS)
              .count(scan++)
              .number(day)
              .number(day)
              .number(read)
              .number(read)
              .number(fromBase)
              .number(fromNadir)
              .text(recist)
              .text(recist.isEmpty() ? "" : recist.equals("PD") ? "iUPD" : "i" + recist)
              .text("")
              .count(0)
              .number(read * 1.1)
              .endRow();
          sldNadir = Math.min(sldNadir, read);
        }
        if (day == 0) {
          map(run, "baseline", day, n, kill);
        } else if (day == LAST) {
          map(run, "end", day, n, kill);
        } else if (n < nadir && day % 14 == 0 && day > 0) {
          nadir = n;
          map(run, "nadir", day, n, kill);
        }
      }
      event(run, LAST, "end", "", Double.NaN, "last day reached");
      return run.complete(manifest);
    }
  }

  private double noise(double size) {
    return size * (random.nextDouble() - 0.5);
  }

  private void clone(
      int id, int parent, int born, String genotype, double before, double after, double cells) {
    CloneLine line = new CloneLine(id, parent, born, genotype, before, after);
    line.cells = cells;
    clones.add(line);
  }

  private static void event(
      RunDirectory run, int day, String kind, String subject, double value, String text) {
    run.table(Tables.EVENTS).number(day).text(kind).text(subject).number(value).text(text).endRow();
  }

  private void series(
      RunDirectory run,
      int day,
      double total,
      double n,
      double burden,
      double diameter,
      double kill,
      double debris,
      double cd8,
      double plasma) {
    double terminal = cd8 * (0.35 + 0.35 * Math.min(1, Math.max(0, day) / 300.0));
    double progenitor = cd8 * 0.15;
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("day", (double) day);
    values.put("tumor_cells", total);
    values.put("live_equivalents", n);
    values.put("burden", burden);
    values.put("diameter_mm", diameter);
    values.put("fill", n / (size * size));
    values.put("kill_per_day", 130 * kill);
    values.put("debris", debris);
    values.put("cd8", Math.rint(cd8));
    values.put("cd8_reactive", Math.rint(0.2 * cd8 + 0.25 * cd8 * kill));
    values.put("cd8_progenitor", progenitor);
    values.put("cd8_terminal", terminal);
    values.put("cd8_effector", Math.rint(cd8) - progenitor - terminal);
    values.put("cd8_nest_per_mm2", cd8 * 0.3 + noise(9));
    values.put("cd8_stroma_per_mm2", cd8 * 0.8 + noise(20));
    values.put("treg", Math.rint(60 + 40 * kill + noise(10)));
    values.put("mdsc", Math.rint(35 + 0.1 * Math.max(0, day) + noise(8)));
    values.put("blocked_pd1", plasma / (plasma + 0.4));
    values.put("blocked_pdl1", 0.0);
    values.put("plasma_pembrolizumab_mg_per_l", plasma);
    TableWriter table = run.table(Tables.timeseries(treated ? List.of(DRUG) : List.of()));
    for (ColumnSpec column : table.spec().columns()) {
      table.number(values.getOrDefault(column.name(), 0.5));
    }
    table.endRow();
  }

  private void clones(RunDirectory run, int day, double total) {
    TableWriter table = run.table(Tables.CLONES);
    for (CloneLine clone : clones) {
      double cells = Math.floor(clone.cells);
      if (day >= clone.born && cells > 0) {
        table
            .number(day)
            .count(clone.id)
            .text(clone.parent == 0 ? "" : Integer.toString(clone.parent))
            .number(clone.born)
            .text(clone.genotype)
            .number(cells)
            .number(cells / total)
            .endRow();
      }
    }
  }

  private void ledger(RunDirectory run, int day, double kill, double total) {
    double lost = share("b2m-loss", total);
    double loh = share("hla-loh", total);
    double pd1 = treated && day >= 0 ? 0.03 : 0.3;
    row(
        run,
        day,
        "contact",
        "tumor-cell-hours",
        Map.of(
            "pd1-checkpoint",
            pd1,
            "adaptive-pdl1",
            pd1 / 3,
            "hla-loh",
            0.4 * loh,
            "b2m-loss",
            0.8 * lost,
            "neoantigen-loss",
            0.05,
            "t-cell-exhaustion",
            0.05 + 0.1 * kill,
            "treg-suppression",
            0.09,
            "mdsc-suppression",
            0.06,
            "unseen",
            0.35 - 0.2 * kill,
            "irrelevant-contact",
            0.2));
    row(
        run,
        day,
        "entry",
        "CD8 per vessel-hour",
        Map.of("stromal-exclusion", 0.5 - 0.1 * kill, "none", 0.5 + 0.1 * kill));
    row(
        run,
        day,
        "priming",
        "clonotypes per day",
        Map.of("treg-suppression", 0.2, "neoantigen-loss", 0.1 + 0.3 * lost, "none", 0.7));
  }

  private double share(String genotype, double total) {
    double cells = 0;
    for (CloneLine clone : clones) {
      cells += clone.genotype.contains(genotype) ? Math.floor(clone.cells) : 0;
    }
    return Math.min(1, cells / total);
  }

  private static void row(
      RunDirectory run, int day, String ledger, String unit, Map<String, Double> amounts) {
    double sum = 0;
    for (double amount : amounts.values()) {
      sum += amount;
    }
    for (String cause : amounts.keySet().stream().sorted().toList()) {
      run.table(Tables.LEDGER)
          .number(day)
          .text(ledger)
          .text(cause)
          .number(1000 * amounts.get(cause))
          .text(unit)
          .number(amounts.get(cause) / sum)
          .endRow();
    }
  }

  private void map(RunDirectory run, String label, int day, double n, double kill) {
    run.writeMap(label, Tables.map(), table -> voxels(table, day, n, kill));
  }

  private void voxels(TableWriter table, int day, double n, double kill) {
    SplittableRandom noise = new SplittableRandom(day);
    double radius = size * 0.36 * Math.sqrt(n / 5000);
    double relapse = Math.max(0, day - 120) / 245.0;
    for (int z = 0; z < depth; z++) {
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          double dx = x - size / 2.0;
          double dy = y - size / 2.0;
          double dz = z - depth / 2.0;
          double wave = 1 + 0.12 * Math.sin(3 * Math.atan2(dy, dx)) + 0.05 * noise.nextDouble();
          double r = Math.sqrt(dx * dx + dy * dy + dz * dz) / (radius * wave);
          boolean stroma = Math.sin(x * 0.21) * Math.cos(y * 0.17 + 1) > 0.55;
          boolean tumor = r < 1 && !stroma;
          boolean debris = tumor && noise.nextDouble() < 0.06 + 0.25 * kill * (1 - relapse);
          boolean b2m = Math.hypot(dx - radius * 0.4, dy) < radius * (0.1 + 0.5 * relapse);
          boolean loh = Math.hypot(dx + radius * 0.4, dy + 5) < radius * (0.1 + 0.5 * relapse);
          boolean cell = tumor && !debris;
          String genotype =
              b2m && loh ? "b2m-loss+hla-loh" : b2m ? "b2m-loss" : loh ? "hla-loh" : "none";
          double edge = Math.exp(-Math.abs(r - 1) * 3);
          table
              .number(20.0 * x + 10)
              .number(20.0 * y + 10)
              .number(20.0 * z + 10)
              .number(day)
              .text(cell ? "tumor" : debris ? "debris" : "none")
              .text(cell ? "1" : "")
              .text(cell ? genotype : "")
              .number(cell ? 0.3 + 2 * edge * (0.3 + kill) : Double.NaN)
              .number(cell ? (b2m ? 0 : loh ? 0.4 : 1) * (0.8 + 0.2 * noise.nextDouble()) : 0)
              .count(noise.nextDouble() < (0.01 + 0.09 * edge * (0.2 + kill)) ? 1 : 0)
              .count(noise.nextDouble() < 0.008 ? 1 : 0)
              .count(noise.nextDouble() < 0.006 ? 1 : 0)
              .count(!tumor && noise.nextDouble() < 0.02 ? 1 : 0)
              .number(stroma ? 0.8 : 0.1)
              .number(40 - 32 * Math.exp(-r * r))
              .number(12 * edge * kill + 0.4)
              .number(0.8 * edge)
              .number(6 + 5 * Math.exp(-r))
              .number(3 * Math.exp(-r))
              .number(0.02 * edge)
              .number(140 * Math.exp(-r * 0.7))
              .number(0.25 * Math.exp(-r))
              .endRow();
        }
      }
    }
  }
}
