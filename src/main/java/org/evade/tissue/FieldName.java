package org.evade.tissue;

/** The diffusing quantities of the tissue, with the unit in which the model holds each. */
public enum FieldName {
  /** Oxygen. */
  OXYGEN("oxygen", "mmHg"),
  /** Interferon gamma. */
  IFN_GAMMA("ifn-gamma", "pM"),
  /** Interleukin 2. */
  IL_2("il-2", "pM"),
  /** Active transforming growth factor beta. */
  TGF_BETA("tgf-beta", "pM"),
  /** Interleukin 10. */
  IL_10("il-10", "pM"),
  /** The CXCR3 ligands CXCL9 and CXCL10, taken together. */
  CXCL9_10("cxcl9-10", "pM"),
  /** The myeloid attractants CCL2 and CXCL8, taken together. */
  CCL2_CXCL8("ccl2-cxcl8", "pM"),
  /** Arginase I and nitric oxide of myeloid cells as one activity: 1 inhibits half-maximally. */
  ARGINASE("arginase", "1");

  private final String label;
  private final String unit;

  FieldName(String label, String unit) {
    this.label = label;
    this.unit = unit;
  }

  /** Name in scenario files, catalogue sections and tables. */
  public String label() {
    return label;
  }

  /** Unit of its values. */
  public String unit() {
    return unit;
  }
}
