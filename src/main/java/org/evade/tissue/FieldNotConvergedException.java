package org.evade.tissue;

/** A field was not solved to its tolerance; its values must not be used. */
public final class FieldNotConvergedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final int cycles;
  private final double residual;
  private final double tolerance;

  /**
   * A failed solve.
   *
   * @param field name of the field
   * @param cycles cycles done
   * @param residual relative residual reached, NaN where the input or the iterate was not finite
   * @param tolerance relative residual asked for
   */
  public FieldNotConvergedException(String field, int cycles, double residual, double tolerance) {
    super(
        "field '"
            + field
            + "' did not converge: relative residual "
            + residual
            + " after "
            + cycles
            + " cycles, tolerance "
            + tolerance);
    this.field = field;
    this.cycles = cycles;
    this.residual = residual;
    this.tolerance = tolerance;
  }

  /** Name of the field. */
  public String field() {
    return field;
  }

  /** Cycles done. */
  public int cycles() {
    return cycles;
  }

  /** Relative residual reached; NaN where the input or the iterate was not finite. */
  public double residual() {
    return residual;
  }

  /** Relative residual asked for. */
  public double tolerance() {
    return tolerance;
  }
}
