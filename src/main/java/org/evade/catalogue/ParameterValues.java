package org.evade.catalogue;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of every parameter in one run, each in its catalogue unit. Immutable. */
public final class ParameterValues {

  private final SortedMap<String, Double> values;

  /** Values by parameter name. */
  public ParameterValues(Map<String, Double> values) {
    this.values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /**
   * A parameter's value in its catalogue unit.
   *
   * @throws IllegalArgumentException when there is no parameter of that name
   */
  public double get(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no parameter named " + name);
    }
    return value;
  }

  /** All values by name. */
  public SortedMap<String, Double> asMap() {
    return values;
  }
}
