package org.evade.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.evade.chart.Charts;
import org.evade.results.Manifest;
import org.evade.results.ResultsException;
import org.evade.results.RunDirectory;
import org.evade.results.RunReader;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Vocabulary;
import org.evade.study.PatientRun;
import org.evade.study.RunPlan;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * One run and where it goes.
 *
 * @param plan what to run
 * @param source the files that the user wrote the scenario in, byte for byte, by name
 * @param parent directory that holds the run's directory
 * @param name name of the run's directory
 */
record RunTask(RunPlan plan, SortedMap<String, byte[]> source, Path parent, String name) {

  /** What the user sees of the run's place. */
  Path directory() {
    return parent.resolve(name);
  }

  /** What the run is called in messages. */
  String title() {
    return plan.scenario().name() + ", seed " + plan.scenario().seed();
  }

  /** What there is of it already. */
  RunDirectory.Status status() {
    return RunDirectory.status(parent, name);
  }

  /**
   * Makes sure that what is there, if anything, is a run, which may be replaced.
   *
   * @throws ResultsException when something else is in the way
   */
  void requireRun() {
    for (Path there : List.of(directory(), parent.resolve(name + RunDirectory.PARTIAL))) {
      if (Files.exists(there, LinkOption.NOFOLLOW_LINKS)
          && !removeEmpty(there)
          && !Files.isRegularFile(there.resolve(Manifest.FILE))) {
        throw new ResultsException(there, "is there already and is no run of Evade");
      }
    }
  }

  /**
   * Makes sure that what is there, if anything, is this very run.
   *
   * @throws ResultsException when something else is in the way
   */
  void requireFree() {
    Path there = directory();
    if (status() == RunDirectory.Status.PARTIAL) {
      there = there.resolveSibling(name + RunDirectory.PARTIAL);
    } else if (status() == RunDirectory.Status.ABSENT || removeEmpty(there)) {
      return;
    }
    if (!Files.isRegularFile(there.resolve(Manifest.FILE))) {
      throw new ResultsException(there, "is there already and is no run of Evade");
    }
    Manifest manifest = Manifest.read(there);
    if (!manifest.scenarioSha256().equals(Manifest.sha256(plan.yaml()))
        || !manifest.inputs().equals(plan.hashes())
        || !manifest.version().equals(BuildInfo.read().version())) {
      throw new ResultsException(
          there, "holds another run (" + manifest.scenario() + ", seed " + manifest.seed() + ")");
    }
  }

  /**
   * Makes sure that the run's directory can be made, by making another one beside it or above.
   *
   * @throws ResultsException when it cannot
   */
  void requirePlace() {
    Path missing = directory().toAbsolutePath().normalize();
    Path above = missing.getParent();
    while (above != null && !Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
      missing = above;
      above = above.getParent();
    }
    if (above == null || !Files.isDirectory(above)) {
      throw new ResultsException(above == null ? missing : above, "is no directory");
    }
    try {
      Files.delete(Files.createTempDirectory(above, "." + missing.getFileName() + "."));
    } catch (IOException e) {
      throw new ResultsException(above, "cannot make " + missing.getFileName() + " here", e);
    }
  }

  /** Removes a directory that is empty, as made beforehand by the user. */
  private static boolean removeEmpty(Path there) {
    if (!Files.isDirectory(there)) {
      return false;
    }
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(there)) {
        if (files.iterator().hasNext()) {
          return false;
        }
      }
      Files.delete(there);
      return true;
    } catch (IOException e) {
      throw new ResultsException(there, "cannot use this directory", e);
    }
  }

  /**
   * Begins the run, or goes on with it.
   *
   * @param force whether to begin anew whatever is there
   * @param threads threads for the fields
   * @param options charts and checkpoints
   * @param stop whether to stop
   * @param progress told of every day
   */
  PatientRun.Outcome run(
      boolean force,
      int threads,
      RunOptions options,
      BooleanSupplier stop,
      PatientRun.Progress progress) {
    BuildInfo build = BuildInfo.read();
    Manifest fresh = plan.manifest(name, build.version(), build.commit(), threads);
    RunDirectory directory;
    Manifest manifest;
    if (!force && status() == RunDirectory.Status.PARTIAL) {
      // Before anything is cut back to the checkpoint.
      requireSameBuild(build);
      directory = RunDirectory.resume(directory(), PatientRun.STATE_VERSION);
      manifest = Manifest.read(directory.path());
    } else {
      directory =
          RunDirectory.create(parent, name, plan.yaml(), plan.inputs(), source, fresh, force);
      manifest = fresh;
    }
    return new PatientRun(
            plan,
            directory,
            manifest,
            threads,
            options.checkpointSeconds(),
            options.charts() ? RunTask::draw : path -> {})
        .run(stop, progress);
  }

  private void requireSameBuild(BuildInfo build) {
    Path partial = parent.resolve(name + RunDirectory.PARTIAL);
    Manifest manifest = Manifest.read(partial);
    if (!(manifest.version().equals(build.version()) && manifest.commit().equals(build.commit()))) {
      throw new ResultsException(
          partial,
          "was begun by evade "
              + manifest.version()
              + " ("
              + manifest.commit()
              + "), this is "
              + build.version()
              + " ("
              + build.commit()
              + "); resume it with that build, or run the scenario anew");
    }
  }

  /**
   * Makes sure that there is a run.
   *
   * @param given its directory as the user gave it, with or without {@code .partial}
   * @param command to blame when there is none
   * @return where it is
   * @throws ParameterException when there is none
   */
  static Path existing(Path given, CommandLine command) {
    Path partial = Path.of(given + RunDirectory.PARTIAL);
    for (Path path : List.of(given, partial)) {
      if (Files.isRegularFile(path.resolve(Manifest.FILE))) {
        return path;
      }
    }
    String why = Files.isDirectory(given) ? "holds no run" : "there is no such directory";
    throw new ParameterException(
        command, given + ": " + why + "; name the directory of a run, which has a manifest.json");
  }

  /**
   * The run that a directory holds, as its own scenario file says.
   *
   * @param given the directory, with or without {@code .partial}
   */
  static RunTask of(Path given) {
    Path complete = given.toAbsolutePath().normalize();
    String name = complete.getFileName().toString();
    if (name.endsWith(RunDirectory.PARTIAL)) {
      name = name.substring(0, name.length() - RunDirectory.PARTIAL.length());
    }
    Path parent = given.resolveSibling(name).getParent();
    parent = parent == null ? Path.of("") : parent;
    if (given.getFileName() == null || !given.getFileName().toString().startsWith(name)) {
      // Such as "." or "..": only the absolute path has the name.
      parent = complete.getParent();
    }
    Path there =
        RunDirectory.status(parent, name) == RunDirectory.Status.PARTIAL
            ? parent.resolve(name + RunDirectory.PARTIAL)
            : parent.resolve(name);
    if (!Files.isDirectory(there)) {
      throw new ResultsException(given, "there is no run here");
    }
    Manifest manifest = Manifest.read(there);
    Path file = there.resolve(RunDirectory.SCENARIO);
    byte[] bytes = unchanged(file, manifest.scenarioSha256());
    manifest
        .inputs()
        .forEach(
            (input, hash) -> unchanged(there.resolve(RunDirectory.INPUTS).resolve(input), hash));
    Vocabulary words = Library.vocabulary();
    Scenario scenario = ScenarioReader.read(file, words, List.of());
    RunPlan plan = RunPlan.of(scenario, words);
    if (manifest.seed() != scenario.seed() || !manifest.scenario().equals(scenario.name())) {
      throw new ResultsException(
          there.resolve(Manifest.FILE),
          "was changed since the run began: it names scenario "
              + manifest.scenario()
              + ", seed "
              + manifest.seed()
              + ", and scenario.yaml "
              + scenario.name()
              + ", seed "
              + scenario.seed());
    }
    if (!Arrays.equals(plan.yaml(), bytes)) {
      throw new ResultsException(
          file, "reads differently in this build; use evade " + manifest.version());
    }
    return new RunTask(plan, source(files(there.resolve(RunDirectory.SOURCE))), parent, name);
  }

  private static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new ResultsException(folder, "cannot read", e);
    }
  }

  /** The bytes of files by their names; of several files of one name the later get a number. */
  static SortedMap<String, byte[]> source(List<Path> files) {
    SortedMap<String, byte[]> source = new TreeMap<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      for (int n = 2; source.containsKey(name); n++) {
        name = n + "-" + file.getFileName();
      }
      try {
        source.put(name, Files.readAllBytes(file));
      } catch (IOException e) {
        throw new ResultsException(file, "cannot read", e);
      }
    }
    return source;
  }

  /** The bytes of a file of a run, if they are those it began with. */
  private static byte[] unchanged(Path file, String sha256) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
    if (!Manifest.sha256(bytes).equals(sha256)) {
      throw new ResultsException(file, "was changed since the run began");
    }
    return bytes;
  }

  private static void draw(Path directory) {
    Charts.drawAll(RunReader.open(directory), directory.resolve(RunDirectory.CHARTS));
  }
}
