package org.evade.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;

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
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!tryLock(channel)) {
          channel.close();
          throw new ResultsException(
              parent.resolve(runId), "another process is working on this run");
        }
        // The former holder may have deleted the file between our opening and locking it.
        byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(token));
        if (holds(file, token)) {
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
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static boolean holds(Path file, byte[] token) throws IOException {
    try {
      return Arrays.equals(Files.readAllBytes(file), token);
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw new ResultsException(file, "cannot unlock", e);
    }
  }
}
