package org.evade.cell;

/** How far a CD8 T cell has gone towards exhaustion. */
public enum Cd8State {
  /** Progenitor-exhausted: renews itself, answers to blockade. */
  PROGENITOR,
  /** Effector. */
  EFFECTOR,
  /** Terminally exhausted. */
  TERMINAL
}
