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

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }
}
