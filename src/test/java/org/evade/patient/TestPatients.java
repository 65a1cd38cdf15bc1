package org.evade.patient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterValues;
import org.evade.cell.Cd8Cells;
import org.evade.cell.Leukocytes;
import org.evade.mechanism.Mechanisms;
import org.evade.random.KeyedStream;
import org.evade.results.Manifest;
import org.evade.results.RunDirectory;
import org.evade.scenario.Scenario;
import org.evade.scenario.ScenarioReader;
import org.evade.scenario.Setting;
import org.evade.scenario.Vocabulary;
import org.evade.study.PatientRun;
import org.evade.study.RunPlan;

/** Small patients for tests, made from scenario texts that set all a test depends on. */
final class TestPatients {

  static final long HOUR = 60;
  static final long DAY = 1440;

  /**
   * A small inflamed lesion under pembrolizumab in which everything happens fast: growth, killing,
   * entry, exhaustion and heritable changes.
   */
  static final String BUSY =
      """
      name: busy
      seed: 7
      duration: 60 days
      patient: {neoantigens: {truncal: 6, subclonal: 2}}
      lesions: [{diameter: 20 mm, phenotype: inflamed, lattice: {size: 48}, fill: 0.3}]
      treatment: [{drugs: [{drug: pembrolizumab, dose: 200 mg, every: 3 weeks}]}]
      mechanisms:
        hla-loh: {rate: 0.01}
        neoantigen-loss: {rate: 0.01}
        b2m-loss: {rate: 0.01, second-hit-rate: 0.01}
        ifng-pathway-loss: {rate: 0.01, second-hit-rate: 0.01}
        constitutive-pd-l1: {rate: 0.01}
      parameters:
        burn-in: {duration: 10 days, growth-tolerance: 1, density-tolerance: 2, attempts: 50}
        tumor: {volume-doubling-time: 30 days, cell-loss-factor: 0.8}
        cd8: {density-inflamed: 600 /mm^2, reactive-share: 0.05, nest-entry: 0.5,
              attachment-rate: 0.005 /min, division-rate: 0.5 /day}
        treg.ratio: 0.3
        mdsc.ratio: 0.3
        reservoir: {pre-existing: 0, exchange: 0 /day}
      """;

  private static final List<MechanismDescriptor> MECHANISMS = Mechanisms.descriptors();
  private static final DrugLibrary DRUGS = DrugLibrary.shipped();
  static final Vocabulary WORDS = Vocabulary.of(Catalogue.standard(MECHANISMS), MECHANISMS, DRUGS);

  private TestPatients() {}

  /** A scenario from its text, with settings such as {@code seed=3} over it. */
  static Scenario scenario(String text, String... settings) {
    return ScenarioReader.read(
        text, Path.of("test.yaml"), WORDS, Stream.of(settings).map(Setting::parse).toList());
  }

  /** The settings that switch every mechanism off but some. */
  static String[] only(String... mechanisms) {
    List<String> on = List.of(mechanisms);
    return MECHANISMS.stream()
        .map(MechanismDescriptor::name)
        .filter(name -> !on.contains(name))
        .map(name -> "mechanisms." + name + "=off")
        .toArray(String[]::new);
  }

  /** A scenario with parameters that may lie beyond the range the catalogue allows. */
  static Scenario with(Scenario s, Map<String, Double> parameters) {
    NavigableMap<String, Double> values = new TreeMap<>(s.parameterMap());
    for (Map.Entry<String, Double> entry : parameters.entrySet()) {
      if (values.put(entry.getKey(), entry.getValue()) == null) {
        throw new IllegalArgumentException("no parameter named " + entry.getKey());
      }
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
        s.treatment(),
        s.scans(),
        new ParameterValues(values),
        s.given(),
        s.snapshotDays());
  }

  /** A patient at the start of its burn-in, on one thread. */
  static VirtualPatient patient(Scenario scenario) {
    return new VirtualPatient(scenario, DRUGS, 1);
  }

  /** A patient at the start of its burn-in. */
  static VirtualPatient patient(Scenario scenario, int threads) {
    return new VirtualPatient(scenario, DRUGS, threads);
  }

  /** Runs a scenario as the command line does, without charts, and returns its directory. */
  static Path tables(Scenario scenario, Path parent, String name) {
    RunPlan plan = RunPlan.of(scenario, WORDS);
    Manifest manifest = plan.manifest(name, "test", "none", 1);
    RunDirectory directory =
        RunDirectory.create(parent, name, plan.yaml(), plan.inputs(), Map.of(), manifest, false);
    new PatientRun(plan, directory, manifest, 1, 1e9, path -> {})
        .run(() -> false, (day, diameter) -> {});
    return parent.resolve(name);
  }

  /** All that a patient's future depends on. */
  static byte[] state(VirtualPatient patient) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      patient.writeState(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** A new patient that takes up a state. */
  static VirtualPatient read(Scenario scenario, byte[] state) {
    return read(scenario, state, 1);
  }

  /** A new patient that takes up a state. */
  static VirtualPatient read(Scenario scenario, byte[] state, int threads) {
    VirtualPatient patient = patient(scenario, threads);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(state))) {
      patient.readState(in);
      if (in.read() != -1) {
        throw new IllegalStateException("not all of the state was read");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return patient;
  }

  /** A copy that shares nothing with the original. */
  static VirtualPatient copy(VirtualPatient patient) {
    return read(patient.scenario(), state(patient));
  }

  /** The state with every array of cells in the order of the cells' ids. */
  static byte[] canonical(VirtualPatient patient) {
    try (VirtualPatient copy = copy(patient)) {
      copy.lesions().forEach(lesion -> reorder(lesion, id -> id));
      return state(copy);
    }
  }

  /** A copy with every array of cells in another, keyed order. */
  static VirtualPatient shuffled(VirtualPatient patient, long key) {
    KeyedStream stream = KeyedStream.of(key, "test.shuffle");
    try (VirtualPatient copy = copy(patient)) {
      copy.lesions().forEach(lesion -> reorder(lesion, id -> stream.bits(id, 0, 0)));
      return copy(copy);
    }
  }

  /** A key by which cells are put in order. */
  @FunctionalInterface
  private interface Key {
    long of(long id);
  }

  private static void reorder(Lesion lesion, Key key) {
    for (Leukocytes kind : lesion.leukocytes()) {
      kind.permute(order(kind.count(), i -> key.of(kind.id(i))));
    }
    int[] order = order(lesion.tumor().count(), i -> key.of(lesion.tumor().id(i)));
    lesion.tumor().permute(order);
    int[] moved = new int[order.length];
    for (int now = 0; now < order.length; now++) {
      moved[order[now]] = now;
    }
    lesion.cd8().retarget(moved);
    lesion.reoccupy();
  }

  private static int[] order(int count, IntToLongFunction key) {
    return IntStream.range(0, count)
        .boxed()
        .sorted(Comparator.comparingLong(key::applyAsLong))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Ids of all cells of a lesion, sorted. */
  static long[] ids(Lesion lesion) {
    return Stream.concat(
            IntStream.range(0, lesion.tumor().count()).mapToObj(i -> lesion.tumor().id(i)),
            lesion.leukocytes().stream()
                .flatMap(kind -> IntStream.range(0, kind.count()).mapToObj(kind::id)))
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  /** Removes every cell of a lesion. */
  static void empty(Lesion lesion) {
    boolean[] all = new boolean[lesion.tumor().count()];
    Arrays.fill(all, true);
    for (int i = 0; i < lesion.cd8().count(); i++) {
      lesion.cd8().target(i, Cd8Cells.NO_TARGET);
    }
    lesion.removeTumor(all);
    for (Leukocytes kind : lesion.leukocytes()) {
      boolean[] gone = new boolean[kind.count()];
      Arrays.fill(gone, true);
      lesion.remove(kind, gone);
    }
  }

  /** Sites of the leukocytes of a lesion by id. */
  static NavigableMap<Long, Integer> leukocyteSites(Lesion lesion) {
    NavigableMap<Long, Integer> sites = new TreeMap<>();
    for (Leukocytes kind : lesion.leukocytes()) {
      for (int i = 0; i < kind.count(); i++) {
        sites.put(kind.id(i), kind.site(i));
      }
    }
    return sites;
  }
}
