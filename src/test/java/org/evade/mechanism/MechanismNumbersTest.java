package org.evade.mechanism;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8State;
import org.evade.cell.Clone;
import org.evade.cell.Mutation;
import org.evade.cell.Neoantigens;
import org.evade.cell.Phylogeny;
import org.evade.tissue.FieldName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mechanism by itself against the number it rests on. Budget: 0.1 min. */
class MechanismNumbersTest {

  private static final Map<String, Double> DEFAULTS =
      Catalogue.standard(Mechanisms.descriptors()).defaults().asMap();

  private static final List<Hook.PresentationFactor> PRESENTATION_FACTORS =
      Mechanisms.all().stream()
          .flatMap(mechanism -> hooks(Hook.PresentationFactor.class, mechanism).stream())
          .toList();

  private static final List<Hook.ContactFactor> CONTACT_FACTORS =
      Mechanisms.all().stream()
          .flatMap(mechanism -> hooks(Hook.ContactFactor.class, mechanism).stream())
          .toList();

  /** All parameters, with those that a test depends on set by it. */
  private static ParameterValues with(Object... namesAndValues) {
    Map<String, Double> values = new HashMap<>(DEFAULTS);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      assertThat(values.put((String) namesAndValues[i], (Double) namesAndValues[i + 1]))
          .as("%s", namesAndValues[i])
          .isNotNull();
    }
    return new ParameterValues(values);
  }

  private static <H extends Hook> List<H> hooks(
      Class<H> kind, Mechanism mechanism, Object... namesAndValues) {
    return mechanism.hooks(with(namesAndValues)).stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static <H extends Hook> H hook(
      Class<H> kind, Mechanism mechanism, Object... namesAndValues) {
    List<H> all = hooks(kind, mechanism, namesAndValues);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  private static double contact(Mechanism mechanism, Engagement e, Object... namesAndValues) {
    return hook(Hook.ContactFactor.class, mechanism, namesAndValues).factor(e);
  }

  private static double shown(Mechanism mechanism, Presentation p) {
    return hook(Hook.PresentationFactor.class, mechanism).factor(p);
  }

  @Test
  void all_shippedMechanisms_areThereInAlphabeticalOrder() {
    assertThat(Mechanisms.all().stream().map(m -> m.descriptor().name()))
        .isSorted()
        .contains(
            "adaptive-pd-l1",
            "b2m-loss",
            "constitutive-pd-l1",
            "exhaustion",
            "hla-loh",
            "ifng-pathway-loss",
            "mdsc-suppression",
            "neoantigen-loss",
            "pd-1-checkpoint",
            "stromal-exclusion",
            "treg-suppression");
  }

  /** Anagnostou 2017: neoantigens are lost; a T cell against a lost one sees nothing. */
  @Test
  void neoantigenLoss_lostAntigen_isSeenNoMore() {
    StubEngagement e = new StubEngagement();
    e.clone = StubEngagement.clone(0b1011, 0, 2, 2, 1);
    e.neoantigen = 1;
    assertThat(shown(new NeoantigenLoss(), e)).isEqualTo(1);
    e.neoantigen = 2;
    assertThat(shown(new NeoantigenLoss(), e)).isZero();
    Hook.Heritable loss =
        hook(Hook.Heritable.class, new NeoantigenLoss(), "neoantigen-loss.rate", 1e-5);
    assertThat(loss.rate()).isEqualTo(1e-5);
    assertThat(loss.targets(e.clone)).isEqualTo(3);
    long[] left = {0b1010, 0b1001, 0b0011};
    for (int target = 0; target < 3; target++) {
      assertThat(loss.change(Mutation.of(e.clone, 1, 1), target).neoantigens())
          .isEqualTo(left[target]);
    }
  }

  /**
   * McGranahan 2017: one haplotype is lost. Of six antigens presented by one allele each, three a
   * haplotype, just the three on the lost one vanish: half; one that both present stays.
   */
  @ParameterizedTest
  @CsvSource({"0, 0b0111000", "1, 0b0000111"})
  void hlaLoh_oneHaplotype_halvesTheVisibleAndOnlyThose(int haplotype, String kept) {
    Neoantigens neoantigens =
        Neoantigens.of(
            new int[] {0b000001, 0b000010, 0b000100, 0b001000, 0b010000, 0b100000, 0b001001},
            new double[] {1, 1, 1, 1, 1, 1, 1});
    Phylogeny phylogeny = new Phylogeny(neoantigens);
    Clone founder =
        phylogeny.get(phylogeny.addAll(List.of(Mutation.founder(0, 0, neoantigens.all())))[0]);
    Hook.Heritable loss = hook(Hook.Heritable.class, new HlaLoh(), "hla-loh.rate", 1e-4);
    assertThat(loss.targets(founder)).isEqualTo(2);
    Mutation daughter = loss.change(Mutation.of(founder, 1, 1), haplotype);
    Clone clone = phylogeny.get(phylogeny.addAll(List.of(daughter))[0]);
    assertThat(clone.visible()).isEqualTo(0b1000000 | Long.parseLong(kept.substring(2), 2));
    assertThat(clone.neoantigens()).isEqualTo(founder.neoantigens());
    // No cell loses both haplotypes.
    assertThat(loss.targets(clone)).isZero();
    StubEngagement e = new StubEngagement();
    e.clone = clone;
    for (int k = 0; k < neoantigens.count(); k++) {
      e.neoantigen = k;
      e.presentingAlleles = neoantigens.presentedBy(k);
      assertThat(shown(new HlaLoh(), e)).as("%d", k).isEqualTo(clone.isVisible(k) ? 1 : 0);
    }
  }

  /** Gettinger 2017: homozygous loss, two events one after the other; the second is faster. */
  @Test
  void b2mLoss_secondHit_blindsAndCountsAsResistant() {
    List<Hook.Heritable> hits =
        hooks(
            Hook.Heritable.class,
            new B2mLoss(),
            "b2m-loss.rate",
            2e-7,
            "b2m-loss.second-hit-rate",
            1e-5);
    StubEngagement e = new StubEngagement();
    Clone two = StubEngagement.clone(1, 0, 2, 2, 1);
    Clone one = StubEngagement.clone(1, 0, 1, 2, 1);
    Clone none = StubEngagement.clone(1, 0, 0, 2, 1);
    assertThat(expected(hits, two)).isCloseTo(2 * 2e-7, within(1e-20));
    assertThat(expected(hits, one)).isCloseTo(1e-5, within(1e-20));
    assertThat(expected(hits, none)).isZero();
    Mutation first = hits.get(0).change(Mutation.of(two, 1, 1), 0);
    assertThat(first.b2mCopies()).isEqualTo(1);
    assertThat(hits.get(0).resistant(first)).isFalse();
    Mutation second = hits.get(1).change(Mutation.of(one, 1, 1), 0);
    assertThat(second.b2mCopies()).isZero();
    assertThat(hits.get(1).resistant(second)).isTrue();
    for (Clone clone : List.of(two, one)) {
      e.clone = clone;
      assertThat(shown(new B2mLoss(), e)).isEqualTo(1);
    }
    e.clone = none;
    assertThat(shown(new B2mLoss(), e)).isZero();
  }

  /** Expected changes of a division. */
  private static double expected(List<Hook.Heritable> hooks, Clone clone) {
    return hooks.stream().mapToDouble(h -> h.targets(clone) * h.rate()).sum();
  }

  /**
   * Shen 2017: without the pathway IFNγ raises no MHC-I. At MHC-I 0.6 instead of 1 and half
   * recognition at 0.3: g = 0.6·1.3/0.9 = 0.8667.
   */
  @Test
  void ifngPathwayLoss_uninducedMhc_losesItsRecognition() {
    StubEngagement e = new StubEngagement();
    e.mhc = 0.6;
    e.intactMhc = 1;
    assertThat(contact(new IfngPathwayLoss(), e, "tumor.mhc-half-recognition", 0.3))
        .isCloseTo(0.6 * 1.3 / 0.9, within(1e-12));
    e.mhc = e.intactMhc = 0.8;
    assertThat(contact(new IfngPathwayLoss(), e)).isEqualTo(1);
    List<Hook.Heritable> hits =
        hooks(
            Hook.Heritable.class,
            new IfngPathwayLoss(),
            "ifng-pathway-loss.rate",
            1e-6,
            "ifng-pathway-loss.second-hit-rate",
            1e-5);
    assertThat(expected(hits, StubEngagement.clone(1, 0, 2, 2, 1))).isEqualTo(2e-6);
    assertThat(expected(hits, StubEngagement.clone(1, 0, 2, 1, 1))).isEqualTo(1e-5);
    Mutation lost = hits.get(1).change(Mutation.of(StubEngagement.clone(1, 0, 2, 1, 1), 1, 1), 0);
    assertThat(lost.ifngCopies()).isZero();
    assertThat(hits.get(1).resistant(lost)).isTrue();
  }

  /** Fold 6 at saturation, half of the rise, 3.5, at 2.96 pM; nothing without the pathway. */
  @ParameterizedTest
  @CsvSource({"0, 2, 1", "2.96, 2, 3.5", "2.96, 1, 3.5", "1e12, 2, 6", "1e12, 0, 1"})
  void adaptivePdl1_ifng_inducesByTheMichaelisCurve(double ifng, int copies, double fold) {
    StubEngagement e = new StubEngagement();
    e.clone = StubEngagement.clone(1, 0, 2, copies, 1);
    e.fields.put(FieldName.IFN_GAMMA, ifng);
    Hook.ExpressionFactor induction =
        hook(
            Hook.ExpressionFactor.class,
            new AdaptivePdl1(),
            "adaptive-pd-l1.max-fold",
            6.0,
            "adaptive-pd-l1.half-effect",
            2.96);
    assertThat(induction.pdl1(e)).isCloseTo(fold, within(1e-9));
  }

  /** Its share of the loss is what PD-L1 above the basal takes. */
  @Test
  void adaptivePdl1_contact_takesTheReliefBeyondBasal() {
    StubEngagement e = new StubEngagement();
    e.relief = pdl1 -> 1 / (1 + pdl1);
    e.basalPdl1 = 1;
    e.pdl1 = 6;
    assertThat(contact(new AdaptivePdl1(), e)).isCloseTo((1 / 7.0) / (1 / 2.0), within(1e-12));
    e.pdl1 = 1;
    assertThat(contact(new AdaptivePdl1(), e)).isEqualTo(1);
  }

  @Test
  void constitutivePdl1_gain_multipliesOnce() {
    Hook.Heritable gain =
        hook(
            Hook.Heritable.class,
            new ConstitutivePdl1(),
            "constitutive-pd-l1.fold",
            5.0,
            "constitutive-pd-l1.rate",
            1e-6);
    Clone before = StubEngagement.clone(1, 0, 2, 2, 1);
    assertThat(gain.targets(before)).isEqualTo(1);
    assertThat(gain.change(Mutation.of(before, 1, 1), 0).basalPdl1()).isEqualTo(5);
    assertThat(gain.targets(StubEngagement.clone(1, 0, 2, 2, 5))).isZero();
    StubEngagement e = new StubEngagement();
    e.relief = pdl1 -> 1 / (1 + pdl1);
    e.basalPdl1 = 5;
    assertThat(contact(new ConstitutivePdl1(), e)).isCloseTo((1 / 6.0) / (1 / 2.0), within(1e-12));
  }

  /**
   * The worked example: PD-1 26,660/151 µm², PD-L1 224,000/897 µm², Kd 14.8/µm², half effect 6/µm²,
   * n = 2, no PD-L2. H is 0.998; 0.94 at a tenth of the PD-L1, 0.13 at a hundredth; 0.88, 0.5 and
   * 0.07 when 90, 96.4 and 99 % of PD-1 are blocked.
   */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 1, 0.998, 0.0005",
    "0, 0, 0.1, 0.94, 0.005",
    "0, 0.9, 1, 0.94, 0.005",
    "0, 0, 0.01, 0.13, 0.005",
    "0.9, 0, 1, 0.88, 0.005",
    "0.964, 0, 1, 0.50, 0.005",
    "0.99, 0, 1, 0.07, 0.005",
    "1, 0, 1, 0, 0",
    "0, 1, 1, 0, 0"
  })
  void pd1Checkpoint_workedExample_isReproduced(
      double blockedPd1, double blockedPdl1, double pdl1, double signal, double tolerance) {
    Hook.SynapseRule rule =
        hook(
            Hook.SynapseRule.class,
            new Pd1Checkpoint(),
            "pd-1-checkpoint.pd-1-density",
            26_660.0 / 151,
            "pd-1-checkpoint.pd-l1-density",
            224_000.0 / 897,
            "pd-1-checkpoint.pd-l1-affinity",
            14.8,
            "pd-1-checkpoint.pd-l2-ratio",
            0.0,
            "pd-1-checkpoint.half-effect",
            6.0,
            "pd-1-checkpoint.hill",
            2.0);
    assertThat(rule.signal(blockedPd1, blockedPdl1, pdl1)).isCloseTo(signal, within(tolerance));
  }

  /** An antibody against PD-L1 leaves PD-L2 to bind; one against PD-1 leaves nothing. */
  @Test
  void pd1Checkpoint_pdl2_isLeftByPdl1BlockadeOnly() {
    Hook.SynapseRule rule =
        hook(Hook.SynapseRule.class, new Pd1Checkpoint(), "pd-1-checkpoint.pd-l2-ratio", 0.07);
    assertThat(rule.signal(0, 1, 1)).isPositive();
    assertThat(rule.signal(1, 0, 1)).isZero();
  }

  /**
   * The checkpoint's own factor is what the founder's PD-L1 leaves; the rest is of its inducers.
   */
  @Test
  void pd1Checkpoint_contact_isTheReliefAtTheFoundersPdl1() {
    StubEngagement e = new StubEngagement();
    e.relief = pdl1 -> 1 / (1 + pdl1);
    e.founder = StubEngagement.clone(1, 0, 2, 2, 3);
    e.basalPdl1 = 3;
    e.pdl1 = 9;
    double product = 1;
    for (Mechanism m : List.of(new Pd1Checkpoint(), new AdaptivePdl1(), new ConstitutivePdl1())) {
      product *= contact(m, e);
    }
    assertThat(contact(new Pd1Checkpoint(), e)).isEqualTo(0.25);
    // Together they are the relief at the cell's PD-L1.
    assertThat(product).isCloseTo(0.1, within(1e-12));
  }

  /**
   * 0.1/d under full antigen and signal, a fifth of it under full blockade, none without antigen.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 0.1, 0.1", "1, 0, 0.02, 1", "0.5, 1, 0.05, 0.1", "0, 1, 0, 0.1"})
  void exhaustion_antigenAndSignal_driveTheRates(
      double antigen, double signal, double exhaustion, double rearming) {
    Hook.FateRule rule =
        hook(
            Hook.FateRule.class,
            new Exhaustion(),
            "exhaustion.rate",
            0.1,
            "exhaustion.antigen-share",
            0.2,
            "exhaustion.rearming-without-blockade",
            0.1);
    FateRates rates = rule.rates(site(antigen, signal));
    assertThat(rates.exhaustion()).isCloseTo(exhaustion, within(1e-12));
    assertThat(rates.rearming()).isCloseTo(rearming, within(1e-12));
  }

  private static FateSite site(double antigen, double signal) {
    return new FateSite() {
      @Override
      public Cd8State state() {
        return Cd8State.EFFECTOR;
      }

      @Override
      public double antigen() {
        return antigen;
      }

      @Override
      public double pd1Signal() {
        return signal;
      }

      @Override
      public double field(FieldName name) {
        return 0;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"PROGENITOR, 0.5", "EFFECTOR, 1", "TERMINAL, 0.2"})
  void exhaustion_states_killByTheirWeights(Cd8State state, double factor) {
    StubEngagement e = new StubEngagement();
    e.state = state;
    assertThat(
            contact(
                new Exhaustion(),
                e,
                "exhaustion.progenitor-weight",
                0.5,
                "exhaustion.terminal-weight",
                0.8))
        .isCloseTo(factor, within(1e-12));
  }

  /** At the half-effect number half of the weight, never below 1 − w. */
  @ParameterizedTest
  @CsvSource({"0, 1", "2, 0.6", "6, 0.4", "1000000, 0.2000016"})
  void tregSuppression_tregsAround_saturateAtTheWeight(int tregs, double factor) {
    StubEngagement e = new StubEngagement();
    e.tregs = tregs;
    assertThat(
            contact(
                new TregSuppression(),
                e,
                "treg-suppression.weight",
                0.8,
                "treg-suppression.half-effect",
                2.0))
        .isCloseTo(factor, within(1e-9));
  }

  /** Activity is in units of its half effect (ArgI50 61.7 mU): at 1 half of the weight. */
  @ParameterizedTest
  @CsvSource({"0, 1", "1, 0.6", "3, 0.4", "1e12, 0.2"})
  void mdscSuppression_activity_saturatesAtTheWeight(double activity, double factor) {
    StubEngagement e = new StubEngagement();
    e.fields.put(FieldName.ARGINASE, activity);
    assertThat(contact(new MdscSuppression(), e, "mdsc-suppression.weight", 0.8))
        .isCloseTo(factor, within(1e-9));
  }

  /** Kather 2017: a try to step into dense stroma succeeds with probability 0.0025. */
  @Test
  void stromalExclusion_denseMatrix_hasKathersPermeability() {
    Object[] numbers = {
      "stromal-exclusion.motility-weight", 0.9975, "stromal-exclusion.entry-weight", 0.8
    };
    Hook.MotilityFactor step = hook(Hook.MotilityFactor.class, new StromalExclusion(), numbers);
    assertThat(step.factor(1)).isCloseTo(0.0025, within(1e-12));
    assertThat(step.factor(0)).isEqualTo(1);
    Hook.EntryFactor entry = hook(Hook.EntryFactor.class, new StromalExclusion(), numbers);
    assertThat(entry.factor(vessel(1))).isCloseTo(0.2, within(1e-12));
    assertThat(entry.factor(vessel(0.5))).isCloseTo(0.6, within(1e-12));
    assertThat(entry.factor(vessel(0))).isEqualTo(1);
  }

  private static EntrySite vessel(double ecm) {
    return new EntrySite() {
      @Override
      public double ecm() {
        return ecm;
      }

      @Override
      public double field(FieldName name) {
        return 0;
      }
    };
  }

  /** Every contact factor of every mechanism lies in [0, 1], whatever the contact. */
  @Property(tries = 300, seed = "1")
  void contactFactors_anyContact_areShares(
      @ForAll @DoubleRange(min = 0, max = 1000) double field,
      @ForAll @DoubleRange(min = 0.01, max = 1) double mhc,
      @ForAll @DoubleRange(min = 0, max = 1) double lostInduction,
      @ForAll @DoubleRange(min = 0.01, max = 50) double basal,
      @ForAll @DoubleRange(min = 1, max = 20) double induced,
      @ForAll @IntRange(min = 0, max = 72) int tregs,
      @ForAll Cd8State state,
      @ForAll @IntRange(min = 0, max = 2) int b2m) {
    StubEngagement e = new StubEngagement();
    e.clone = StubEngagement.clone(1, 0, b2m, 2, basal);
    e.mhc = mhc * (1 - lostInduction * 0.99);
    e.intactMhc = mhc;
    e.basalPdl1 = basal;
    e.pdl1 = basal * induced;
    e.relief = pdl1 -> 1 / (1 + pdl1);
    e.tregs = tregs;
    e.state = state;
    for (FieldName name : FieldName.values()) {
      e.fields.put(name, field);
    }
    for (Hook.PresentationFactor hook : PRESENTATION_FACTORS) {
      assertThat(hook.factor(e)).as(hook.getClass().getName()).isIn(0.0, 1.0);
    }
    for (Hook.ContactFactor hook : CONTACT_FACTORS) {
      assertThat(hook.factor(e)).as(hook.getClass().getName()).isBetween(0.0, 1.0);
    }
  }

  @Property(tries = 200, seed = "1")
  void exhaustion_anySite_ratesAreInRange(
      @ForAll @DoubleRange(min = 0, max = 1) double antigen,
      @ForAll @DoubleRange(min = 0, max = 1) double signal,
      @ForAll @DoubleRange(min = 0, max = 1) double less) {
    Hook.FateRule rule = hook(Hook.FateRule.class, new Exhaustion(), "exhaustion.rate", 0.1);
    FateRates rates = rule.rates(site(antigen, signal));
    assertThat(rates.rearming()).isBetween(0.0, 1.0);
    assertThat(rates.exhaustion()).isBetween(0.0, 0.1 + 1e-12);
    // Less signal re-arms more and exhausts less.
    FateRates blocked = rule.rates(site(antigen, signal * less));
    assertThat(blocked.rearming()).isGreaterThanOrEqualTo(rates.rearming() - 1e-12);
    assertThat(blocked.exhaustion()).isLessThanOrEqualTo(rates.exhaustion() + 1e-12);
  }

  /**
   * The stain of the tumor proportion score tells induced PD-L1 from uninduced: basal 1 is not
   * stained, 6 times as much under IFNγ and 5 times as much by a constitutive gain are. The tumor
   * of the example with little PD-L1 stays below at full induction: 0.3 times 6 is 1.8.
   */
  @Test
  void pdl1Positive_default_liesBetweenUninducedAndInduced() {
    ParameterValues p = Catalogue.standard(Mechanisms.descriptors()).defaults();
    double stained = p.get("tumor.pd-l1-positive");
    double basal = p.get("tumor.pd-l1-basal");
    assertThat(stained)
        .isGreaterThan(basal)
        .isLessThan(basal * p.get("adaptive-pd-l1.max-fold"))
        .isLessThan(basal * p.get("constitutive-pd-l1.fold"))
        .isGreaterThan(0.3 * p.get("adaptive-pd-l1.max-fold"));
  }
}
