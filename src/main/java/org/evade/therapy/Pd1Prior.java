package org.evade.therapy;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;

/**
 * The joint prior of what cannot be told apart in the data: pairs of PD-1 and PD-L1 that inhibit by
 * half, the Hill coefficient of that inhibition, and the concentration of antibody in tumor tissue
 * over that in plasma. A triple is accepted only if it agrees with two things that are known of the
 * clinic: pembrolizumab, nivolumab and cemiplimab work alike, and more pembrolizumab works no
 * better (2 to 10 mg/kg every three weeks).
 *
 * <p>Measured by f = 1 − H, the killing that PD-1 leaves, at the steady-state average of the dose.
 */
public final class Pd1Prior {

  /** Default of the pairs that inhibit by half, per µm² (QSPIO-TNBC, NSCLC parameters). */
  public static final double HALF = 6;

  /** Default of the Hill coefficient (QSPIO-TNBC, NSCLC parameters). */
  public static final double HILL = 2;

  /** Default of tissue over plasma: assumed, the middle of 0.1 to 0.3. */
  public static final double TISSUE_FRACTION = 0.2;

  /** PD-1 on a T cell per µm²: 26,660 on 151 µm² (QSPIO-TNBC, NSCLC parameters). */
  public static final double PD1 = 26_660.0 / 151;

  /** PD-L1 on a tumor cell per µm²: 224,000 on 897 µm² (QSPIO-TNBC, NSCLC parameters). */
  public static final double PD_L1 = 224_000.0 / 897;

  /** PD-1 to PD-L1 in two dimensions per µm²: 8.2 µM over 3 nm (QSPIO-TNBC, SPQSP_IO). */
  public static final double KD_PD_L1 = 14.8;

  /** Largest ratio of f between two antibodies. */
  private static final double ALIKE = 1.10;

  /** Largest change of f between 2 and 10 mg/kg. */
  private static final double FLAT = 0.05;

  private static final double WEEKS_3 = 21;

  private final double[] labelNm;
  private final double[] labelKd;
  private final double[] doseNm;
  private final double doseKd;

  /**
   * The prior against a library's antibodies.
   *
   * @param library holds pembrolizumab, nivolumab and cemiplimab
   * @throws IllegalArgumentException when it does not, or one of them does not block PD-1
   */
  public Pd1Prior(DrugLibrary library) {
    List<String> names = List.of("pembrolizumab", "nivolumab", "cemiplimab");
    labelNm = new double[names.size()];
    labelKd = new double[names.size()];
    for (int i = 0; i < names.size(); i++) {
      DrugSpec drug = library.get(names.get(i));
      labelNm[i] = averageNm(drug, drug.value("label-dose"), drug.value("label-interval"));
      labelKd[i] = affinity(drug);
    }
    DrugSpec pembrolizumab = library.get(names.get(0));
    double kg = pembrolizumab.value("reference-weight");
    doseNm =
        new double[] {
          averageNm(pembrolizumab, 2 * kg, WEEKS_3), averageNm(pembrolizumab, 10 * kg, WEEKS_3)
        };
    doseKd = labelKd[0];
  }

  private static double averageNm(DrugSpec drug, double mg, double days) {
    Pharmacokinetics pk = Pharmacokinetics.ofReferencePatient(drug);
    return pk.toNm(mg / (days * pk.finalClearance()));
  }

  private static double affinity(DrugSpec drug) {
    for (DrugSpec.Block block : drug.blocks()) {
      if (Target.of(block.target()) == Target.PD_1) {
        return block.affinity().value();
      }
    }
    throw new IllegalArgumentException(drug.name() + " does not block PD-1");
  }

  /**
   * Whether a triple agrees with what is known: f within 10 % between pembrolizumab, nivolumab and
   * cemiplimab at label dose, and changed by less than 5 % from 2 to 10 mg/kg of pembrolizumab.
   *
   * @param half pairs per µm² that inhibit by half
   * @param n Hill coefficient
   * @param tissueFraction concentration in tissue over that in plasma
   */
  public boolean accepts(double half, double n, double tissueFraction) {
    List<Double> label = labelKillingLeft(half, n, tissueFraction);
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (double f : label) {
      least = Math.min(least, f);
      most = Math.max(most, f);
    }
    double low = killingLeft(doseNm[0], doseKd, half, n, tissueFraction);
    double high = killingLeft(doseNm[1], doseKd, half, n, tissueFraction);
    return most <= ALIKE * least && Math.abs(high - low) < FLAT * low;
  }

  /**
   * f = 1 − H at label dose of pembrolizumab, nivolumab and cemiplimab, in this order.
   *
   * @param half pairs per µm² that inhibit by half
   * @param n Hill coefficient
   * @param tissueFraction concentration in tissue over that in plasma
   */
  public List<Double> labelKillingLeft(double half, double n, double tissueFraction) {
    List<Double> label = new ArrayList<>();
    for (int i = 0; i < labelNm.length; i++) {
      label.add(killingLeft(labelNm[i], labelKd[i], half, n, tissueFraction));
    }
    return List.copyOf(label);
  }

  private static double killingLeft(
      double plasmaNm, double kd, double half, double n, double tissueFraction) {
    double free = PD1 / (1 + tissueFraction * plasmaNm / kd);
    return 1 - Synapse.hill(Synapse.bound(free, PD_L1, KD_PD_L1), half, n);
  }

  /**
   * Share of the prior that is accepted, over a grid of equally likely values: the pairs that
   * inhibit by half lognormal about {@link #HALF} with σ = 1 (QSPIO-TNBC, NSCLC ranges), the Hill
   * coefficient uniform from 1 to 4 and the tissue fraction uniform from 0.1 to 0.3 (both assumed).
   *
   * @param points values of each, 1 or more; their product is the size of the grid
   * @return 0 to 1
   */
  public double acceptedShare(int points) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    long accepted = 0;
    for (int i = 0; i < points; i++) {
      double half = HALF * StrictMath.exp(normal.inverseCumulativeProbability((i + 0.5) / points));
      for (int j = 0; j < points; j++) {
        double n = 1 + 3 * (j + 0.5) / points;
        for (int k = 0; k < points; k++) {
          double tissueFraction = 0.1 + 0.2 * (k + 0.5) / points;
          if (accepts(half, n, tissueFraction)) {
            accepted++;
          }
        }
      }
    }
    return accepted / ((double) points * points * points);
  }
}
