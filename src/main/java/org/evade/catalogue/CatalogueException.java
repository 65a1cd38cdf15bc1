package org.evade.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** Says that the catalogue's own files are wrong, with every problem found. */
public final class CatalogueException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All problems of the catalogue. */
  public CatalogueException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** All problems, in the order found. */
  public List<Problem> problems() {
    return problems;
  }
}
