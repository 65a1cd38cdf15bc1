package org.evade.results;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A run directory cannot be written, read or trusted; the message names the path. */
public final class ResultsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * Creates an exception.
   *
   * @param path the file or directory in question
   * @param reason what is wrong, without the path
   */
  public ResultsException(Path path, String reason) {
    super(path + ": " + reason);
    this.path = path.toString();
  }

  /**
   * Creates an exception from a failure of the file system.
   *
   * @param path the file or directory in question
   * @param doing what was being done, such as {@code cannot write}
   * @param cause the failure
   */
  public ResultsException(Path path, String doing, IOException cause) {
    super(path + ": " + doing + ": " + reason(cause), cause);
    this.path = path.toString();
  }

  /** The file or directory in question. */
  public Path path() {
    return Path.of(path);
  }

  /**
   * Why the file system failed, in a few words.
   *
   * @param cause the failure
   */
  public static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file or directory";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "a file of this name is in the way";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
