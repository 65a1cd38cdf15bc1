package org.evade.response;

/** What one scan, or a whole course, is called under RECIST 1.1 (Eisenhauer 2009). */
public enum Response {
  /** Complete response. */
  CR,
  /** Partial response. */
  PR,
  /** Stable disease. */
  SD,
  /** Progressive disease. */
  PD,
  /** Not evaluable. */
  NE;

  /** Whether it is an objective response: complete or partial. */
  public boolean isObjective() {
    return this == CR || this == PR;
  }
}
