package org.evade.results;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * One process per run: a locked file beside the run directory, so that it outlives the directory's
 * renaming. The system frees the lock of a killed process.
 */
final class RunLock implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private RunLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Locks a run or says that another process has it. */
  static RunLock take(Path parent, String runId) {
    Path file = parent.resolve("." + runId + ".lock");
    try {
      while (true) {
        Optional<Object> before = identity(file);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
          channel.close();
          throw new ResultsException(
              parent.resolve(runId), "another process is working on this run");
        }
        // The former holder may delete the file, and another process make it anew, at any moment:
        // what is locked is the file of this name only if that was the same before and is now.
        if (before.isPresent() && before.equals(identity(file))) {
          return new RunLock(file, channel);
        }
        channel.close();
      }
    } catch (IOException e) {
      throw new ResultsException(file, "cannot lock", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * What tells the file from another of its name, or empty when there is none. It is asked for
   * without opening the file: closing any descriptor of it would free the process's locks.
   */
  private static Optional<Object> identity(Path file) throws IOException {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      // Without file keys, as on Windows, an open file cannot be deleted.
      return Optional.of(attributes.fileKey() == null ? file : attributes.fileKey());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try (channel) {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot unlock", e);
    }
  }
}
