package org.evade.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Files that are there whole or not at all. */
final class AtomicFiles {

  /** Ending of files that are being written; such files count for nothing. */
  static final String TEMPORARY = ".tmp";

  private AtomicFiles() {}

  /** Where a file is written before it takes its name. */
  private static Path temporary(Path file) {
    return file.resolveSibling(file.getFileName() + TEMPORARY);
  }

  /** Writes what a file is to hold. */
  @FunctionalInterface
  interface Content {

    /** Writes all of it, from the channel's start. */
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Writes a file beside its place, forces it to disk and renames it. */
  static void write(Path file, Content content) {
    Path temporary = temporary(file);
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        content.writeTo(channel);
        channel.force(true);
      }
      move(temporary, file);
    } catch (IOException e) {
      discard(temporary);
      throw new ResultsException(file, "cannot write", e);
    }
  }

  /** Writes bytes, likewise. */
  static void write(Path file, byte[] bytes) {
    write(
        file,
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  /** Deletes a file that could not be finished, so that it takes no room on a full disk. */
  private static void discard(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // It counts for nothing, and why it could not be finished is told.
      return;
    }
  }

  /** Renames a file over another, atomically, and forces the directory to disk. */
  static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("this file system cannot rename atomically", e);
    }
    forceDirectory(to.toAbsolutePath().getParent());
  }

  /** Forces a directory's entries to disk where the system can. */
  private static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems cannot open a directory; the rename itself has succeeded.
      return;
    }
  }

  /** Deletes a file or directory with all in it; nothing there is no error. */
  static void delete(Path path) {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      Files.walkFileTree(
          path,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure)
                throws IOException {
              if (failure != null) {
                throw failure;
              }
              Files.delete(directory);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new ResultsException(path, "cannot delete", e);
    }
  }
}
