package org.evade.catalogue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a user's text file, or says why it cannot be read. */
public final class TextFile {

  private TextFile() {}

  /**
   * Reads a file in strict UTF-8.
   *
   * @param path the file
   * @param name how messages name it
   * @param kind what the file should be, such as {@code YAML file}
   * @param mebibytes most MiB that are read
   * @param problems takes what is wrong with it
   * @return its text, or empty when it could not be read
   */
  public static Optional<String> read(
      Path path, String name, String kind, int mebibytes, List<Problem> problems) {
    String allowed = "a readable " + kind + " in UTF-8 of at most " + mebibytes + " MiB";
    Place whole = Place.of(name);
    if (!Files.exists(path)) {
      problems.add(Problem.at(whole, "no such file", allowed));
    } else if (Files.isDirectory(path)) {
      problems.add(Problem.at(whole, "a directory", allowed));
    } else if (!Files.isRegularFile(path)) {
      problems.add(Problem.at(whole, "something that is not a regular file", allowed));
    } else {
      try (var in = Files.newInputStream(path)) {
        int largest = mebibytes << 20;
        byte[] bytes = in.readNBytes(largest + 1);
        if (bytes.length > largest) {
          problems.add(Problem.at(whole, "more than " + mebibytes + " MiB", allowed));
          return Optional.empty();
        }
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString());
      } catch (CharacterCodingException e) {
        problems.add(Problem.at(whole, "bytes that are not UTF-8", allowed));
      } catch (AccessDeniedException e) {
        problems.add(Problem.at(whole, "a file that may not be read", allowed));
      } catch (IOException e) {
        problems.add(Problem.at(whole, "a file that cannot be read: " + e.getMessage(), allowed));
      }
    }
    return Optional.empty();
  }
}
