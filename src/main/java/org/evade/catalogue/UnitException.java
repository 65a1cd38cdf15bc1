package org.evade.catalogue;

/** Says that a text is no quantity, or not one of the unit asked for. */
public final class UnitException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String found;
  private final String allowed;

  /**
   * What was found and what would have been allowed.
   *
   * @param found description of what was found
   * @param allowed description of what is allowed, with an example
   */
  public UnitException(String found, String allowed) {
    super("found " + found + "; allowed: " + allowed);
    this.found = found;
    this.allowed = allowed;
  }

  /** Description of what was found. */
  public String found() {
    return found;
  }

  /** Description of what is allowed, with an example. */
  public String allowed() {
    return allowed;
  }
}
