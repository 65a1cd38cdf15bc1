package org.evade.patient;

import java.util.Arrays;
import java.util.List;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8State;
import org.evade.cell.Clone;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.Engagement;
import org.evade.mechanism.Hook;
import org.evade.mechanism.Mechanisms;
import org.evade.mechanism.Recognition;
import org.evade.tissue.FieldName;

/**
 * The contact of one CD8 T cell and one tumor cell, as mechanisms see it, and what they leave of
 * the kill rate. One object looks at one contact after the other.
 */
final class Contact implements Engagement {

  /** Causes beyond the mechanisms: MHC-I short of full induction. */
  static final int BASE_CAUSES = 1;

  /** Names of the causes beyond the mechanisms. */
  static final List<String> BASE_CAUSE_NAMES = List.of("low-mhc");

  private static final FieldName[] FIELDS = FieldName.values();

  private final Lesion lesion;
  private final List<Mechanisms.Bound<Hook.PresentationFactor>> presentation;
  private final List<Mechanisms.Bound<Hook.ContactFactor>> hooks;
  private final Hook.SynapseRule[] synapse;
  private final double mhcBasal;
  private final double mhcHalfEffect;
  private final double mhcHalfRecognition;
  private final double[] factors;
  private double blockedPd1;
  private double blockedPdl1;
  private double founderRelief;
  private int cell;
  private int target;
  private int site;
  private int neoantigen;
  private Clone clone;
  private double product;

  Contact(Lesion lesion, Mechanisms mechanisms, ParameterValues parameters) {
    this.lesion = lesion;
    presentation = mechanisms.hooks(Hook.PresentationFactor.class);
    hooks = mechanisms.hooks(Hook.ContactFactor.class);
    synapse =
        mechanisms.hooks(Hook.SynapseRule.class).stream()
            .map(Mechanisms.Bound::hook)
            .toArray(Hook.SynapseRule[]::new);
    mhcBasal = parameters.get("tumor.mhc-basal");
    mhcHalfEffect = parameters.get("tumor.mhc-half-effect");
    mhcHalfRecognition = parameters.get("tumor.mhc-half-recognition");
    factors = new double[mechanisms.count() + BASE_CAUSES];
  }

  /** Sets the blockade of the moment, before any contact is looked at. */
  void blockade(double pd1, double pdl1) {
    blockedPd1 = pd1;
    blockedPdl1 = pdl1;
    founderRelief = relief(lesion.founder().basalPdl1());
  }

  /** Looks at the contact of a CD8 T cell and a tumor cell, by index. */
  void look(int cd8, int tumorCell) {
    cell = cd8;
    target = tumorCell;
    site = lesion.tumor().site(tumorCell);
    presentation(
        lesion.phylogeny().get(lesion.tumor().clone(tumorCell)), lesion.cd8().specificity(cd8));
    for (Mechanisms.Bound<Hook.ContactFactor> bound : hooks) {
      factors[bound.mechanism()] *= bound.hook().factor(this);
    }
    factors[factors.length - 1] = Recognition.ofMhc(intactMhc(), mhcHalfRecognition);
    product = 1;
    for (double factor : factors) {
      product *= factor;
    }
  }

  /**
   * One factor a mechanism, then one a base cause, by what a clone shows of a neoantigen alone; the
   * others are 1. What is left and the rest of the contact are not to be asked for.
   */
  double[] presentation(Clone shown, int number) {
    clone = shown;
    neoantigen = number;
    noLoss();
    for (Mechanisms.Bound<Hook.PresentationFactor> bound : presentation) {
      factors[bound.mechanism()] *= bound.hook().factor(this);
    }
    return factors;
  }

  /** The factors of a contact that nothing takes from. */
  double[] noLoss() {
    Arrays.fill(factors, 1);
    return factors;
  }

  /** What is left of the kill rate, in [0, 1]. */
  double left() {
    return product;
  }

  /** One factor a mechanism, then one a base cause. */
  double[] factors() {
    return factors;
  }

  /** Whether the T cell's neoantigen was seen in the founder clone. */
  boolean relevant() {
    return lesion.founder().isVisible(neoantigen());
  }

  /** The PD-1 signal that the T cell gets here, in [0, 1]. */
  double signal() {
    return 1 - pd1Relief(pdl1());
  }

  private double relief(double pdl1) {
    double left = 1;
    for (Hook.SynapseRule rule : synapse) {
      left *= 1 - rule.signal(blockedPd1, blockedPdl1, pdl1);
    }
    return left;
  }

  @Override
  public Clone clone() {
    return clone;
  }

  @Override
  public Clone founder() {
    return lesion.founder();
  }

  @Override
  public int neoantigen() {
    return neoantigen;
  }

  @Override
  public int presentingAlleles() {
    return lesion.neoantigens().presentedBy(neoantigen());
  }

  @Override
  public double mhc() {
    return lesion.tumor().mhc(target);
  }

  @Override
  public double intactMhc() {
    if (clone.ifngCopies() > 0) {
      return mhc();
    }
    double ifng = field(FieldName.IFN_GAMMA);
    return mhcBasal + (1 - mhcBasal) * ifng / (ifng + mhcHalfEffect);
  }

  @Override
  public double pdl1() {
    return lesion.tumor().pdl1(target);
  }

  @Override
  public double basalPdl1() {
    return clone.basalPdl1();
  }

  @Override
  public double pd1Relief(double pdl1) {
    return pdl1 == lesion.founder().basalPdl1() ? founderRelief : relief(pdl1);
  }

  @Override
  public Cd8State state() {
    return lesion.cd8().state(cell);
  }

  @Override
  public int tregs() {
    int kind = Leukocytes.Kind.TREG.ordinal();
    int here = lesion.cd8().site(cell);
    int sum = lesion.occupancy().count(kind, here);
    for (int d = 0; d < lesion.lattice().directions(); d++) {
      int n = lesion.lattice().neighbor(here, d);
      if (n >= 0) {
        sum += lesion.occupancy().count(kind, n);
      }
    }
    return sum;
  }

  @Override
  public double field(FieldName name) {
    return lesion.field(FIELDS[name.ordinal()])[site];
  }
}
