package org.evade.results;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file {@code checkpoint.bin}: magic, version of this format, version of the state, the tables
 * with length and checksum, the state, its length, and a SHA-256 of all that.
 */
final class Checkpoint {

  static final String FILE = "checkpoint.bin";

  private static final long MAGIC = 0x4556414445434b50L; // "EVADECKP"
  private static final int FORMAT = 1;
  private static final int DIGEST = 32;

  private final Map<String, Extent> tables;
  private final byte[] state;

  private Checkpoint(Map<String, Extent> tables, byte[] state) {
    this.tables = tables;
    this.state = state;
  }

  /** Per file name how far the table had come, sorted by name. */
  Map<String, Extent> tables() {
    return tables;
  }

  /** The run's state, not copied. */
  byte[] state() {
    return state;
  }

  /** How far a table had come. */
  record Extent(long length, long checksum) {}

  /** Writes a checkpoint beside its place, forces it to disk and renames it. */
  static void write(Path directory, int version, Map<String, Extent> tables, StateWriter state) {
    AtomicFiles.write(directory.resolve(FILE), channel -> write(channel, version, tables, state));
  }

  private static void write(
      FileChannel channel, int version, Map<String, Extent> tables, StateWriter state)
      throws IOException {
    MessageDigest digest = sha256();
    DigestOutputStream digesting =
        new DigestOutputStream(Channels.newOutputStream(channel), digest);
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(digesting, 1 << 16));
    out.writeLong(MAGIC);
    out.writeInt(FORMAT);
    out.writeInt(version);
    out.writeInt(tables.size());
    for (Map.Entry<String, Extent> table : new TreeMap<>(tables).entrySet()) {
      out.writeUTF(table.getKey());
      out.writeLong(table.getValue().length());
      out.writeLong(table.getValue().checksum());
    }
    out.flush();
    long start = channel.position();
    state.write(out);
    out.flush();
    out.writeLong(channel.position() - start);
    out.flush();
    digesting.on(false);
    out.write(digest.digest());
    out.flush();
  }

  /** Reads a checkpoint and refuses one that is torn or of another version. */
  static Checkpoint read(Path directory, int version) {
    Path file = directory.resolve(FILE);
    try {
      byte[] bytes = Files.readAllBytes(file);
      int body = bytes.length - DIGEST;
      if (body < Long.BYTES) {
        throw new ResultsException(file, "the checkpoint is torn: only " + bytes.length + " bytes");
      }
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, body));
      if (in.readLong() != MAGIC) {
        throw new ResultsException(file, "this is not a checkpoint of Evade");
      }
      MessageDigest digest = sha256();
      digest.update(bytes, 0, body);
      if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(bytes, body, bytes.length))) {
        throw new ResultsException(file, "the checkpoint is torn: its checksum does not match");
      }
      refuse(file, "format", in.readInt(), FORMAT);
      refuse(file, "state", in.readInt(), version);
      Map<String, Extent> tables = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        tables.put(in.readUTF(), new Extent(in.readLong(), in.readLong()));
      }
      byte[] state = in.readNBytes(in.available() - Long.BYTES);
      if (in.readLong() != state.length) {
        throw new ResultsException(file, "the checkpoint is torn: its length does not match");
      }
      return new Checkpoint(tables, state);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }

  private static void refuse(Path file, String what, int found, int expected) {
    if (found != expected) {
      throw new ResultsException(
          file,
          String.format(
              "the checkpoint's %s version is %d, this build reads %d; resume it with the build"
                  + " that wrote it, or run anew",
              what, found, expected));
    }
  }

  /** A new SHA-256, which every JDK has. */
  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
