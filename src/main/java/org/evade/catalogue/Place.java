package org.evade.catalogue;

/**
 * Where something stands in a file.
 *
 * @param file the file, as the user would name it
 * @param line line, from 1; 0 when it has none
 * @param column column, from 1; 0 when it has none
 * @param path keys that lead to it, such as {@code lesions[0].diameter}; empty for the whole file
 */
public record Place(String file, int line, int column, String path) {

  /** The place of a file as a whole. */
  public static Place of(String file) {
    return new Place(file, 0, 0, "");
  }
}
