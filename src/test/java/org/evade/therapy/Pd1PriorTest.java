package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.ParameterValues;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.mechanism.Pd1Checkpoint;
import org.junit.jupiter.api.Test;

/** The prior on the catalogue's own synapse: 176 PD-1, 55.7 PD-L1 and 1.114 PD-L2 per µm². */
class Pd1PriorTest {

  private static final DrugLibrary LIBRARY = DrugLibrary.shipped();
  private static final ParameterValues DEFAULTS =
      Catalogue.standard(Mechanisms.descriptors()).defaults();
  private static final Pd1Prior PRIOR = new Pd1Prior(LIBRARY, DEFAULTS);

  private static ParameterValues with(String name, double value) {
    Map<String, Double> values = new TreeMap<>(DEFAULTS.asMap());
    values.put(name, value);
    return new ParameterValues(values);
  }

  @Test
  void accepts_catalogueDefaults_agreesWithTheClinic() {
    assertThat(PRIOR.accepts()).isTrue();
    assertThat(PRIOR.levels()).containsExactly(1.0, 6.0);
  }

  /**
   * The two conditions, each at both levels of PD-L1, on numbers that the test works out itself.
   */
  @Test
  void accepts_catalogueDefaults_meetsBothConditionsWithRoom() {
    Pd1Synapse synapse = Pd1Synapse.of(DEFAULTS);
    for (double level : PRIOR.levels()) {
      Map<String, Double> left = PRIOR.labelKillingLeft(level);
      List<Double> alike = Pd1Prior.ALIKE_DRUGS.stream().map(left::get).toList();
      double most = alike.stream().mapToDouble(f -> f).max().orElseThrow();
      double least = alike.stream().mapToDouble(f -> f).min().orElseThrow();
      assertThat(most / least).isLessThan(1.01);
      // 2 mg/kg of 76.8 kg every 21 d at 0.2519 L/d is 29 mg/L, 195 nM, 39 nM in tissue: x = 780.
      double low = 1 - synapse.signal(780.0 / 781, 0, level);
      double high = 1 - synapse.signal(3900.0 / 3901, 0, level);
      assertThat(high / low).isBetween(1.0, 1.01);
    }
  }

  /** What the prior reckons with is what the mechanism's hook gives, to the bit. */
  @Test
  void synapse_ofThePrior_isThatOfTheModel() {
    Hook.SynapseRule rule =
        new Pd1Checkpoint()
            .hooks(DEFAULTS).stream()
                .filter(Hook.SynapseRule.class::isInstance)
                .map(Hook.SynapseRule.class::cast)
                .findFirst()
                .orElseThrow();
    Pd1Synapse synapse = Pd1Synapse.of(DEFAULTS);
    for (double blocked : new double[] {0, 0.5, 0.99, 0.999}) {
      assertThat(synapse.signal(blocked, 0, 6)).isEqualTo(rule.signal(blocked, 0, 6));
      assertThat(synapse.signal(0, blocked, 1)).isEqualTo(rule.signal(0, blocked, 1));
    }
    assertThat(synapse.pdl2()).isCloseTo(1.114, within(1e-12));
  }

  /**
   * Nivolumab: 84.1 mg/L is 576 nM, a fifth of it 115 nM in tissue, so 1 in 444 of 176 PD-1 is
   * free: 0.396 per µm². Nearly all ligands are free, so with r PD-1 left unbound r (1 + 55.7/14.8
   * + 1.114/4.2) ≈ 0.396, r = 0.0788 and 0.317 are bound; (0.317/6)² = 0.0028.
   */
  @Test
  void labelKillingLeft_nivolumab_isThatOfHandArithmetic() {
    assertThat(PRIOR.labelKillingLeft(1).get("nivolumab")).isCloseTo(0.9972, within(2e-4));
  }

  /**
   * Atezolizumab holds all but 1 in 1,039 of PD-L1: 0.054 per µm². PD-L2 remains: of 1.114 per µm²
   * 1.114 · 175/(4.2 + 175) = 1.088 are bound, with 0.049 of PD-L1 1.137; (1.137/6)² = 0.0359, and
   * 1/1.0359 = 0.9653.
   */
  @Test
  void labelKillingLeft_atezolizumab_isThatOfHandArithmetic() {
    assertThat(PRIOR.labelKillingLeft(1).get("atezolizumab")).isCloseTo(0.9653, within(3e-4));
  }

  /** PD-L2 is left, so the antibodies against PD-L1 come out lower, but within 10 %. */
  @Test
  void labelKillingLeft_antibodiesAgainstPdL1_areALittleWorse() {
    for (double level : PRIOR.levels()) {
      Map<String, Double> left = PRIOR.labelKillingLeft(level);
      assertThat(left).hasSize(5);
      for (String drug : List.of("atezolizumab", "durvalumab")) {
        for (String pd1 : Pd1Prior.ALIKE_DRUGS) {
          assertThat(left.get(drug) / left.get(pd1)).isBetween(0.94, 0.99);
        }
      }
    }
  }

  /** With the 7 % PD-L2 of published virtual patients they would lose almost a third. */
  @Test
  void labelKillingLeft_morePdL2_costsTheAntibodiesAgainstPdL1Alone() {
    Map<String, Double> left =
        new Pd1Prior(LIBRARY, with("pd-1-checkpoint.pd-l2-ratio", 0.07)).labelKillingLeft(1);
    assertThat(left.get("pembrolizumab")).isGreaterThan(0.99);
    assertThat(left.get("atezolizumab")).isCloseTo(0.71, within(0.01));
  }

  /** At 0.1/µm² the antibodies, all near full blockade, would differ in killing. */
  @Test
  void accepts_inhibitionByHardlyAnyPairs_isRefused() {
    assertThat(PRIOR.accepts(0.1, 2, 0.2)).isFalse();
  }

  /** With 4 nM for nivolumab alone it would have to be half as good as pembrolizumab. */
  @Test
  void accepts_monovalentNivolumab_isRefused() {
    DrugLibrary weak =
        LIBRARY.with(LIBRARY.get("nivolumab").with(Map.of("nivolumab.affinity.PD-1", 4.0)));
    assertThat(new Pd1Prior(weak, DEFAULTS).accepts()).isFalse();
  }

  @Test
  void of_libraryWithoutNivolumab_isRefused() {
    DrugLibrary one = DrugLibrary.of(List.of(LIBRARY.get("pembrolizumab")));
    assertThatThrownBy(() -> new Pd1Prior(one, DEFAULTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nivolumab");
  }

  @Test
  void acceptedShare_overTheGrid_isMostButNotAll() {
    assertThat(PRIOR.acceptedShare(20)).isBetween(0.5, 0.99);
  }
}
