package org.evade.patient;

/** Why a run ended before its last day. */
public enum Ending {
  /** So much of a lattice was full that its walls, not the biology, would limit growth. */
  DOMAIN_FULL("domain full"),
  /** The patient died. */
  DEATH("death"),
  /** The patient was lost to follow-up. */
  DROPOUT("dropout");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  /** What tables and manifest call it. */
  public String words() {
    return words;
  }
}
