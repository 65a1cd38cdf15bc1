package org.evade.therapy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Target;

/**
 * The joint prior of what cannot be told apart in the data: pairs of PD-1 and its ligands that
 * inhibit by half, the Hill coefficient of that inhibition, and the concentration of antibody in
 * tumor tissue over that in plasma. A triple is accepted only if it agrees with two things that are
 * known of the clinic: pembrolizumab, nivolumab and cemiplimab work alike, and more pembrolizumab
 * works no better (2 to 10 mg/kg every three weeks).
 *
 * <p>Measured by f = 1 − H, the killing that PD-1 leaves, at the steady-state average of the dose
 * in the synapse that the model runs, PD-L2 included; both on a tumor cell without IFNγ and on one
 * whose PD-L1 IFNγ has induced to the full.
 */
public final class Pd1Prior {

  /** The antibodies against PD-1 that work alike in the clinic. */
  public static final List<String> ALIKE_DRUGS =
      List.of("pembrolizumab", "nivolumab", "cemiplimab");

  /** Largest ratio of f between two antibodies. */
  private static final double ALIKE = 1.10;

  /** Largest change of f between 2 and 10 mg/kg. */
  private static final double FLAT = 0.05;

  private static final double WEEKS_3 = 21;

  private final Pd1Synapse synapse;
  private final double tissueFraction;
  private final List<Double> levels;
  private final SortedMap<String, Exposure> label = new TreeMap<>();
  private final List<Exposure> doses;

  /** An antibody's plasma concentration in nM and the affinity in nM for each of its targets. */
  private record Exposure(double nm, Map<Target, Double> affinity) {

    double blocked(Target target, double tissueFraction) {
      double kd = affinity.getOrDefault(target, Double.POSITIVE_INFINITY);
      double x = tissueFraction * nm / kd;
      return x / (1 + x);
    }
  }

  /**
   * The prior against a library's antibodies.
   *
   * @param library holds pembrolizumab, nivolumab and cemiplimab, each with its label
   * @param parameters the synapse, the tissue fraction and the induction of PD-L1
   * @throws IllegalArgumentException when one of the three is missing
   */
  public Pd1Prior(DrugLibrary library, ParameterValues parameters) {
    synapse = Pd1Synapse.of(parameters);
    tissueFraction = parameters.get("therapy.tissue-fraction");
    levels = List.of(1.0, parameters.get("adaptive-pd-l1.max-fold"));
    for (DrugSpec drug : library.drugs()) {
      if (drug.parameters().containsKey("label-dose")) {
        label.put(
            drug.name(), exposure(drug, drug.value("label-dose"), drug.value("label-interval")));
      }
    }
    ALIKE_DRUGS.forEach(name -> library.get(name).value("label-dose"));
    DrugSpec pembrolizumab = library.get("pembrolizumab");
    double kg = pembrolizumab.value("reference-weight");
    doses =
        List.of(
            exposure(pembrolizumab, 2 * kg, WEEKS_3), exposure(pembrolizumab, 10 * kg, WEEKS_3));
  }

  private static Exposure exposure(DrugSpec drug, double mg, double days) {
    Pharmacokinetics pk = Pharmacokinetics.ofReferencePatient(drug);
    Map<Target, Double> affinity = new EnumMap<>(Target.class);
    drug.blocks().forEach(block -> affinity.put(block.target(), block.affinity().value()));
    return new Exposure(pk.toNm(mg / (days * pk.finalClearance())), affinity);
  }

  /** Levels of PD-L1 that are looked at, multiples of the default: uninduced and fully induced. */
  public List<Double> levels() {
    return levels;
  }

  /** Whether the catalogue's own triple agrees with what is known. */
  public boolean accepts() {
    return accepts(synapse.half(), synapse.hill(), tissueFraction);
  }

  /**
   * Whether a triple agrees with what is known, at every level of PD-L1: f within 10 % between
   * pembrolizumab, nivolumab and cemiplimab at label dose, and changed by less than 5 % from 2 to
   * 10 mg/kg of pembrolizumab.
   *
   * @param half pairs per µm² that inhibit by half
   * @param n Hill coefficient
   * @param tissue concentration in tissue over that in plasma
   */
  public boolean accepts(double half, double n, double tissue) {
    Pd1Synapse tried = synapse.with(half, n);
    for (double level : levels) {
      double least = Double.POSITIVE_INFINITY;
      double most = 0;
      for (String name : ALIKE_DRUGS) {
        double f = killingLeft(label.get(name), tried, tissue, level);
        least = Math.min(least, f);
        most = Math.max(most, f);
      }
      double low = killingLeft(doses.get(0), tried, tissue, level);
      double high = killingLeft(doses.get(1), tried, tissue, level);
      if (most > ALIKE * least || !(Math.abs(high - low) < FLAT * low)) {
        return false;
      }
    }
    return true;
  }

  /**
   * f = 1 − H at label dose by the catalogue's numbers, by name of the antibody, those against
   * PD-L1 included.
   *
   * @param level PD-L1 as a multiple of the default
   */
  public SortedMap<String, Double> labelKillingLeft(double level) {
    SortedMap<String, Double> left = new TreeMap<>();
    label.forEach(
        (name, exposure) -> left.put(name, killingLeft(exposure, synapse, tissueFraction, level)));
    return Collections.unmodifiableSortedMap(left);
  }

  private static double killingLeft(
      Exposure exposure, Pd1Synapse synapse, double tissue, double level) {
    return 1
        - synapse.signal(
            exposure.blocked(Target.PD_1, tissue), exposure.blocked(Target.PD_L1, tissue), level);
  }

  /**
   * Share of the prior that is accepted, over a grid of equally likely values: the pairs that
   * inhibit by half lognormal about the catalogue's with σ = 1 (QSPIO-TNBC, NSCLC ranges), the Hill
   * coefficient uniform from 1 to 4 and the tissue fraction uniform from 0.1 to 0.3 (both assumed).
   *
   * @param points values of each, 1 or more; their product is the size of the grid
   * @return 0 to 1
   */
  public double acceptedShare(int points) {
    NormalDistribution normal = new NormalDistribution(null, 0, 1);
    long accepted = 0;
    for (int i = 0; i < points; i++) {
      double half =
          synapse.half() * StrictMath.exp(normal.inverseCumulativeProbability((i + 0.5) / points));
      for (int j = 0; j < points; j++) {
        double n = 1 + 3 * (j + 0.5) / points;
        for (int k = 0; k < points; k++) {
          double tissue = 0.1 + 0.2 * (k + 0.5) / points;
          if (accepts(half, n, tissue)) {
            accepted++;
          }
        }
      }
    }
    return accepted / ((double) points * points * points);
  }
}
