package org.evade.catalogue;

import java.util.Collection;
import java.util.Optional;

/**
 * One thing that is wrong with a file, and what would be right.
 *
 * @param file the file
 * @param line line, from 1; 0 when the problem has no line
 * @param column column, from 1; 0 when the problem has none
 * @param path keys that lead to it, such as {@code lesions[0].diameter}; empty for the whole file
 * @param found what was found
 * @param allowed what is allowed there
 * @param nearest the valid name nearest to the one found, if any is near
 */
public record Problem(
    String file,
    int line,
    int column,
    String path,
    String found,
    String allowed,
    Optional<String> nearest) {

  /** Most letters of a value that a message repeats. */
  private static final int VALUE = 40;

  /** Most letters of a path, of keys or of a file, that a message repeats. */
  private static final int PATH = 200;

  /** A problem at a place. */
  public static Problem at(Place place, String found, String allowed) {
    return new Problem(
        place.file(), place.line(), place.column(), place.path(), found, allowed, Optional.empty());
  }

  /** A name that is none of those allowed. */
  public static Problem unknown(Place place, String what, String name, Collection<String> names) {
    Optional<String> nearest = Nearest.to(name, names);
    return new Problem(
        place.file(),
        place.line(),
        place.column(),
        place.path(),
        "unknown " + what + " '" + shorten(name) + "'",
        names.isEmpty() ? "nothing here" : list(names),
        nearest);
  }

  private static String list(Collection<String> names) {
    if (names.size() <= 16) {
      return String.join(", ", names);
    }
    return "one of " + names.size() + " names (see `evade list`)";
  }

  /** A value on one line and of at most some 40 letters, for messages. */
  public static String shorten(String text) {
    return shorten(text, VALUE);
  }

  /** A path of keys or of a file on one line and of bounded length, for messages. */
  public static String shortenPath(String text) {
    return shorten(text, PATH);
  }

  private static String shorten(String text, int most) {
    String line = text.strip().replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() <= most ? line : line.substring(0, most) + "...";
  }

  /** The problem on one line: place, path, what was found, what is allowed, the nearest name. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(file);
    if (line > 0) {
      text.append(':').append(line).append(':').append(column);
    }
    text.append(": ");
    if (!path.isEmpty()) {
      text.append(path).append(": ");
    }
    text.append("found ").append(found).append("; allowed: ").append(allowed);
    nearest.ifPresent(name -> text.append("; did you mean '").append(name).append("'?"));
    return text.toString();
  }
}
