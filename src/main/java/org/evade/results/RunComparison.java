package org.evade.results;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Compares two run directories byte for byte. Charts, checkpoints and the manifest's {@code wall}
 * are left out; gzipped files are compared as unzipped, since JDKs compress differently.
 */
public final class RunComparison {

  private static final String ABSENT = "(no such file)";
  private static final String END = "(end of file)";

  private RunComparison() {}

  /**
   * A file that differs.
   *
   * @param file its path within the run directory, with {@code /}
   * @param line the first line that differs, from 1; 0 if one side lacks the file
   * @param left that line in the first directory
   * @param right that line in the second
   */
  public record Difference(String file, int line, String left, String right) {

    /** Whether the first directory lacks the file. */
    public boolean isMissing() {
      return line == 0 && left.equals(ABSENT);
    }

    @Override
    public String toString() {
      return line == 0
          ? file + ": only in the " + (isMissing() ? "second" : "first")
          : file + ", line " + line + ": '" + left + "' against '" + right + "'";
    }
  }

  /**
   * Compares all files.
   *
   * @param left a run directory
   * @param right another
   * @return what differs, sorted by file; empty if nothing does
   * @throws ResultsException if a file cannot be read
   */
  public static List<Difference> compare(Path left, Path right) {
    return compare(left, right, true);
  }

  /**
   * Compares all files but the manifest, as is right for runs of different builds.
   *
   * @param left a run directory
   * @param right another
   * @return what differs, sorted by file; empty if nothing does
   * @throws ResultsException if a file cannot be read
   */
  public static List<Difference> compareTables(Path left, Path right) {
    return compare(left, right, false);
  }

  private static List<Difference> compare(Path left, Path right, boolean manifest) {
    Set<String> files = new TreeSet<>(files(left));
    files.addAll(files(right));
    List<Difference> differences = new ArrayList<>();
    for (String file : files) {
      if (file.equals(Manifest.FILE) && !manifest) {
        continue;
      }
      boolean hasLeft = Files.exists(left.resolve(file));
      boolean hasRight = Files.exists(right.resolve(file));
      if (!hasLeft || !hasRight) {
        differences.add(new Difference(file, 0, hasLeft ? "" : ABSENT, hasRight ? "" : ABSENT));
      } else {
        compare(file, left.resolve(file), right.resolve(file), differences);
      }
    }
    return List.copyOf(differences);
  }

  private static void compare(String file, Path left, Path right, List<Difference> differences) {
    try (InputStream a = open(left);
        InputStream b = open(right)) {
      if (same(a, b)) {
        return;
      }
    } catch (IOException e) {
      throw new ResultsException(left, "cannot compare with " + right, e);
    }
    try (BufferedReader a = reader(left);
        BufferedReader b = reader(right)) {
      for (int line = 1; ; line++) {
        String x = a.readLine();
        String y = b.readLine();
        if (x == null && y == null) {
          // Only the line ends differ.
          differences.add(new Difference(file, line, END, END));
          return;
        }
        if (x == null || !x.equals(y)) {
          differences.add(new Difference(file, line, x == null ? END : x, y == null ? END : y));
          return;
        }
      }
    } catch (IOException e) {
      throw new ResultsException(left, "cannot compare with " + right, e);
    }
  }

  private static boolean same(InputStream a, InputStream b) throws IOException {
    byte[] x = new byte[1 << 16];
    byte[] y = new byte[1 << 16];
    while (true) {
      int n = a.readNBytes(x, 0, x.length);
      int m = b.readNBytes(y, 0, y.length);
      if (!Arrays.equals(x, 0, n, y, 0, m)) {
        return false;
      }
      if (n == 0) {
        return true;
      }
    }
  }

  private static BufferedReader reader(Path file) throws IOException {
    return new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8));
  }

  private static InputStream open(Path file) throws IOException {
    if (file.getFileName().toString().equals(Manifest.FILE)) {
      Map<String, Object> tree =
          Manifest.mapper().readValue(Files.readAllBytes(file), new TypeReference<>() {});
      tree.remove("wall");
      return new ByteArrayInputStream(Trees.json(tree).getBytes(StandardCharsets.UTF_8));
    }
    InputStream raw = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private static Set<String> files(Path directory) {
    Set<String> files = new TreeSet<>();
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        String file = directory.relativize(path).toString().replace('\\', '/');
        boolean counts =
            Files.isRegularFile(path)
                && !file.startsWith(RunDirectory.CHARTS + "/")
                && !file.equals(Checkpoint.FILE)
                && !file.endsWith(AtomicFiles.TEMPORARY);
        if (counts) {
          files.add(file);
        }
      }
    } catch (IOException e) {
      throw new ResultsException(directory, "cannot read", e);
    }
    return files;
  }
}
