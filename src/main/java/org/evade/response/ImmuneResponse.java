package org.evade.response;

/** What one scan is called under iRECIST (Seymour 2017). */
public enum ImmuneResponse {
  /** Complete response. */
  ICR,
  /** Partial response. */
  IPR,
  /** Stable disease. */
  ISD,
  /** Unconfirmed progression. */
  IUPD,
  /** Confirmed progression. */
  ICPD,
  /** Not evaluable. */
  NE
}
