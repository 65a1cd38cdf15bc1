package org.evade.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.TreeSet;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Evidence;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Problem;
import org.evade.catalogue.Source;
import org.evade.results.Manifest;
import org.evade.results.Numbers;
import org.evade.results.ResultsException;
import org.evade.results.RunDirectory;
import org.evade.results.Trees;
import org.evade.scenario.CellTable;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioException;
import org.evade.scenario.Vocabulary;

/** A scenario with everything its run needs and everything its manifest says. Immutable. */
public final class RunPlan {

  /** Evidence of a parameter that the scenario gives. */
  public static final String GIVEN = "given";

  private final Scenario scenario;
  private final DrugLibrary drugs;
  private final Map<String, Object> tree;
  private final byte[] yaml;
  private final SortedMap<String, byte[]> inputs;
  private final List<Manifest.Parameter> parameters;
  private final List<String> warnings;
  private final List<String> notices;

  private RunPlan(
      Scenario scenario,
      DrugLibrary drugs,
      Map<String, Object> tree,
      SortedMap<String, byte[]> inputs,
      List<Manifest.Parameter> parameters,
      List<String> warnings,
      List<String> notices) {
    this.scenario = scenario;
    this.drugs = drugs;
    this.tree = tree;
    this.yaml = Trees.yaml(tree).getBytes(StandardCharsets.UTF_8);
    this.inputs = inputs;
    this.parameters = parameters;
    this.warnings = warnings;
    this.notices = notices;
  }

  /**
   * Makes a scenario ready.
   *
   * @param read the scenario as read; drugs of the user's own are paths in it
   * @param given the vocabulary it was read with
   * @throws ResultsException when a file that the scenario names cannot be read
   * @throws ScenarioException when a drug's own file is none, as reading the scenario would tell
   */
  public static RunPlan of(Scenario read, Vocabulary given) {
    DrugLibrary drugs = given.drugs();
    Vocabulary words = given;
    SortedMap<String, byte[]> inputs = new TreeMap<>();
    SortedMap<String, String> written = new TreeMap<>();
    SortedMap<String, String> names = new TreeMap<>();
    for (String drug : drugsOf(read)) {
      if (given.drugs().find(drug).isEmpty()) {
        byte[] bytes = bytes(Path.of(drug));
        DrugSpec spec = drug(bytes, drug);
        drugs = drugs.with(spec);
        words = words.with(spec);
        names.put(drug, spec.name());
        inputs.put("drug-" + spec.name() + ".yaml", bytes);
        written.put(spec.name(), RunDirectory.INPUTS + "/drug-" + spec.name() + ".yaml");
      }
    }
    for (Scenario.LesionPlan lesion : read.lesions()) {
      if (lesion.cells().isPresent()) {
        byte[] bytes = lesion.cells().get().text().getBytes(StandardCharsets.UTF_8);
        inputs.put(ScenarioText.cellsFile(lesion.name()), bytes);
      }
    }
    Scenario scenario = named(read, names);
    return new RunPlan(
        scenario,
        drugs,
        ScenarioText.tree(scenario, words.catalogue(), words.mechanisms().keySet(), written),
        inputs,
        parameters(scenario, words, drugs),
        warnings(scenario),
        notices(scenario));
  }

  private static DrugSpec drug(byte[] bytes, String file) {
    List<Problem> problems = new ArrayList<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    return DrugReader.parse(text, file, Set.of(), problems)
        .orElseThrow(() -> new ScenarioException(problems));
  }

  private static SortedSet<String> drugsOf(Scenario scenario) {
    SortedSet<String> names = new TreeSet<>();
    scenario.treatment().forEach(line -> line.doses().forEach(dose -> names.add(dose.drug())));
    return names;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ResultsException(file, "cannot read", e);
    }
  }

  /** The scenario with drugs by name instead of by path. */
  private static Scenario named(Scenario s, SortedMap<String, String> names) {
    List<Scenario.TreatmentLine> lines = new ArrayList<>();
    for (Scenario.TreatmentLine line : s.treatment()) {
      List<Scenario.DosePlan> doses = new ArrayList<>();
      for (Scenario.DosePlan dose : line.doses()) {
        doses.add(
            new Scenario.DosePlan(
                names.getOrDefault(dose.drug(), dose.drug()),
                dose.amount(),
                dose.unit(),
                dose.everyMinutes(),
                dose.startMinutes()));
      }
      lines.add(new Scenario.TreatmentLine(List.copyOf(doses), line.ends()));
    }
    return new Scenario(
        s.name(),
        s.purpose(),
        s.seed(),
        s.durationDays(),
        s.patient(),
        s.lesions(),
        s.founders(),
        s.mechanisms(),
        List.copyOf(lines),
        s.scans(),
        s.parameters(),
        s.given(),
        s.snapshotDays());
  }

  /** Every number in play, those of the drugs last; none of what is off or not given. */
  private static List<Manifest.Parameter> parameters(
      Scenario scenario, Vocabulary words, DrugLibrary drugs) {
    Catalogue catalogue = words.catalogue();
    SortedSet<String> off = new TreeSet<>();
    for (MechanismDescriptor mechanism : words.mechanisms().values()) {
      if (!scenario.mechanisms().contains(mechanism.name())) {
        mechanism.parameters().forEach(spec -> off.add(spec.name()));
      }
    }
    for (Scenario.Beyond what : Scenario.Beyond.values()) {
      if (!scenario.patient().beyond().contains(what)) {
        off.addAll(catalogue.names().tailSet(what.key() + ".").headSet(what.key() + "/"));
      }
    }
    drugs.drugs().forEach(drug -> drug.numbers().forEach(number -> off.add(number.name())));
    List<Manifest.Parameter> parameters = new ArrayList<>();
    for (ParameterSpec spec : catalogue.all()) {
      if (!off.contains(spec.name())) {
        parameters.add(parameter(spec, scenario));
      }
    }
    for (String drug : drugsOf(scenario)) {
      drugs.get(drug).numbers().forEach(spec -> parameters.add(parameter(spec, scenario)));
    }
    return Collections.unmodifiableList(parameters);
  }

  private static Manifest.Parameter parameter(ParameterSpec spec, Scenario scenario) {
    if (scenario.given().contains(spec.name())) {
      double value = scenario.parameters().get(spec.name());
      return new Manifest.Parameter(spec.name(), value, spec.unit(), GIVEN, "scenario");
    }
    String source =
        spec.evidence() == Evidence.ASSUMED
            ? "assumed: " + spec.reason()
            : spec.source().map(RunPlan::citation).orElse("");
    return new Manifest.Parameter(
        spec.name(),
        spec.value(),
        spec.unit(),
        spec.evidence().name().toLowerCase(Locale.ROOT),
        source);
  }

  private static String citation(Source source) {
    return source.citation() + " (" + source.id() + ")";
  }

  private static List<String> warnings(Scenario scenario) {
    List<String> warnings = new ArrayList<>();
    for (Scenario.Founder founder : scenario.founders()) {
      if (founder.seeded()) {
        warnings.add(
            "the founder clone of "
                + founder.mechanism()
                + " is seeded: its frequency is not to be compared with data");
      }
    }
    if (scenario.scans().days().isEmpty()) {
      warnings.add(
          "no scan but the one at baseline: the schedule's first comes after the last day, day "
              + scenario.durationDays()
              + ", so that there will be no response");
    }
    for (Scenario.LesionPlan lesion : scenario.lesions()) {
      for (CellTable.Type type : CellTable.Type.values()) {
        if (type.isLeukocyte() && lesion.cells().map(c -> c.count(type) == 0).orElse(false)) {
          warnings.add(
              "lesion " + lesion.name() + " has no " + type.word() + " and none will enter it");
        }
      }
    }
    return List.copyOf(warnings);
  }

  private static List<String> notices(Scenario scenario) {
    List<String> notices = new ArrayList<>();
    for (Scenario.LesionPlan lesion : scenario.lesions()) {
      lesion.cells().ifPresent(cells -> start(lesion.name(), cells, scenario, notices));
    }
    return List.copyOf(notices);
  }

  /** What is done to a lesion that starts from a table. */
  private static void start(
      String lesion, CellTable cells, Scenario scenario, List<String> notices) {
    StringJoiner counts = new StringJoiner(", ");
    for (CellTable.Type type : CellTable.Type.values()) {
      counts.add(cells.count(type) + " " + type.word());
    }
    notices.add(
        "lesion "
            + lesion
            + " starts from a table of cells ("
            + counts
            + "): a burn-in of "
            + Numbers.exact(scenario.parameters().get("burn-in.duration"))
            + " d from these cells fitted loss and entry and is not in the tables; then the cells"
            + " were put back and fields and expression settled around them");
    if (cells.count(CellTable.Type.DEBRIS) == 0) {
      notices.add(
          "lesion " + lesion + " has no debris in its table; as much as is in balance was added");
    }
    if (cells.count(CellTable.Type.VESSEL) == 0) {
      notices.add("lesion " + lesion + " has no vessel in its table; vessels were laid by chance");
    }
  }

  /** The scenario, drugs by name. */
  public Scenario scenario() {
    return scenario;
  }

  /** The drugs it may use. */
  public DrugLibrary drugs() {
    return drugs;
  }

  /** The scenario as a file that needs no other but {@link #inputs()}. */
  public byte[] yaml() {
    return yaml.clone();
  }

  /** Files that the scenario names, by name within the run's {@link RunDirectory#INPUTS}. */
  public SortedMap<String, byte[]> inputs() {
    return Collections.unmodifiableSortedMap(inputs);
  }

  /** SHA-256 of the files that the scenario names, by name within the run's inputs. */
  public SortedMap<String, String> hashes() {
    SortedMap<String, String> hashes = new TreeMap<>();
    inputs.forEach((name, bytes) -> hashes.put(name, Manifest.sha256(bytes)));
    return hashes;
  }

  /** What the user should know before the run. */
  public List<String> warnings() {
    return warnings;
  }

  /** What is done that is as it should be but good to know. */
  public List<String> notices() {
    return notices;
  }

  /**
   * Name of the run's directory, {@code <seed>-<hash8>}.
   *
   * @param version Evade's version
   */
  public String runId(String version) {
    StringBuilder all = new StringBuilder(new String(yaml, StandardCharsets.UTF_8));
    hashes().forEach((name, hash) -> all.append('\n').append(name).append(' ').append(hash));
    return RunDirectory.runId(
        all.toString().getBytes(StandardCharsets.UTF_8), scenario.seed(), version);
  }

  /**
   * The manifest of a run that begins.
   *
   * @param runId name of its directory
   * @param version Evade's version
   * @param commit the git commit it was built from
   * @param threads threads used
   */
  public Manifest manifest(String runId, String version, String commit, int threads) {
    return new Manifest(
        scenario.name(),
        runId,
        Manifest.RUNNING,
        "",
        Manifest.sha256(yaml),
        scenario.seed(),
        version,
        commit,
        tree,
        parameters,
        hashes(),
        warnings,
        notices,
        Clock.started(threads));
  }
}
