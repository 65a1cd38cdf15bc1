package org.evade.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.evade.chart.SeriesSource;
import org.evade.chart.Table;

/** Reads a run directory, complete or still being written. */
public final class RunReader implements SeriesSource {

  private static final String MAP_ENDING = ".csv.gz";

  private final Path directory;
  private final Manifest manifest;
  private final Map<String, List<ColumnSpec>> dictionary;

  private RunReader(Path directory) {
    this.directory = directory;
    this.manifest = Manifest.read(directory);
    this.dictionary = Dictionary.read(directory);
  }

  /**
   * Opens a run directory.
   *
   * @param directory the directory; of an unfinished run with or without {@code .partial}
   * @throws ResultsException if it is no run directory
   */
  public static RunReader open(Path directory) {
    Path partial = directory.resolveSibling(directory.getFileName() + RunDirectory.PARTIAL);
    if (!Files.exists(directory) && Files.isDirectory(partial)) {
      return new RunReader(partial);
    }
    if (!Files.isDirectory(directory)) {
      throw new ResultsException(directory, "is no run directory");
    }
    return new RunReader(directory);
  }

  /** The directory read from. */
  public Path path() {
    return directory;
  }

  /** The run's manifest. */
  public Manifest manifest() {
    return manifest;
  }

  /** The scenario as the user wrote it. */
  public byte[] scenario() {
    return bytes(directory.resolve(RunDirectory.SCENARIO));
  }

  /**
   * A text file of the run.
   *
   * @param name the file's name, such as {@code phylogeny.nwk}
   * @return its content, or empty if there is no such file
   */
  public Optional<String> text(String name) {
    Path file = directory.resolve(name);
    return Files.isRegularFile(file)
        ? Optional.of(new String(bytes(file), StandardCharsets.UTF_8))
        : Optional.empty();
  }

  @Override
  public String title() {
    return manifest.scenario() + ", seed " + manifest.seed();
  }

  @Override
  public Optional<Table> table(String name) {
    Path file = directory.resolve(name + ".csv");
    return Files.isRegularFile(file)
        ? Optional.of(CsvReader.read(file, dictionary.getOrDefault(name, List.of())))
        : Optional.empty();
  }

  @Override
  public List<String> maps() {
    Path maps = directory.resolve(RunDirectory.MAPS);
    if (!Files.isDirectory(maps)) {
      return List.of();
    }
    List<String> labels = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(maps, "*" + MAP_ENDING)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        labels.add(name.substring(0, name.length() - MAP_ENDING.length()));
      }
    } catch (IOException e) {
      throw new ResultsException(maps, "cannot read", e);
    }
    Collections.sort(labels);
    return Collections.unmodifiableList(labels);
  }

  @Override
  public Optional<Table> map(String label) {
    Path file = directory.resolve(RunDirectory.MAPS).resolve(label + MAP_ENDING);
    List<ColumnSpec> columns = dictionary.getOrDefault(Tables.map().name(), Tables.map().columns());
    return Files.isRegularFile(file)
        ? Optional.of(CsvReader.read(file, columns))
        : Optional.empty();
  }

  @Override
  public Optional<Quantity> quantity(String table, String column) {
    return dictionary.getOrDefault(table, List.of()).stream()
        .filter(spec -> spec.name().equals(column))
        .map(spec -> new Quantity(spec.meaning(), spec.unit()))
        .findFirst();
  }

  /**
   * Makes sure that a complete run still has its tables, each with rows and with its last line
   * whole. Nothing is asked of an unfinished run.
   *
   * @throws ResultsException naming the first file that is missing, empty or torn
   */
  public void requireTables() {
    if (!manifest.status().equals(Manifest.COMPLETE)) {
      return;
    }
    requireContent(directory.resolve(Dictionary.FILE));
    Set<String> names = new TreeSet<>(dictionary.keySet());
    names.addAll(RunTables.ALWAYS);
    names.remove(Tables.map().name());
    for (String name : names) {
      Path file = directory.resolve(name + ".csv");
      byte[] bytes = requireContent(file);
      if (bytes[bytes.length - 1] != '\n') {
        throw new ResultsException(file, "ends within a line: it was cut off");
      }
      Table table = table(name).orElseThrow();
      if (table.rows() == 0) {
        throw new ResultsException(file, "has no row below its header");
      }
      for (ColumnSpec column : dictionary.getOrDefault(name, List.of())) {
        if (!table.has(column.name())) {
          throw new ResultsException(file, "has no column " + column.name());
        }
      }
    }
    List<String> kinds = table(Tables.EVENTS.name()).orElseThrow().text("kind");
    if (!kinds.get(kinds.size() - 1).equals("end")) {
      throw new ResultsException(
          directory.resolve(Tables.EVENTS.fileName()), "lacks the run's end: it was cut off");
    }
  }

  private static byte[] requireContent(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new ResultsException(file, "is missing; the run is complete and had it");
    }
    byte[] bytes = bytes(file);
    if (bytes.length == 0) {
      throw new ResultsException(file, "is empty");
    }
    return bytes;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }
}
