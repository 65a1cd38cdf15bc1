package org.evade.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.evade.catalogue.Problem;

/** Says that a scenario cannot be used, with everything that is wrong with it. */
public final class ScenarioException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** A scenario's problems; they are put in the order of the file, each once. */
  public ScenarioException(List<Problem> problems) {
    super(sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = sorted(problems);
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(
            Comparator.comparing(Problem::file)
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column))
        .toList();
  }

  /** All problems: by file, line and column. */
  public List<Problem> problems() {
    return problems;
  }
}
