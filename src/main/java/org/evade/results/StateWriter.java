package org.evade.results;

import java.io.DataOutput;
import java.io.IOException;

/** Writes the state of a run, in a form that its reader knows the length of. */
@FunctionalInterface
public interface StateWriter {

  /**
   * Writes the whole state.
   *
   * @param out where to
   * @throws IOException if {@code out} fails
   */
  void write(DataOutput out) throws IOException;
}
