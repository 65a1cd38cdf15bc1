package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.DrugLibrary;
import org.evade.results.ColumnSpec;
import org.evade.results.StudyTable;
import org.evade.results.StudyTable.Row;
import org.evade.results.TableSpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Halving an interval of the engine, the edge of the fields' grid, or a tenth of the fields'
 * tolerance, changes the tumor burden by less than 5 %: the 90 % interval of the mean log ratio,
 * paired by seed, lies within ±0.05 on days 60, 90 and 120 (two one-sided tests at 5 %). Shown
 * where a tumor grows ({@code untreated}), where treatment holds it ({@code mdsc-rich}) and, on day
 * 60, where it shrinks ({@code pembrolizumab-inflamed}): later so few cells are left of it that
 * chance decides over each. A run that fills 60 % of the voxels is left out.
 *
 * <p>All runs of a seed go on from one state, that of the default on day 0: chance has 60 days less
 * to part them, and what the burn-in fits is the same in all.
 *
 * <p>The edge of a voxel is the size of a cell and stays: at half of it a cell would have an eighth
 * of its volume and a T cell's reach half its length, which is another tumor and not a finer
 * computation of this one. What is computed on voxels is the fields, and the edge of their grid is
 * halved.
 *
 * <p>Seeds are added in batches to every variant whose intervals are wider than ±0.025 on some day:
 * the rule looks at the width alone, so that stopping favors neither answer. At that width a
 * variant without any effect is found equivalent on a day with a probability of 0.9. At the cap of
 * seeds, what is not shown is called so. Runs already in the table are not repeated.
 */
@Tag("validation")
class EquivalenceIT {

  private static final int CAP = 48;
  private static final int BATCH = 8;
  private static final double MARGIN = 0.05;
  private static final double HALF_WIDTH = 0.025;
  private static final double MOST_FILL = 0.6;
  private static final int DAY = 1440;
  private static final int LAST_DAY = 120;
  private static final String DEFAULT = "default";

  /** The variants and what they set; {@code 2.5 min} is half of 5 min, and so on. */
  private static final Map<String, String> VARIANTS = new LinkedHashMap<>();

  static {
    VARIANTS.put("leukocyte-interval", "engine.leukocyte-interval=2.5min");
    VARIANTS.put("tumor-interval", "engine.tumor-interval=3h");
    VARIANTS.put("circulation-interval", "engine.circulation-interval=3h");
    VARIANTS.put("field-interval", "engine.field-interval=3h");
    VARIANTS.put("slow-field-interval", "engine.slow-field-interval=12h");
    VARIANTS.put("field-tolerance", "engine.field-tolerance=0.0001");
    VARIANTS.put("field-edge", "engine.field-refinement=2");
  }

  private static final List<ColumnSpec> RUN_COLUMNS =
      List.of(
          Validation.column("variant", ColumnSpec.TEXT, "Setting halved, or 'default'"),
          Validation.column("seed", ColumnSpec.ID, "Run seed"),
          Validation.column("burden_60", "1", "Volume on day 60 over that of day 0"),
          Validation.column("burden_90", "1", "On day 90"),
          Validation.column("burden_120", "1", "On day 120"),
          Validation.column(
              "most_fill", "1", "Largest share of voxels with tumor or debris, from day 0"),
          Validation.column("draws_refused", "1", "Draws that the burn-in refused"),
          Validation.column("made_with", ColumnSpec.ID, "Checksum of model, scenario, settings"));

  private static final TableSpec RESULT =
      new TableSpec(
          "equivalence",
          List.of(
              Validation.column("scenario", ColumnSpec.TEXT, "Scenario"),
              Validation.column("variant", ColumnSpec.TEXT, "Setting halved"),
              Validation.column("day", "day", "Day of treatment"),
              Validation.column("pairs", "1", "Seeds with a tumor in both runs"),
              Validation.column("lost_default", "1", "Seeds without any cell left in the default"),
              Validation.column("lost_halved", "1", "Seeds without any cell left in the other"),
              Validation.column("too_full", "1", "Seeds left out, 60 % of the voxels full"),
              Validation.column("log_ratio", "1", "Mean log of halved over default burden"),
              Validation.column("low", "1", "Lower end of its 90 % interval"),
              Validation.column("high", "1", "Upper end"),
              Validation.column("deviation", "1", "Standard deviation of the log ratio"),
              Validation.column("correlation", "1", "Of the two runs' log burdens over seeds"),
              Validation.column("pairs_needed", "1", "For a half width of 0.025 at this deviation"),
              Validation.column(
                  "cpu_hours_needed",
                  "h",
                  "Processor time of the runs of so many seeds, all variants"),
              Validation.column("verdict", ColumnSpec.TEXT, "equivalent, different or not shown"),
              Validation.column("made_with", ColumnSpec.ID, "Checksum, as in the rows")));

  /** The pairs of one variant on one day. */
  private record Pairs(
      List<Double> halved, List<Double> standard, int lostHalved, int lostDefault, int full) {

    double[] logRatios() {
      return IntStream.range(0, halved.size())
          .mapToDouble(i -> halved.get(i) - standard.get(i))
          .toArray();
    }

    Intervals interval() {
      return Intervals.mean90(logRatios());
    }

    boolean precise() {
      return (interval().high() - interval().low()) / 2 <= HALF_WIDTH;
    }

    /** All of the interval within the margin, all beyond it, or neither. */
    String verdict() {
      Intervals i = interval();
      if (i.low() > -MARGIN && i.high() < MARGIN && lostHalved == lostDefault) {
        return "equivalent";
      }
      return i.low() > MARGIN || i.high() < -MARGIN ? "different" : "not shown";
    }
  }

  @Test
  void halving_whereTheTumorGrows_keepsTheBurden() {
    assertEquivalent("untreated", 60, 90, 120);
  }

  @Test
  void halving_whereTheTumorIsHeld_keepsTheBurden() {
    assertEquivalent("mdsc-rich", 60, 90, 120);
  }

  @Test
  void halving_whereTheTumorShrinks_keepsTheBurden() {
    assertEquivalent("pembrolizumab-inflamed", 60);
  }

  private static void assertEquivalent(String scenario, int... days) {
    Study study = new Study(scenario, days);
    try {
      study.run(Validation.seeds(CAP));
    } finally {
      study.write();
    }
    assertThat(study.verdicts())
        .isNotEmpty()
        .allSatisfy((what, verdict) -> assertThat(verdict).as(what).isEqualTo("equivalent"));
  }

  /** The study of one scenario. */
  private static final class Study {

    private final String scenario;
    private final int[] days;
    private final String madeWith;
    private final StudyTable runs;

    Study(String scenario, int... days) {
      this.scenario = scenario;
      this.days = days;
      madeWith = Validation.madeWith(scenario);
      runs =
          Validation.open(new TableSpec("equivalence-runs-" + scenario, RUN_COLUMNS), 2, madeWith);
    }

    void run(int cap) {
      for (int done = 0; done < cap; done += BATCH) {
        int seeds = Math.min(done + BATCH, cap);
        List<String> open = VARIANTS.keySet().stream().filter(v -> !precise(v)).toList();
        Validation.session("equivalence-" + scenario, madeWith, missing(open, seeds));
      }
    }

    private boolean precise(String variant) {
      return IntStream.of(days).allMatch(day -> pairs(variant, day).precise());
    }

    /** What is not in the table of the first seeds, a run a seed. */
    private List<Validation.Run> missing(List<String> variants, int seeds) {
      List<Validation.Run> missing = new ArrayList<>();
      if (variants.isEmpty()) {
        return missing;
      }
      for (int i = 0; i < seeds; i++) {
        int seed = Validation.FIRST_SEED + i;
        List<String> open =
            Stream.concat(Stream.of(DEFAULT), variants.stream())
                .filter(variant -> !runs.has(variant, seed))
                .toList();
        if (!open.isEmpty()) {
          missing.add(() -> simulate(open, seed));
        }
      }
      return missing;
    }

    private void simulate(List<String> variants, int seed) {
      ByteArrayOutputStream start = new ByteArrayOutputStream();
      int refused;
      try (VirtualPatient patient = patient(DEFAULT, seed)) {
        patient.runTo(0);
        refused = patient.refusals().size();
        patient.writeState(new DataOutputStream(start));
        for (String variant : variants) {
          branch(variant, seed, start.toByteArray(), refused);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void branch(String variant, int seed, byte[] start, int refused) throws IOException {
      try (VirtualPatient patient = patient(variant, seed)) {
        patient.readState(new DataInputStream(new ByteArrayInputStream(start)));
        Lesion lesion = patient.lesions().get(0);
        double[] burdens = new double[LAST_DAY + 1];
        Arrays.fill(burdens, Double.NaN);
        double fill = 0;
        for (int day = 0; day <= days[days.length - 1] && patient.ended().isEmpty(); day++) {
          patient.runTo((long) day * DAY);
          burdens[day] = lesion.burden();
          fill = Math.max(fill, lesion.fill());
        }
        runs.add(variant, seed, burdens[60], burdens[90], burdens[120], fill, refused, madeWith);
      }
    }

    private VirtualPatient patient(String variant, int seed) {
      List<String> settings = new ArrayList<>(List.of("seed=" + seed));
      if (!variant.equals(DEFAULT)) {
        settings.add(VARIANTS.get(variant));
      }
      return new VirtualPatient(
          Cohort.scenario(scenario, Validation.settings(settings.toArray(String[]::new))),
          DrugLibrary.shipped(),
          1);
    }

    private Pairs pairs(String variant, int day) {
      Map<String, Row> standard = new LinkedHashMap<>();
      runs.rows().stream()
          .filter(row -> row.text("variant").equals(DEFAULT))
          .forEach(row -> standard.put(row.text("seed"), row));
      List<Double> halved = new ArrayList<>();
      List<Double> unchanged = new ArrayList<>();
      int[] lost = new int[2];
      int full = 0;
      for (Row row : runs.rows()) {
        Row other = standard.get(row.text("seed"));
        if (!row.text("variant").equals(variant) || other == null) {
          continue;
        }
        double a = row.number("burden_" + day);
        double b = other.number("burden_" + day);
        if (row.number("most_fill") >= MOST_FILL || other.number("most_fill") >= MOST_FILL) {
          full++;
          continue;
        }
        lost[0] += a == 0 ? 1 : 0;
        lost[1] += b == 0 ? 1 : 0;
        if (a > 0 && b > 0) {
          halved.add(FastMath.log(a));
          unchanged.add(FastMath.log(b));
        }
      }
      return new Pairs(halved, unchanged, lost[0], lost[1], full);
    }

    private static double[] array(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void write() {
      double hours = Validation.minutesPerRun("equivalence-" + scenario, madeWith) / 60;
      StudyTable result = StudyTable.open(Validation.directory(), RESULT, 3);
      for (String variant : VARIANTS.keySet()) {
        for (int day : days) {
          Pairs pairs = pairs(variant, day);
          int n = pairs.halved().size();
          Intervals mean = pairs.interval();
          double deviation = FastMath.sqrt(StatUtils.variance(pairs.logRatios()));
          int needed = n < 2 ? 0 : Intervals.needed(deviation, HALF_WIDTH);
          result.add(
              scenario,
              variant,
              day,
              n,
              pairs.lostDefault(),
              pairs.lostHalved(),
              pairs.full(),
              mean.value(),
              mean.low(),
              mean.high(),
              deviation,
              n < 3
                  ? Double.NaN
                  : new PearsonsCorrelation()
                      .correlation(array(pairs.halved()), array(pairs.standard())),
              needed,
              needed * hours,
              pairs.verdict(),
              madeWith);
        }
      }
    }

    private Map<String, String> verdicts() {
      Map<String, String> verdicts = new LinkedHashMap<>();
      for (String variant : VARIANTS.keySet()) {
        for (int day : days) {
          Pairs pairs = pairs(variant, day);
          Intervals i = pairs.interval();
          verdicts.put(
              "%s halved, day %d, %d pairs: log ratio %.3f (90 %% %.3f to %.3f)"
                  .formatted(variant, day, i.n(), i.value(), i.low(), i.high()),
              pairs.verdict());
        }
      }
      return verdicts;
    }
  }
}
