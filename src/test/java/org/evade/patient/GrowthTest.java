package org.evade.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.math3.util.FastMath;
import org.evade.cell.TumorState;
import org.evade.scenario.Scenario;
import org.evade.tissue.FieldName;
import org.evade.tissue.Lattice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Growth at the configured doubling time, in two and three dimensions. Budget: 0.4 min. */
class GrowthTest {

  private static final int SEEDS = 8;
  private static final int DAYS = 60;
  private static final double DOUBLING = 30;

  /** No leukocytes, oxygen everywhere, room always found. */
  private static final String WELL_MIXED =
      """
      name: growth
      seed: 1
      duration: 100 days
      patient: {neoantigens: {truncal: 1}}
      lesions: [{diameter: 20 mm, lattice: {size: 80}, fill: 0.125}]
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2, attempts: 50}
        engine: {field-interval: 24 h, circulation-interval: 24 h}
        cd8.density-inflamed: 0 /mm^2
        tissue: {nest-fraction: 1, ecm-inflamed: 0, ecm-noise: 0}
        tumor: {volume-doubling-time: 30 days, cell-loss-factor: 0.7, hypoxia: 0 mmHg,
                anoxia: 0 mmHg, push-distance: 100000 um, debris-clearance: 0.2 /day}
      """;

  /** Mean diameter relative to day 0, on each day. */
  private static double[] diameters(String... settings) {
    double[] mean = new double[DAYS + 1];
    for (int seed = 1; seed <= SEEDS; seed++) {
      String[] all = Arrays.copyOf(settings, settings.length + 1);
      all[settings.length] = "seed=" + seed;
      try (VirtualPatient patient = TestPatients.patient(TestPatients.scenario(WELL_MIXED, all))) {
        for (int day = 0; day <= DAYS; day++) {
          patient.runTo(day * TestPatients.DAY);
          Lesion lesion = patient.lesions().get(0);
          mean[day] += lesion.diameterMm() / lesion.plan().diameterMm() / SEEDS;
        }
        assertThat(patient.ended()).isEmpty();
      }
    }
    return mean;
  }

  /**
   * In 60 d the volume doubles twice, the diameter grows to 4^(1/3). Births and deaths at rates b
   * and φb make the variance of ln N (1 + φ)/(1 − φ)/N0·(1 − 1/4) = 0.0053 for N0 of 800, so that
   * ln of the diameter has a standard deviation of 0.024 in a run, 0.009 in the mean of 8, and
   * 0.012 for the difference of two means: 5 % are four standard errors. The doubling time by the
   * mean of 8 has a standard error of 0.0257/ln 4 = 1.9 %.
   */
  @Test
  void growth_discAndBall_meetTheDoublingTimeWithOneCurve() {
    double[] disc = diameters();
    double[] ball = diameters("lesions[0].lattice.dimensions=3", "lesions[0].lattice.size=18");
    for (double[] curve : new double[][] {disc, ball}) {
      double doubling = DAYS * FastMath.log(2) / (3 * FastMath.log(curve[DAYS]));
      assertThat(doubling).isCloseTo(DOUBLING, within(0.15 * DOUBLING));
    }
    for (int day = 0; day <= DAYS; day++) {
      assertThat(ball[day]).as("day %d", day).isCloseTo(disc[day], within(0.05 * disc[day]));
    }
  }

  /**
   * A disc, a ball and a slab between layers with vessels that consume oxygen at a constant rate
   * per voxel, in tissue held at the vessels' level: c/c0 = I0(r/L)/I0(R/L), R sinh(r/L)/(r
   * sinh(R/L)) and cosh(x/L)/cosh(R/L) with L = sqrt(D/k). Cells where c is below the threshold
   * turn quiescent; their number gives the radius, or half the thickness, of the closed form within
   * a voxel.
   */
  @ParameterizedTest
  @EnumSource
  void hypoxia_avascularTumor_reachesTheRadiusOfTheClosedForm(Shape shape) {
    Scenario scenario =
        TestPatients.with(
            TestPatients.scenario(
                WELL_MIXED,
                "engine.field-tolerance=0.000001",
                "lesions[0].lattice.dimensions=" + (shape == Shape.DISC ? 2 : 3),
                "lesions[0].lattice.size=" + (shape == Shape.DISC ? 80 : 43),
                "tumor.hypoxia=8 mmHg",
                "oxygen.diffusivity=1667 um^2/s",
                "oxygen.uptake=14400 /day",
                "oxygen.decay=0 /day",
                "oxygen.vessel=38 mmHg",
                "oxygen.vessel-exchange=1e8 /day"),
            Map.of("oxygen.half-saturation", 1e12, "tumor.volume-doubling-time", 1e12));
    try (VirtualPatient made = TestPatients.patient(scenario)) {
      Lesion lesion = made.lesions().get(0);
      TestPatients.empty(lesion);
      Lattice lattice = lesion.lattice();
      int middle = lattice.site(lattice.nx() / 2, lattice.ny() / 2, lattice.nz() / 2);
      for (int site = 0; site < lattice.size(); site++) {
        double away =
            shape == Shape.SLAB
                ? Math.abs(lattice.x(site) - lattice.x(middle))
                : FastMath.sqrt((double) lattice.squaredDistance(site, middle));
        boolean inside = away <= shape.radius;
        lesion.vessel()[site] = !inside;
        if (inside) {
          lesion.tumor().add(1 + site, site, 0, 1, 1);
        }
      }
      lesion.reoccupy();
      try (VirtualPatient patient = TestPatients.copy(made)) {
        patient.runTo(patient.firstMinute() + TestPatients.HOUR);
        Lesion run = patient.lesions().get(0);
        int quiescent = 0;
        for (int i = 0; i < run.tumor().count(); i++) {
          quiescent += run.tumor().state(i) == TumorState.QUIESCENT ? 1 : 0;
        }
        double measured =
            switch (shape) {
              case DISC -> FastMath.sqrt(quiescent / FastMath.PI);
              case BALL -> FastMath.cbrt(quiescent * 3 / (4 * FastMath.PI));
              case SLAB -> quiescent / (2.0 * lattice.ny() * lattice.nz());
            };
        double length = FastMath.sqrt(1667 * 86_400 / 14_400.0) / lattice.spacing();
        assertThat(measured).isCloseTo(hypoxicRadius(shape, length, 8 / 38.0), within(1.0));
        // In the middle the closed form's value over that at the edge.
        assertThat(run.field(FieldName.OXYGEN)[middle])
            .isCloseTo(38 * level(shape, 1e-6) / level(shape, shape.radius / length), within(0.5));
      }
    }
  }

  /** Tumors without vessels, and their radius or half thickness in voxels. */
  private enum Shape {
    DISC(22),
    BALL(19),
    // Layers reach half a voxel beyond the centers of the last ones.
    SLAB(17.5);

    private final double radius;

    Shape(double radius) {
      this.radius = radius;
    }
  }

  /** Oxygen at a distance in units of L, up to a factor. */
  private static double level(Shape shape, double x) {
    return switch (shape) {
      case DISC -> besselI0(x);
      case BALL -> FastMath.sinh(x) / x;
      case SLAB -> FastMath.cosh(x);
    };
  }

  /** Radius at which the level is a share of that at the edge, by bisection. */
  private static double hypoxicRadius(Shape shape, double length, double share) {
    double low = 1e-6;
    double high = shape.radius;
    for (int i = 0; i < 60; i++) {
      double r = (low + high) / 2;
      if (level(shape, r / length) < share * level(shape, shape.radius / length)) {
        low = r;
      } else {
        high = r;
      }
    }
    return low;
  }

  /** The series of I0: sum of (x/2)^2m / (m!)^2. */
  private static double besselI0(double x) {
    double term = 1;
    double sum = 1;
    for (int m = 1; term > 1e-17 * sum; m++) {
      term *= x * x / 4 / m / m;
      sum += term;
    }
    return sum;
  }
}
