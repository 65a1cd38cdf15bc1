package org.evade.results;

import java.util.Objects;

/**
 * A column of a table, as the data dictionary shows it.
 *
 * @param name lower case, digits and underscores
 * @param unit the unit, {@code 1} for a pure number, {@link #ID} or {@link #TEXT} for what is no
 *     number
 * @param meaning one sentence
 */
public record ColumnSpec(String name, String unit, String meaning) {

  /** Unit of a column of identifiers. */
  public static final String ID = "id";

  /** Unit of a column of words. */
  public static final String TEXT = "text";

  /** Checks the name and that nothing is blank. */
  public ColumnSpec {
    Objects.requireNonNull(name, "a column has no name");
    Objects.requireNonNull(unit, "a column has no unit");
    Objects.requireNonNull(meaning, "a column has no meaning");
    if (!name.matches("[a-z0-9_]+")) {
      throw new IllegalArgumentException("column name '" + name + "' is not [a-z0-9_]+");
    }
    if (unit.isBlank() || meaning.isBlank()) {
      throw new IllegalArgumentException("column " + name + " needs a unit and a meaning");
    }
  }

  /** Whether the column holds identifiers or words rather than numbers. */
  boolean isText() {
    return unit.equals(ID) || unit.equals(TEXT);
  }
}
