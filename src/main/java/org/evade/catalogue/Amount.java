package org.evade.catalogue;

/**
 * A number and its unit as a user wrote them, such as {@code 200 mg}.
 *
 * @param value the number, finite
 * @param unit the unit's text, {@code 1} when none was written
 */
public record Amount(double value, String unit) {

  /** The number and its unit, as they can be read again. */
  @Override
  public String toString() {
    return Units.format(value, unit);
  }
}
