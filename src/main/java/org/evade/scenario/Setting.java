package org.evade.scenario;

import java.util.List;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;

/**
 * A value set on the command line over what the file says.
 *
 * @param path keys that lead to it, such as {@code lesions[0].diameter} or {@code
 *     tumor.volume-doubling-time}
 * @param value its text, as it would stand in the file
 * @param place how messages name it in place of a file, such as {@code --days 0}
 */
public record Setting(String path, String value, String place) {

  /** A value set by {@code --set}. */
  public Setting(String path, String value) {
    this(path, value, "--set " + Problem.shortenPath(path) + "=" + Problem.shorten(value));
  }

  /**
   * Reads {@code path=value}.
   *
   * @throws ScenarioException when the text is not of that form
   */
  public static Setting parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || text.substring(0, equals).isBlank()) {
      throw new ScenarioException(
          List.of(
              Problem.at(
                  Place.of("--set " + Problem.shorten(text)),
                  "no path=value",
                  "a path and a value, such as --set patient.weight='80 kg'")));
    }
    return new Setting(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
  }

  /** The first of the keys, without an index. */
  String head() {
    return path.replaceAll("[.\\[].*", "");
  }
}
