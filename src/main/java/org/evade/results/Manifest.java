package org.evade.results;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What a run was: everything needed to repeat it, and under {@code wall} what differs from one
 * repetition to the next. Numbers are written so that they read back exactly, with the same text on
 * every JDK.
 *
 * @param scenario the scenario's name
 * @param runId the run directory's name
 * @param status {@code running}, {@code complete}, {@code failed} or {@code interrupted}
 * @param ended why it came to its end, such as {@code last day reached}, {@code domain full} or
 *     {@code death}; empty before
 * @param scenarioSha256 SHA-256 of {@code scenario.yaml}, hexadecimal
 * @param seed the run's seed
 * @param version Evade's version
 * @param commit the git commit Evade was built from
 * @param resolved the scenario as resolved, in the user's order: maps, lists, text, numbers,
 *     booleans
 * @param parameters every parameter with its value and where that comes from
 * @param inputs SHA-256, hexadecimal, of each file in the run's {@link RunDirectory#INPUTS}; left
 *     out when there is none
 * @param warnings what the user should know, in the order it arose
 * @param notices what was done that is as it should be but good to know, such as where a lesion
 *     came from; left out when there is none
 * @param wall what a repetition may change
 */
public record Manifest(
    String scenario,
    String runId,
    String status,
    String ended,
    String scenarioSha256,
    long seed,
    String version,
    String commit,
    Map<String, Object> resolved,
    List<Parameter> parameters,
    Map<String, String> inputs,
    List<String> warnings,
    List<String> notices,
    Wall wall) {

  /** Status of a run that is under way, or was killed. */
  public static final String RUNNING = "running";

  /** Status of a run that came to its end. */
  public static final String COMPLETE = "complete";

  /** Status of a run that ended by an error. */
  public static final String FAILED = "failed";

  /** Status of a run that the user interrupted. */
  public static final String INTERRUPTED = "interrupted";

  /** Its file in a run directory. */
  public static final String FILE = "manifest.json";

  /** Data binding, loaded when a file is first read. */
  private static final class Binding {
    static final ObjectMapper JSON =
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /** Copies the collections, keeping their order. */
  public Manifest {
    // Not in manifests of earlier versions.
    ended = Objects.requireNonNullElse(ended, "");
    Objects.requireNonNull(scenario, "no scenario");
    Objects.requireNonNull(runId, "no runId");
    Objects.requireNonNull(status, "no status");
    Objects.requireNonNull(scenarioSha256, "no scenarioSha256");
    Objects.requireNonNull(version, "no version");
    Objects.requireNonNull(commit, "no commit");
    Objects.requireNonNull(wall, "no wall");
    resolved =
        Collections.unmodifiableMap(
            new LinkedHashMap<>(Objects.requireNonNull(resolved, "no resolved")));
    parameters = whole("parameters", parameters);
    inputs =
        inputs == null
            ? Map.of() // as in a file that leaves them out
            : Collections.unmodifiableMap(new TreeMap<>(inputs));
    warnings = whole("warnings", warnings);
    notices = notices == null ? List.of() : whole("notices", notices);
  }

  private static <T> List<T> whole(String name, List<T> list) {
    Objects.requireNonNull(list, "no " + name);
    list.forEach(item -> Objects.requireNonNull(item, "an empty item in " + name));
    return List.copyOf(list);
  }

  /**
   * A parameter as the run used it.
   *
   * @param name the full name, such as {@code tumor.volume-doubling-time}
   * @param value the value in {@code unit}
   * @param unit the unit
   * @param evidence the evidence level
   * @param source where the value comes from: citation, {@code scenario}, or {@code assumed:} and
   *     the reason of an assumption, which has no source
   */
  public record Parameter(String name, double value, String unit, String evidence, String source) {

    /** Nothing is left out. */
    public Parameter {
      Objects.requireNonNull(name, "a parameter has no name");
      Objects.requireNonNull(unit, "a parameter has no unit");
      Objects.requireNonNull(evidence, "a parameter has no evidence");
      Objects.requireNonNull(source, "a parameter has no source");
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("name", name);
      tree.put("value", value);
      tree.put("unit", unit);
      tree.put("evidence", evidence);
      tree.put("source", source);
      return tree;
    }
  }

  /**
   * What a repetition may change.
   *
   * @param started when the run began, ISO 8601
   * @param finished when it ended, ISO 8601, empty while it runs
   * @param seconds time spent, summed over resumptions
   * @param jvm vendor and version of the Java machine
   * @param threads threads used
   */
  public record Wall(String started, String finished, double seconds, String jvm, int threads) {

    /** Nothing is left out. */
    public Wall {
      Objects.requireNonNull(started, "wall has no started");
      Objects.requireNonNull(finished, "wall has no finished");
      Objects.requireNonNull(jvm, "wall has no jvm");
    }

    private Map<String, Object> tree() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("started", started);
      tree.put("finished", finished);
      tree.put("seconds", seconds);
      tree.put("jvm", jvm);
      tree.put("threads", threads);
      return tree;
    }
  }

  /**
   * The same manifest of a run that has come further.
   *
   * @param newStatus one of the constants
   * @param newEnded why the run came to its end; empty before
   * @param newWarnings all warnings
   * @param newNotices all notices
   * @param newWall the times
   */
  public Manifest with(
      String newStatus,
      String newEnded,
      List<String> newWarnings,
      List<String> newNotices,
      Wall newWall) {
    return new Manifest(
        scenario,
        runId,
        newStatus,
        newEnded,
        scenarioSha256,
        seed,
        version,
        commit,
        resolved,
        parameters,
        inputs,
        newWarnings,
        newNotices,
        newWall);
  }

  /**
   * SHA-256, hexadecimal.
   *
   * @param bytes the bytes
   */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(Checkpoint.sha256().digest(bytes));
  }

  /**
   * Reads the manifest of a run directory.
   *
   * @param directory a run directory, complete or not
   * @throws ResultsException if it is missing or is no manifest
   */
  public static Manifest read(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      Manifest manifest = mapper().readValue(Files.readAllBytes(file), Manifest.class);
      if (manifest == null) {
        throw new ResultsException(file, "is no manifest of Evade: it is empty");
      }
      return manifest;
    } catch (JsonProcessingException e) {
      throw new ResultsException(file, "is no manifest of Evade: " + reason(e));
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }

  /** What is wrong with a JSON file, without the names of classes. */
  static String reason(JsonProcessingException e) {
    if (e instanceof JsonEOFException || e.getCause() instanceof JsonEOFException) {
      return "it ends too early, as if cut off";
    }
    if (e.getCause() instanceof JsonParseException parse) {
      return parse.getOriginalMessage();
    }
    if (e.getCause() instanceof NullPointerException missing) {
      return missing.getMessage();
    }
    if (e instanceof JsonMappingException mapping) {
      StringJoiner path = new StringJoiner(".");
      mapping.getPath().stream()
          .filter(step -> step.getFieldName() != null)
          .forEach(step -> path.add(step.getFieldName()));
      return path.length() == 0
          ? "it is empty or holds something else"
          : path + " is of another kind";
    }
    return e.getOriginalMessage();
  }

  /** Writes the manifest, whole or not at all. */
  void write(Path directory) {
    AtomicFiles.write(directory.resolve(FILE), toJson().getBytes(StandardCharsets.UTF_8));
  }

  /** The manifest as indented JSON with a final line end. */
  String toJson() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scenario", scenario);
    tree.put("runId", runId);
    tree.put("status", status);
    tree.put("ended", ended);
    tree.put("scenarioSha256", scenarioSha256);
    tree.put("seed", seed);
    tree.put("version", version);
    tree.put("commit", commit);
    tree.put("resolved", resolved);
    tree.put("parameters", parameters.stream().map(Parameter::tree).toList());
    if (!inputs.isEmpty()) {
      tree.put("inputs", inputs);
    }
    tree.put("warnings", warnings);
    tree.put("notices", notices);
    tree.put("wall", wall.tree());
    return Trees.json(tree);
  }

  /** The mapper that reads all JSON here. */
  static ObjectMapper mapper() {
    return Binding.JSON;
  }
}
