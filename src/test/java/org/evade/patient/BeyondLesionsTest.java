package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.util.FastMath;
import org.evade.catalogue.ParameterValues;
import org.evade.response.NewLesions;
import org.evade.response.NonTarget;
import org.evade.response.Reading;
import org.evade.response.Scan;
import org.evade.scenario.Scenario.Beyond;
import org.junit.jupiter.api.Test;

/** Events beyond the simulated lesions against their closed forms. */
class BeyondLesionsTest {

  private static final int SEEDS = 4000;
  private static final Map<String, Double> DEFAULTS =
      TestPatients.scenario("name: x").parameterMap();

  private static BeyondLesions patient(long seed, Map<String, Double> values, Beyond... on) {
    Map<String, Double> all = new TreeMap<>(DEFAULTS);
    all.putAll(values);
    EnumSet<Beyond> set = EnumSet.noneOf(Beyond.class);
    set.addAll(Arrays.asList(on));
    return new BeyondLesions(set, new ParameterValues(all), seed);
  }

  /** Last day of a patient whose diameters stay at a ratio, or the limit. */
  private static int lastDay(BeyondLesions patient, double ratio, int limit) {
    for (int day = 1; day < limit; day++) {
      if (patient.day(day, ratio, new ArrayList<>()).isPresent()) {
        return day;
      }
    }
    return limit;
  }

  /**
   * The event of a time T that is exponential with mean 1/h comes on day ceil(T): more than n days
   * go by with probability exp(-h n), so the mean is 1/(1 - exp(-h)).
   */
  private static void assertGeometric(double[] days, double hazard) {
    double sum = 0;
    for (double day : days) {
      sum += day;
    }
    double p = -FastMath.expm1(-hazard);
    double error = FastMath.sqrt(1 - p) / p / FastMath.sqrt(days.length);
    // 3.29 standard errors: 1 in 1000 by chance.
    assertThat(sum / days.length).isCloseTo(1 / p, within(3.29 * error));
    for (int n : new int[] {10, 50, 100, 200}) {
      double later = Arrays.stream(days).filter(day -> day > n).count() / (double) days.length;
      double expected = FastMath.exp(-hazard * n);
      double deviation = FastMath.sqrt(expected * (1 - expected) / days.length);
      assertThat(later).as("later than day %d", n).isCloseTo(expected, within(3.29 * deviation));
    }
  }

  @Test
  void dropout_overManySeeds_waitsExponentially() {
    double[] days = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      days[seed] =
          lastDay(patient(seed, Map.of("dropout.hazard", 0.01), Beyond.DROPOUT), 1, 10_000);
    }
    assertGeometric(days, 0.01);
  }

  /** At twice the diameters and an exponent of 1.5, the hazard is 0.004·2^1.5 = 0.0113 a day. */
  @Test
  void death_atTwiceTheDiameters_comesByThePowerLaw() {
    double[] days = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      Map<String, Double> values = Map.of("death.hazard", 0.004, "death.burden-exponent", 1.5);
      days[seed] = lastDay(patient(seed, values, Beyond.DEATH), 2, 10_000);
    }
    assertGeometric(days, 0.004 * FastMath.pow(2, 1.5));
  }

  /** The catalogue's hazard gives OAK's median survival: 13.8 months of 30.44 days are 420 days. */
  @Test
  void death_byDefault_hasTheMedianOfItsSource() {
    double[] days = new double[SEEDS];
    for (int seed = 0; seed < SEEDS; seed++) {
      days[seed] = lastDay(patient(seed, Map.of(), Beyond.DEATH), 1, 10_000);
    }
    Arrays.sort(days);
    // Standard error of a median of 4000: 420/ln 2/sqrt(4000) = 9.6 days.
    assertThat(days[SEEDS / 2]).isCloseTo(420, within(32.0));
  }

  /** Counts in 200 days at 0.01 a day are Poisson with mean and variance 2. */
  @Test
  void newLesions_overManySeeds_arePoisson() {
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      BeyondLesions patient = patient(seed, Map.of("new-lesions.hazard", 0.01), Beyond.NEW_LESIONS);
      List<PatientEvent> events = new ArrayList<>();
      for (int day = 1; day <= 200; day++) {
        assertThat(patient.day(day, 1, events)).isEmpty();
      }
      double count = patient.newLesions().orElseThrow();
      assertThat(events).hasSize((int) count);
      sum += count;
      squares += count * count;
    }
    double mean = sum / SEEDS;
    double variance = squares / SEEDS - mean * mean;
    // Standard errors: sqrt(2/4000) and sqrt((2 + 2·2²)/4000), by the fourth moment.
    assertThat(mean).isCloseTo(2, within(3.29 * 0.0224));
    assertThat(variance).isCloseTo(2, within(3.29 * 0.05));
  }

  /** Two runs share the threshold: at half the hazard the event comes after twice the time. */
  @Test
  void draws_ofPairedRuns_areTheSame() {
    for (int seed = 0; seed < 100; seed++) {
      int once = lastDay(patient(seed, Map.of("dropout.hazard", 0.02), Beyond.DROPOUT), 1, 10_000);
      int twice = lastDay(patient(seed, Map.of("dropout.hazard", 0.01), Beyond.DROPOUT), 1, 10_000);
      // ceil(2T) lies at 2·ceil(T) or one below.
      assertThat(2 * once - twice).isBetween(0, 1);
      int withOthers =
          lastDay(
              patient(
                  seed,
                  Map.of("dropout.hazard", 0.02, "death.hazard", 0.0, "new-lesions.hazard", 0.5),
                  Beyond.values()),
              1.3,
              10_000);
      assertThat(withOthers).isEqualTo(once);
    }
  }

  /** No cause draws what another draws. */
  @Test
  void draws_ofTwoCauses_areIndependent() {
    int both = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      int death = lastDay(patient(seed, Map.of("death.hazard", 0.01), Beyond.DEATH), 1, 1000);
      int dropout = lastDay(patient(seed, Map.of("dropout.hazard", 0.01), Beyond.DROPOUT), 1, 1000);
      both += death <= 69 && dropout <= 69 ? 1 : 0;
    }
    // 1 - exp(-0.69) = 0.498 of each; independent, both in 0.248 of all, within 0.0068 a deviation.
    assertThat(both / (double) SEEDS).isCloseTo(0.248, within(3.29 * 0.0068));
  }

  private static Scan scan(BeyondLesions patient, int day) {
    return patient.scan(day, List.of(Reading.of(30)), 1);
  }

  private static void pass(BeyondLesions patient, int from, int to, double ratio) {
    for (int day = from; day <= to; day++) {
      patient.day(day, ratio, new ArrayList<>());
    }
  }

  @Test
  void scan_nothingOn_hasTargetsOnly() {
    BeyondLesions patient = patient(1, Map.of());
    pass(patient, 1, 42, 5);
    assertThat(scan(patient, 42)).isEqualTo(Scan.of(42, 30));
    assertThat(patient.nonTargetBurden()).isEmpty();
    assertThat(patient.newLesions()).isEmpty();
  }

  /** Without a spread the volume is the cube of the diameters' ratio: 0.5, then 1.25 times that. */
  @Test
  void scan_nonTarget_followsTheSimulatedLesions() {
    Map<String, Double> values = Map.of("non-target.growth-spread", 0.0);
    BeyondLesions patient = patient(1, values, Beyond.NON_TARGET);
    pass(patient, 1, 42, 0.5);
    assertThat(patient.nonTargetBurden()).hasValue(0.125);
    assertThat(scan(patient, 42).nonTarget()).isEqualTo(NonTarget.NON_CR_NON_PD);
    pass(patient, 43, 84, 0.59);
    Scan before = scan(patient, 84);
    assertThat(before.nonTarget()).isEqualTo(NonTarget.NON_CR_NON_PD);
    assertThat(before.nonTargetGrew()).isTrue();
    pass(patient, 85, 126, 0.61);
    assertThat(scan(patient, 126).nonTarget()).isEqualTo(NonTarget.PD);
    pass(patient, 127, 168, 0.6);
    assertThat(scan(patient, 168).nonTargetGrew()).isFalse();
    // 15 mm at a ratio of 0.06 are 0.9 mm, too small to be seen.
    pass(patient, 169, 210, 0.06);
    assertThat(scan(patient, 210).nonTarget()).isEqualTo(NonTarget.CR);
  }

  /** The logarithm of the volume after 100 days is normal, its deviation 100 times the spread. */
  @Test
  void nonTarget_overManySeeds_spreadsAsSet() {
    double squares = 0;
    double sum = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      BeyondLesions patient =
          patient(seed, Map.of("non-target.growth-spread", 0.005), Beyond.NON_TARGET);
      patient.day(100, 1, new ArrayList<>());
      double log = FastMath.log(patient.nonTargetBurden().orElseThrow());
      sum += log;
      squares += log * log;
    }
    assertThat(sum / SEEDS).isCloseTo(0, within(3.29 * 0.5 / FastMath.sqrt(SEEDS)));
    assertThat(squares / SEEDS).isCloseTo(0.25, within(3.29 * 0.25 * FastMath.sqrt(2.0 / SEEDS)));
  }

  /** One comes at once and grows untreated: after 99 days, one doubling, 2^(1/3) times as wide. */
  @Test
  void scan_newLesion_growsAtTheUntreatedRate() {
    BeyondLesions patient = patient(1, Map.of("new-lesions.hazard", 1000.0), Beyond.NEW_LESIONS);
    patient.day(1, 1, new ArrayList<>());
    NewLesions first = scan(patient, 1).newLesions();
    assertThat(first.count()).isGreaterThan(5);
    assertThat(first.sumMm()).isCloseTo(50, within(1e-9));
    assertThat(first.othersGrew()).isFalse();
    NewLesions later = scan(patient, 100).newLesions();
    assertThat(later.sumMm()).isCloseTo(50 * FastMath.cbrt(2), within(1e-9));
    assertThat(later.othersGrew()).isTrue();
  }

  @Test
  void state_writtenAndRead_goesOnAlike() throws IOException {
    Map<String, Double> values =
        Map.of("new-lesions.hazard", 0.05, "death.hazard", 0.002, "dropout.hazard", 0.002);
    BeyondLesions patient = patient(3, values, Beyond.values());
    pass(patient, 1, 60, 0.8);
    scan(patient, 60);
    pass(patient, 61, 70, 0.9);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    patient.writeState(new DataOutputStream(bytes));
    BeyondLesions again = patient(3, values, Beyond.values());
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    again.readState(in);
    assertThat(in.read()).isEqualTo(-1);
    List<PatientEvent> a = new ArrayList<>();
    List<PatientEvent> b = new ArrayList<>();
    for (int day = 71; day <= 300; day++) {
      assertThat(again.day(day, 1.1, b)).isEqualTo(patient.day(day, 1.1, a));
    }
    assertThat(b).isEqualTo(a).isNotEmpty();
    assertThat(scan(again, 300)).isEqualTo(scan(patient, 300));
  }
}
