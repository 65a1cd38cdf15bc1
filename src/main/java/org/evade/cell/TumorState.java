package org.evade.cell;

/** State of a tumor cell. The order matters: live states come first. */
public enum TumorState {
  /** Alive, divides at the rate of its surroundings. */
  CYCLING,
  /** Alive, too little oxygen to divide. */
  QUIESCENT,
  /** Dead by its own program or by a T cell; debris until cleared. */
  APOPTOTIC,
  /** Dead for want of oxygen; debris until cleared. */
  NECROTIC;

  private static final TumorState[] VALUES = values();

  /** The state of an ordinal, without copying. */
  public static TumorState of(byte ordinal) {
    return VALUES[ordinal];
  }

  /** Whether the cell lives. */
  public boolean alive() {
    return ordinal() <= QUIESCENT.ordinal();
  }
}
