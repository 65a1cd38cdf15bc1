package org.evade.results;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/**
 * A run's directory while the run writes it. It is called {@code <run-id>.partial} until the run is
 * complete and then {@code <run-id>}: what looks complete is. Scenario and manifest are there from
 * the first moment, so that a run killed at any time can be resumed: from its last checkpoint, or
 * from the start if there is none yet. One process at a time may hold a run.
 *
 * <p>Not safe for use by several threads.
 */
public final class RunDirectory implements AutoCloseable {

  /** The scenario as resolved, which can be run by itself. */
  public static final String SCENARIO = "scenario.yaml";

  /** Directory of the files that the scenario names. */
  public static final String INPUTS = "inputs";

  /** Directory of the scenario's own files, as the user wrote them. */
  public static final String SOURCE = "source";

  /** Directory of the spatial snapshots. */
  public static final String MAPS = "maps";

  /** Directory of the charts. */
  public static final String CHARTS = "charts";

  /** Ending of the name of an unfinished run's directory. */
  public static final String PARTIAL = ".partial";

  private static final String MAP_ENDING = ".csv.gz";
  private static final String LABEL = "[a-z0-9][A-Za-z0-9._-]*";
  private static final String OLD = ".old";

  private final Path complete;
  private final Path path;
  private final RunLock lock;
  private final boolean replace;
  private final Optional<byte[]> state;
  private final Map<String, Checkpoint.Extent> recorded;
  private final Map<String, TableWriter> tables = new TreeMap<>();
  private final Map<String, FileChannel> channels = new TreeMap<>();
  private final Map<String, List<ColumnSpec>> dictionary;
  private boolean dictionaryChanged;
  private boolean closed;

  private RunDirectory(
      Path complete, RunLock lock, boolean replace, Optional<Checkpoint> checkpoint) {
    this.complete = complete;
    this.path = partial(complete);
    this.lock = lock;
    this.replace = replace;
    this.state = checkpoint.map(Checkpoint::state);
    this.recorded = checkpoint.map(Checkpoint::tables).orElse(Map.of());
    this.dictionary = Dictionary.read(path);
  }

  /** What there is of a run. */
  public enum Status {
    /** Nothing, or nothing that began. */
    ABSENT,
    /** An unfinished run, which can be resumed. */
    PARTIAL,
    /** A complete run. */
    COMPLETE
  }

  /**
   * The run's name: {@code <seed>-<hash8>}, the hash being of scenario and version.
   *
   * @param scenario the bytes of the scenario file (with whatever else decides the run appended)
   * @param seed the run's seed
   * @param version Evade's version
   */
  public static String runId(byte[] scenario, long seed, String version) {
    String key = Manifest.sha256(scenario) + "\n" + version;
    return seed + "-" + Manifest.sha256(key.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }

  /**
   * What there is of a run.
   *
   * @param parent the scenario's directory of runs
   * @param runId the run's name
   */
  public static Status status(Path parent, String runId) {
    Path complete = parent.resolve(runId);
    if (Files.isDirectory(partial(complete))) {
      return Status.PARTIAL;
    }
    return Files.exists(complete) ? Status.COMPLETE : Status.ABSENT;
  }

  /**
   * Begins a run.
   *
   * @param parent the scenario's directory of runs, made if missing
   * @param runId the run's name
   * @param scenario the bytes of the scenario file
   * @param inputs the bytes of the files that it names, if any, by name within {@link #INPUTS}
   * @param source the bytes of the files it was written in, by name within {@link #SOURCE}
   * @param manifest the manifest, status {@link Manifest#RUNNING}
   * @param replace whether a run of this name may be replaced; a complete one is there until this
   *     run is complete
   * @return the directory, locked until {@link #close()}
   * @throws ResultsException if a run of this name is there and may not be replaced, if another
   *     process holds it, or if the directory cannot be written
   */
  public static RunDirectory create(
      Path parent,
      String runId,
      byte[] scenario,
      Map<String, byte[]> inputs,
      Map<String, byte[]> source,
      Manifest manifest,
      boolean replace) {
    try {
      Files.createDirectories(parent);
    } catch (IOException e) {
      throw new ResultsException(parent, "cannot make this directory", e);
    }
    RunLock lock = RunLock.take(parent, runId);
    try {
      Path complete = parent.resolve(runId);
      Path partial = partial(complete);
      if (!replace) {
        if (Files.exists(partial)) {
          throw new ResultsException(partial, "an unfinished run is there; resume or delete it");
        }
        if (Files.exists(complete)) {
          throw new ResultsException(complete, "this run is there already");
        }
      }
      Path starting = parent.resolve("." + runId + ".starting");
      AtomicFiles.delete(starting);
      try {
        Files.createDirectory(starting);
      } catch (IOException e) {
        throw new ResultsException(starting, "cannot make this directory", e);
      }
      AtomicFiles.write(starting.resolve(SCENARIO), scenario);
      writeAll(starting.resolve(INPUTS), inputs);
      writeAll(starting.resolve(SOURCE), source);
      manifest.write(starting);
      AtomicFiles.delete(partial);
      rename(starting, partial);
      return new RunDirectory(complete, lock, replace, Optional.empty());
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void writeAll(Path folder, Map<String, byte[]> files) {
    if (files.isEmpty()) {
      return;
    }
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new ResultsException(folder, "cannot make this directory", e);
    }
    for (Map.Entry<String, byte[]> file : new TreeMap<>(files).entrySet()) {
      AtomicFiles.write(folder.resolve(file.getKey()), file.getValue());
    }
  }

  /**
   * Goes on with an unfinished run: verifies its checkpoint, cuts each table to where it was then
   * and drops what was begun after.
   *
   * @param directory the directory, with or without {@code .partial}
   * @param stateVersion the version of the state that the caller can read
   * @return the directory, locked until {@link #close()}; {@link #state()} is empty if the run was
   *     killed before its first checkpoint and has to start from day one
   * @throws ResultsException if there is no such run, it is complete, another process holds it, or
   *     the checkpoint or a table is damaged or of another version
   */
  public static RunDirectory resume(Path directory, int stateVersion) {
    Path complete = complete(directory);
    Path partial = partial(complete);
    if (!Files.isDirectory(partial)) {
      throw new ResultsException(
          directory,
          Files.isDirectory(complete)
              ? "this run is complete, there is nothing to resume"
              : "there is no unfinished run here");
    }
    if (!Files.exists(partial.resolve(Manifest.FILE))) {
      throw new ResultsException(partial, "this is no run directory: it has no " + Manifest.FILE);
    }
    RunLock lock = RunLock.take(partial.getParent(), complete.getFileName().toString());
    try {
      Optional<Checkpoint> checkpoint =
          Files.exists(partial.resolve(Checkpoint.FILE))
              ? Optional.of(Checkpoint.read(partial, stateVersion))
              : Optional.empty();
      Map<String, Checkpoint.Extent> recorded = checkpoint.map(Checkpoint::tables).orElse(Map.of());
      for (Map.Entry<String, Checkpoint.Extent> table : recorded.entrySet()) {
        cut(partial.resolve(table.getKey()), table.getValue());
      }
      sweep(partial, recorded);
      boolean replace = Files.exists(complete);
      return new RunDirectory(complete, lock, replace, checkpoint);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Where the run is being written. */
  public Path path() {
    return path;
  }

  /** Where the run will be when complete. */
  public Path completePath() {
    return complete;
  }

  /** The state at the checkpoint this run was resumed from; empty for a run from the start. */
  public Optional<byte[]> state() {
    return state.map(byte[]::clone);
  }

  /**
   * A table to append to: new with its header, or after resuming where it was at the checkpoint.
   *
   * @param spec the table; the same name gives the same writer
   * @throws ResultsException if it cannot be opened, or holds other columns than {@code spec}
   */
  public TableWriter table(TableSpec spec) {
    TableWriter known = tables.get(spec.name());
    if (known != null) {
      if (!known.spec().equals(spec)) {
        throw new IllegalArgumentException("table " + spec.name() + " is open with other columns");
      }
      return known;
    }
    Path file = path.resolve(spec.fileName());
    Checkpoint.Extent extent = recorded.get(spec.fileName());
    CRC32C checksum = new CRC32C();
    try {
      if (extent != null) {
        checksum = checksum(file, extent.length());
        requireHeader(file, spec);
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel.position(channel.size());
      OutputStream out = Channels.newOutputStream(channel);
      TableWriter writer =
          new TableWriter(out, file, spec, extent == null ? 0 : extent.length(), checksum);
      channels.put(spec.name(), channel);
      tables.put(spec.name(), writer);
      describe(spec);
      return writer;
    } catch (IOException e) {
      throw new ResultsException(file, "cannot open", e);
    }
  }

  /**
   * Writes a spatial snapshot, {@code maps/<label>.csv.gz}, whole or not at all; one of that label
   * is replaced.
   *
   * @param label such as {@code baseline}, or {@code baseline-liver} with several lesions
   * @param spec the columns
   * @param rows writes the rows
   */
  public void writeMap(String label, TableSpec spec, Consumer<TableWriter> rows) {
    if (!label.matches(LABEL)) {
      throw new IllegalArgumentException("map label '" + label + "' is not " + LABEL);
    }
    Path file = path.resolve(MAPS).resolve(label + MAP_ENDING);
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new ResultsException(file.getParent(), "cannot make this directory", e);
    }
    AtomicFiles.write(
        file,
        channel -> {
          GZIPOutputStream zip =
              new GZIPOutputStream(
                  new BufferedOutputStream(Channels.newOutputStream(channel)), 1 << 16);
          TableWriter writer = new TableWriter(zip, file, spec, 0, new CRC32C());
          rows.accept(writer);
          writer.flush();
          zip.finish();
          zip.flush();
        });
    describe(spec);
  }

  /**
   * Writes a text file, whole or not at all, in UTF-8.
   *
   * @param name the file's name, such as {@code phylogeny.nwk}
   * @param text its content
   */
  public void writeText(String name, String text) {
    AtomicFiles.write(path.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Replaces the manifest.
   *
   * @param manifest the new one
   */
  public void writeManifest(Manifest manifest) {
    manifest.write(path);
  }

  /**
   * Makes the run resumable from this moment: forces all tables to disk, then writes the state with
   * the tables' lengths, whole or not at all.
   *
   * @param stateVersion the version of the state, which {@link #resume} must be given
   * @param writer writes the state
   * @throws IllegalStateException if a table has a row begun and not ended
   * @throws ResultsException if the disk is full or fails; the former checkpoint stays
   */
  public void checkpoint(int stateVersion, StateWriter writer) {
    Map<String, Checkpoint.Extent> extents = new TreeMap<>();
    for (TableWriter table : tables.values()) {
      if (table.inRow()) {
        throw new IllegalStateException("table " + table.spec().name() + " is inside a row");
      }
    }
    force();
    for (Map.Entry<String, Checkpoint.Extent> untouched : recorded.entrySet()) {
      extents.put(untouched.getKey(), untouched.getValue());
    }
    for (TableWriter table : tables.values()) {
      extents.put(table.spec().fileName(), new Checkpoint.Extent(table.length(), table.checksum()));
    }
    if (dictionaryChanged) {
      Dictionary.write(path, dictionary);
      dictionaryChanged = false;
    }
    Checkpoint.write(path, stateVersion, extents, writer);
  }

  /** Lets readers see all rows written so far, and the data dictionary. */
  public void flush() {
    for (TableWriter table : tables.values()) {
      table.flush();
    }
    Dictionary.write(path, dictionary);
    dictionaryChanged = false;
  }

  /**
   * Ends the run: forces all to disk and gives the directory its final name.
   *
   * @param manifest the last manifest, status {@link Manifest#COMPLETE}
   * @return the directory's final place
   * @throws ResultsException if anything cannot be written; the directory is still resumable
   */
  public Path complete(Manifest manifest) {
    force();
    closeTables();
    Dictionary.write(path, dictionary);
    manifest.write(path);
    Path old = complete.resolveSibling("." + complete.getFileName() + OLD);
    AtomicFiles.delete(old);
    if (Files.exists(complete)) {
      if (!replace) {
        throw new ResultsException(complete, "a run of this name has appeared meanwhile");
      }
      rename(complete, old);
    }
    rename(path, complete);
    // Only now: until the renaming a kill leaves a run that resumes from here.
    AtomicFiles.delete(complete.resolve(Checkpoint.FILE));
    AtomicFiles.delete(old);
    close();
    return complete;
  }

  /** Closes the tables and frees the run for others; it stays resumable unless complete. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      closeTables();
    } finally {
      lock.close();
    }
  }

  private void closeTables() {
    for (TableWriter table : tables.values()) {
      table.close();
    }
    tables.clear();
    channels.clear();
  }

  private void force() {
    for (Map.Entry<String, TableWriter> table : tables.entrySet()) {
      table.getValue().flush();
      try {
        channels.get(table.getKey()).force(true);
      } catch (IOException e) {
        throw new ResultsException(
            path.resolve(table.getValue().spec().fileName()), "cannot write", e);
      }
    }
  }

  private void describe(TableSpec spec) {
    if (!spec.columns().equals(dictionary.put(spec.name(), spec.columns()))) {
      dictionaryChanged = true;
    }
  }

  private static void rename(Path from, Path to) {
    try {
      AtomicFiles.move(from, to);
    } catch (IOException e) {
      throw new ResultsException(to, "cannot rename " + from.getFileName() + " to this", e);
    }
  }

  /** Cuts a table back to a checkpoint, having made sure that what stays is what was there. */
  private static void cut(Path file, Checkpoint.Extent extent) {
    try {
      long size = Files.exists(file) ? Files.size(file) : 0;
      if (size < extent.length()) {
        throw new ResultsException(
            file,
            "has "
                + size
                + " bytes, at the checkpoint it had "
                + extent.length()
                + "; it was changed since");
      }
      if (checksum(file, extent.length()).getValue() != extent.checksum()) {
        throw new ResultsException(file, "was changed since the checkpoint");
      }
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(extent.length());
      }
    } catch (IOException e) {
      throw new ResultsException(file, "cannot cut back to the checkpoint", e);
    }
  }

  /** Deletes the tables begun after the checkpoint and files that were never finished. */
  private static void sweep(Path partial, Map<String, Checkpoint.Extent> recorded) {
    try {
      for (Path directory : List.of(partial, partial.resolve(MAPS))) {
        if (!Files.isDirectory(directory)) {
          continue;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            boolean stale =
                directory.equals(partial) && name.endsWith(".csv") && !recorded.containsKey(name);
            if (stale || name.endsWith(AtomicFiles.TEMPORARY)) {
              Files.delete(file);
            }
          }
        }
      }
    } catch (IOException e) {
      throw new ResultsException(partial, "cannot tidy", e);
    }
  }

  private static CRC32C checksum(Path file, long length) throws IOException {
    CRC32C checksum = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (long left = length; left > 0; ) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          break;
        }
        checksum.update(buffer, 0, read);
        left -= read;
      }
    }
    return checksum;
  }

  private static void requireHeader(Path file, TableSpec spec) throws IOException {
    byte[] expected = (spec.header() + "\n").getBytes(StandardCharsets.US_ASCII);
    try (InputStream in = Files.newInputStream(file)) {
      String found = new String(in.readNBytes(expected.length), StandardCharsets.UTF_8);
      if (!found.equals(spec.header() + "\n")) {
        throw new ResultsException(file, "holds other columns than this build writes");
      }
    }
  }

  private static Path partial(Path complete) {
    return complete.resolveSibling(complete.getFileName() + PARTIAL);
  }

  private static Path complete(Path directory) {
    Path absolute = directory.toAbsolutePath().normalize();
    String name = absolute.getFileName().toString();
    return name.endsWith(PARTIAL)
        ? absolute.resolveSibling(name.substring(0, name.length() - PARTIAL.length()))
        : absolute;
  }
}
