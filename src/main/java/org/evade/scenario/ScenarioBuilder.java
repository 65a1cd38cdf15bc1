package org.evade.scenario;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.Node;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.ParameterValues;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.UnitException;
import org.evade.catalogue.Units;

/**
 * Makes a scenario of a tree that {@link Grammar} has checked, and notes what only shows when
 * several keys are looked at together. A value the grammar has refused is passed over.
 */
final class ScenarioBuilder {

  private static final int MINUTES_PER_DAY = 1440;
  private static final int MOST_NEOANTIGENS = 64;
  private static final long MOST_VOXELS = 100_000_000L;

  /** Tumor cells below which chance alone decides whether a burn-in grows as configured. */
  private static final int FEWEST_TUMOR_CELLS = 50;

  private final Vocabulary words;
  private final Drugs drugs;
  private final Path file;
  private final List<Problem> problems;

  /** Takes what the grammar has noted already. */
  private final List<Problem> noted = new ArrayList<>();

  ScenarioBuilder(Drugs drugs, Path file, List<Problem> problems) {
    this.words = drugs.words();
    this.drugs = drugs;
    this.file = file;
    this.problems = problems;
  }

  Scenario build(Node.Mapping root) {
    int duration = (int) number(root, "duration", Grammar.DURATION, 365);
    SortedSet<String> mechanisms = mechanisms(root);
    List<Scenario.LesionPlan> lesions = lesions(root);
    SortedSet<Scenario.Beyond> beyond = beyond(root);
    SortedMap<String, Double> given = given(root, switches(mechanisms, beyond));
    ParameterValues values = values(given);
    contradictions(root, values);
    lesions = withCells(lesions, root, values, mechanisms);
    boolean labeled =
        lesions.stream()
            .flatMap(lesion -> lesion.cells().stream())
            .anyMatch(cells -> !cells.clones().isEmpty());
    return new Scenario(
        text(root, "name").orElse(""),
        text(root, "purpose").map(t -> t.replaceAll("\\s+", " ")).orElse(""),
        root.get("seed").map(n -> Grammar.SEED.read(n).orElse(1)).orElse(1L),
        duration,
        patient(root, beyond, labeled ? 0 : 10),
        lesions,
        founders(root, mechanisms),
        mechanisms,
        treatment(root, duration),
        scans(root, duration, lesions.size()),
        values,
        Collections.unmodifiableSortedSet(new TreeSet<>(given.keySet())),
        snapshots(root, duration));
  }

  private void wrong(Place place, String found, String allowed) {
    problems.add(Problem.at(place, found, allowed));
  }

  private static Optional<Node.Mapping> map(Node.Mapping parent, String key) {
    return parent.get(key).filter(Node.Mapping.class::isInstance).map(Node.Mapping.class::cast);
  }

  private static Optional<String> text(Node.Mapping parent, String key) {
    return parent.get(key).orElse(null) instanceof Node.Scalar scalar
            && !scalar.text().isBlank()
            && !scalar.isEmpty()
        ? Optional.of(scalar.text().strip())
        : Optional.empty();
  }

  private double number(
      Node.Mapping parent, String key, Shape.Quantity quantity, double otherwise) {
    return parent.get(key).map(n -> quantity.read(n, noted).orElse(otherwise)).orElse(otherwise);
  }

  private static int whole(Node.Mapping parent, String key, Shape.Whole shape, int otherwise) {
    return (int)
        parent
            .get(key)
            .map(n -> shape.read(n).orElse(otherwise))
            .orElse((long) otherwise)
            .longValue();
  }

  private static List<Node.Mapping> maps(Node.Mapping parent, String key) {
    if (parent.get(key).orElse(null) instanceof Node.Sequence list) {
      return list.items().stream()
          .filter(Node.Mapping.class::isInstance)
          .map(Node.Mapping.class::cast)
          .toList();
    }
    return List.of();
  }

  private static Place placeOf(Node.Mapping parent, String key) {
    return parent.get(key).map(Node::place).orElse(parent.place());
  }

  private SortedSet<String> mechanisms(Node.Mapping root) {
    SortedSet<String> on = new TreeSet<>(words.mechanisms().keySet());
    map(root, "mechanisms")
        .ifPresent(
            switches ->
                switches
                    .entries()
                    .forEach(
                        (name, entry) -> {
                          if (Shape.Switch.read(entry.value()).equals(Optional.of(false))) {
                            on.remove(name);
                          }
                        }));
    return Collections.unmodifiableSortedSet(on);
  }

  private static SortedSet<Scenario.Beyond> beyond(Node.Mapping root) {
    SortedSet<Scenario.Beyond> on = new TreeSet<>();
    for (Scenario.Beyond what : Scenario.Beyond.values()) {
      if (map(root, "patient")
          .flatMap(patient -> patient.get(what.key()))
          .flatMap(Shape.Switch::read)
          .orElse(false)) {
        on.add(what);
      }
    }
    return Collections.unmodifiableSortedSet(on);
  }

  /** By the name of all that can be switched, whether it is on. */
  private SortedMap<String, Boolean> switches(
      SortedSet<String> mechanisms, SortedSet<Scenario.Beyond> beyond) {
    SortedMap<String, Boolean> on = new TreeMap<>();
    words.mechanisms().keySet().forEach(name -> on.put(name, mechanisms.contains(name)));
    for (Scenario.Beyond what : Scenario.Beyond.values()) {
      on.put(what.key(), beyond.contains(what));
    }
    return on;
  }

  private SortedMap<String, Double> given(Node.Mapping root, SortedMap<String, Boolean> on) {
    SortedMap<String, Double> values = new TreeMap<>();
    map(root, "parameters")
        .ifPresent(
            parameters ->
                parameters.entries().forEach((name, entry) -> parameter(name, entry, on, values)));
    return values;
  }

  private void parameter(
      String name,
      Node.Entry entry,
      SortedMap<String, Boolean> on,
      SortedMap<String, Double> values) {
    Optional<ParameterSpec> spec = words.catalogue().find(name);
    if (spec.isEmpty()) {
      return;
    }
    String section = name.substring(0, name.indexOf('.'));
    if (!on.getOrDefault(section, true)) {
      wrong(
          entry.key(),
          "a parameter of " + section + ", which is switched off",
          words.mechanisms().containsKey(section)
              ? "parameters of mechanisms that are on"
              : "it with patient." + section + " on");
    }
    if (words.drugs().find(section).isPresent() && !drugs.names().contains(section)) {
      wrong(
          entry.key(),
          "a parameter of " + section + ", which no line of treatment gives",
          "parameters of drugs in the treatment");
    }
    OptionalDouble value =
        Shape.Quantity.of(spec.get().unit(), spec.get().min(), spec.get().max())
            .read(entry.value(), noted);
    if (value.isPresent()) {
      values.put(name, value.getAsDouble());
    }
  }

  /** All parameters but those of drugs that are not given. */
  private ParameterValues values(SortedMap<String, Double> given) {
    SortedMap<String, Double> values = new TreeMap<>(words.catalogue().resolve(given).asMap());
    for (DrugSpec drug : words.drugs().drugs()) {
      if (!drugs.names().contains(drug.name())) {
        drug.numbers().forEach(number -> values.remove(number.name()));
      }
    }
    return new ParameterValues(values);
  }

  /** Numbers that cannot be together, told of at the first of them that the scenario gives. */
  private void contradictions(Node.Mapping root, ParameterValues values) {
    Node.Mapping given = map(root, "parameters").orElse(new Node.Mapping(root.place(), Map.of()));
    for (NumberRule rule : NumberRule.ALL) {
      if (words.catalogue().names().containsAll(rule.parameters())) {
        rule.broken(values)
            .ifPresent(
                found -> {
                  Place place =
                      rule.parameters().stream()
                          .flatMap(name -> given.get(name).stream())
                          .findFirst()
                          .map(Node::place)
                          .orElse(given.place());
                  wrong(place, found, rule.allowed());
                });
      }
    }
  }

  private Scenario.Patient patient(
      Node.Mapping root, SortedSet<Scenario.Beyond> beyond, int subclonalByDefault) {
    Node.Mapping patient = map(root, "patient").orElse(new Node.Mapping(root.place(), Map.of()));
    Node.Mapping antigens =
        map(patient, "neoantigens").orElse(new Node.Mapping(patient.place(), Map.of()));
    int truncal = whole(antigens, "truncal", Grammar.TRUNCAL, 10);
    int subclonal = whole(antigens, "subclonal", Grammar.SUBCLONAL, subclonalByDefault);
    if (truncal + subclonal > MOST_NEOANTIGENS) {
      wrong(
          antigens.place(),
          truncal + " truncal and " + subclonal + " subclonal neoantigens",
          "at most " + MOST_NEOANTIGENS + " together");
    }
    return new Scenario.Patient(
        number(patient, "weight", Grammar.WEIGHT, 70),
        number(patient, "height", Grammar.HEIGHT, 170),
        number(patient, "gfr", Grammar.GFR, 90),
        truncal,
        subclonal,
        beyond);
  }

  private List<Scenario.LesionPlan> lesions(Node.Mapping root) {
    List<Node.Mapping> given = maps(root, "lesions");
    if (given.isEmpty()) {
      given = List.of(new Node.Mapping(root.place(), Map.of()));
    }
    List<Scenario.LesionPlan> lesions = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>();
    for (Node.Mapping lesion : given) {
      String fallback = lesions.isEmpty() ? "primary" : "lesion-" + (lesions.size() + 1);
      String name = text(lesion, "name").orElse(fallback);
      // Files are named after lesions, and some file systems take a and A for the same.
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        wrong(
            placeOf(lesion, "name"),
            "a second lesion named '" + name + "'",
            "each name once, whatever the case of its letters");
      }
      lesions.add(lesion(lesion, name));
    }
    return List.copyOf(lesions);
  }

  private Scenario.LesionPlan lesion(Node.Mapping lesion, String name) {
    Scenario.Phenotype phenotype = Scenario.Phenotype.INFLAMED;
    for (Scenario.Phenotype value : Scenario.Phenotype.values()) {
      if (text(lesion, "phenotype").equals(Optional.of(value.name().toLowerCase(Locale.ROOT)))) {
        phenotype = value;
      }
    }
    int[] size = size(lesion);
    double fill = number(lesion, "fill", Grammar.FILL, 0.2);
    if (lesion.get("cells").isEmpty()) {
      requireRoom(lesion, size, fill);
    }
    return new Scenario.LesionPlan(
        name,
        number(lesion, "diameter", Grammar.DIAMETER, 37),
        phenotype,
        size[0],
        size[1],
        size[2],
        fill,
        Optional.empty());
  }

  /** A lattice must hold enough tumor cells for their growth to be told from chance. */
  private void requireRoom(Node.Mapping lesion, int[] size, double fill) {
    double cells = (double) size[0] * size[1] * size[2] * fill;
    if (cells < FEWEST_TUMOR_CELLS) {
      int dimensions = size[2] == 1 ? 2 : 3;
      int edge = (int) Math.ceil(StrictMath.pow(FEWEST_TUMOR_CELLS / fill, 1.0 / dimensions));
      wrong(
          map(lesion, "lattice").map(l -> placeOf(l, "size")).orElse(lesion.place()),
          "a lattice for " + Math.round(cells) + " tumor cells at a fill of " + percent(fill),
          "at least "
              + FEWEST_TUMOR_CELLS
              + " tumor cells: a size of "
              + edge
              + " or more at this fill");
    }
  }

  /** The lesions with their tables of cells, which depend on lattice and parameters. */
  private List<Scenario.LesionPlan> withCells(
      List<Scenario.LesionPlan> plans,
      Node.Mapping root,
      ParameterValues values,
      SortedSet<String> on) {
    List<Node.Mapping> given = maps(root, "lesions");
    List<Scenario.LesionPlan> lesions = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Scenario.LesionPlan plan = plans.get(i);
      Optional<CellTable> cells =
          i < given.size() ? cells(given.get(i), plan, values, on) : Optional.empty();
      lesions.add(
          new Scenario.LesionPlan(
              plan.name(),
              plan.diameterMm(),
              plan.phenotype(),
              plan.nx(),
              plan.ny(),
              plan.nz(),
              plan.fill(),
              cells));
    }
    return List.copyOf(lesions);
  }

  private Optional<CellTable> cells(
      Node.Mapping lesion, Scenario.LesionPlan plan, ParameterValues values, SortedSet<String> on) {
    if (text(lesion, "cells").isEmpty()) {
      return Optional.empty();
    }
    Node node = lesion.get("cells").orElseThrow();
    Optional<Path> path = existing(node, "a table of cells");
    if (lesion.get("fill").isPresent()) {
      wrong(placeOf(lesion, "fill"), "fill and cells together", "one of them: cells sets the fill");
    }
    if (path.isEmpty()) {
      return Optional.empty();
    }
    int[] voxels = {plan.nx(), plan.ny(), plan.nz()};
    CellTable table =
        new CellTableReader(
                path.get().toString(), voxels, values.get("engine.voxel-edge"), words, on)
            .read(path.get(), problems);
    double filled =
        (table.count(CellTable.Type.TUMOR) + table.count(CellTable.Type.DEBRIS))
            / ((double) plan.nx() * plan.ny() * plan.nz());
    double growth =
        StrictMath.pow(
            2, values.get("burn-in.duration") / values.get("tumor.volume-doubling-time"));
    double most = values.get("engine.domain-full") / growth;
    if (filled > most) {
      wrong(
          node.place(),
          percent(filled) + " of the voxels with tumor cells or debris",
          "at most "
              + percent(most)
              + ", since the burn-in tries out their growth: a larger lattice");
    }
    return Optional.of(table);
  }

  private static String percent(double share) {
    return Units.format(Math.rint(share * 1000) / 10) + " %";
  }

  private int[] size(Node.Mapping lesion) {
    Node.Mapping lattice =
        map(lesion, "lattice").orElse(new Node.Mapping(lesion.place(), Map.of()));
    Optional<Node> size = lattice.get("size");
    boolean list = size.orElse(null) instanceof Node.Sequence;
    int listed = size.orElse(null) instanceof Node.Sequence s ? s.items().size() : 0;
    int dimensions = whole(lattice, "dimensions", Grammar.DIMENSIONS, listed == 3 ? 3 : 2);
    int edge = dimensions == 3 ? 50 : 150;
    int[] voxels = {edge, edge, dimensions == 3 ? edge : 1};
    if (list && listed != 2 && listed != 3) {
      return voxels;
    }
    if (list && listed != dimensions) {
      wrong(
          placeOf(lattice, "size"),
          listed + " sizes for " + dimensions + " dimensions",
          "one number, or " + dimensions + " of them");
    }
    if (size.isPresent()) {
      for (int axis = 0; axis < dimensions; axis++) {
        Node node = size.get();
        if (node instanceof Node.Sequence sizes) {
          node = sizes.items().size() > axis ? sizes.items().get(axis) : node;
        }
        voxels[axis] = (int) Grammar.SIZE.read(node).orElse(edge);
      }
    }
    if ((long) voxels[0] * voxels[1] * voxels[2] > MOST_VOXELS) {
      wrong(
          placeOf(lattice, "size"),
          (long) voxels[0] * voxels[1] * voxels[2] + " voxels",
          "at most " + MOST_VOXELS + " voxels");
    }
    return voxels;
  }

  /** A file named in the scenario, relative to the file that names it; noted when it is absent. */
  private Optional<Path> existing(Node node, String what) {
    try {
      Path path = Drugs.beside((Node.Scalar) node, file);
      if (Files.isRegularFile(path) && Files.isReadable(path)) {
        return Optional.of(path);
      }
      wrong(node.place(), "no readable file " + Problem.shortenPath(path.toString()), what);
    } catch (InvalidPathException e) {
      wrong(node.place(), node.describe(), "the path of " + what);
    }
    return Optional.empty();
  }

  private List<Scenario.Founder> founders(Node.Mapping root, SortedSet<String> on) {
    List<Scenario.Founder> founders = new ArrayList<>();
    double sum = 0;
    for (Node.Mapping founder : maps(root, "founders")) {
      String mechanism = text(founder, "mechanism").orElse("");
      if (words.heritable().contains(mechanism) && !on.contains(mechanism)) {
        wrong(
            placeOf(founder, "mechanism"),
            "a founder of " + mechanism + ", which is switched off",
            "founders of mechanisms that are on");
      }
      double share = number(founder, "share", Grammar.SHARE, 0);
      sum += share;
      boolean seeded = founder.get("seeded").flatMap(Shape.Switch::read).orElse(false);
      founders.add(new Scenario.Founder(mechanism, share, seeded));
    }
    if (sum > 1 + 1e-9) {
      wrong(
          placeOf(root, "founders"),
          "shares that sum to " + Units.format(Math.rint(sum * 1e8) / 1e6) + " %",
          "at most 100 %");
    }
    return List.copyOf(founders);
  }

  private List<Scenario.TreatmentLine> treatment(Node.Mapping root, int duration) {
    List<Scenario.TreatmentLine> lines = new ArrayList<>();
    for (Node.Mapping line : maps(root, "treatment")) {
      List<Scenario.End> ends = ends(line, duration);
      double lastDay = duration;
      for (Scenario.End end : ends) {
        lastDay = end.until() == Scenario.Until.DURATION ? Math.min(lastDay, end.limit()) : lastDay;
      }
      lines.add(new Scenario.TreatmentLine(doses(line, lastDay), ends));
    }
    return List.copyOf(lines);
  }

  /** The rules that end a line: one, or a list of several. */
  private List<Scenario.End> ends(Node.Mapping line, int duration) {
    Optional<Node> until = line.get("until");
    if (until.isEmpty()) {
      return List.of(new Scenario.End(Scenario.Until.PROGRESSION, 0));
    }
    List<Node> rules =
        until.get() instanceof Node.Sequence list ? list.items() : List.of(until.get());
    List<Scenario.End> ends = new ArrayList<>();
    Set<Scenario.Until> kinds = EnumSet.noneOf(Scenario.Until.class);
    for (Node rule : rules) {
      Scenario.End end = end(rule, duration);
      if (kinds.add(end.until())) {
        ends.add(end);
      } else {
        wrong(
            rule.place(),
            end.until().name().toLowerCase(Locale.ROOT) + " a second time",
            "each rule once");
      }
    }
    if (kinds.contains(Scenario.Until.CYCLES) && kinds.contains(Scenario.Until.DURATION)) {
      wrong(
          until.get().place(),
          "cycles and duration together",
          "just one of them: both go by the clock, so that the later could never end the line");
    }
    return List.copyOf(ends);
  }

  private Scenario.End end(Node rule, int duration) {
    if (rule instanceof Node.Mapping map) {
      return map.get("duration").isPresent()
          ? new Scenario.End(
              Scenario.Until.DURATION, number(map, "duration", Grammar.LINE_DURATION, duration))
          : new Scenario.End(Scenario.Until.CYCLES, whole(map, "cycles", Grammar.CYCLES, 1));
    }
    boolean response = rule instanceof Node.Scalar word && word.text().equals("cr");
    return new Scenario.End(response ? Scenario.Until.CR : Scenario.Until.PROGRESSION, 0);
  }

  private List<Scenario.DosePlan> doses(Node.Mapping line, double lastDay) {
    List<Scenario.DosePlan> doses = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>();
    for (Node.Mapping given : maps(line, "drugs")) {
      String drug = text(given, "drug").orElse("");
      if (Shape.Choice.isFile(drug)) {
        Node node = given.get("drug").orElseThrow();
        drug = existing(node, "a drug's own file").map(Path::toString).orElse("");
      }
      if (!drug.isEmpty() && !names.add(drug)) {
        wrong(
            placeOf(given, "drug"),
            "a second schedule of " + Problem.shortenPath(drug) + " in one line of treatment",
            "each drug once in a line");
      }
      long start = (long) number(given, "start", Grammar.START, 0);
      if (start >= lastDay * MINUTES_PER_DAY) {
        wrong(
            placeOf(given, "start"),
            "a first dose on day " + Units.format(start / (double) MINUTES_PER_DAY),
            "a day before the end, day " + Units.format(lastDay));
      }
      Shape.Dose.Value dose =
          given
              .get("dose")
              .flatMap(n -> Grammar.DOSE.read(n, noted))
              .orElse(new Shape.Dose.Value(0, Scenario.DoseUnit.MG));
      if (dose.unit() == Scenario.DoseUnit.AUC
          && drugs.find(drug).map(spec -> !spec.aucDosing()).orElse(false)) {
        wrong(
            placeOf(given, "dose"),
            "a dose by area under the curve of a drug that is not dosed so",
            "a dose such as 200 mg, 2 mg/kg or 75 mg/m2 (AUC: drugs whose file says auc-dosing:"
                + " true)");
      }
      long every = (long) number(given, "every", Grammar.EVERY, MINUTES_PER_DAY);
      doses.add(new Scenario.DosePlan(drug, dose.amount(), dose.unit(), every, start));
    }
    return List.copyOf(doses);
  }

  private Scenario.ScanPlan scans(Node.Mapping root, int duration, int lesions) {
    // Reading errors matter once several lesions are summed; a single one is read without.
    double noise = lesions > 1 ? 0.04 : 0;
    Optional<Node.Mapping> map = map(root, "scans");
    if (map.isEmpty()) {
      String protocol = text(root, "scans").filter(Protocols.names()::contains).orElse("OAK");
      return new Scenario.ScanPlan(Protocols.days(protocol, duration), protocol, 0, noise);
    }
    Node.Mapping scans = map.get();
    String protocol = Protocols.CUSTOM;
    List<Integer> days = List.of();
    Optional<Node> every = scans.get("every");
    if (every.isPresent()) {
      int interval = (int) number(scans, "every", Grammar.SCAN_EVERY, duration);
      days = Protocols.every(interval, duration);
    } else if (scans.get("days").orElse(null) instanceof Node.Sequence list) {
      days = days(list, duration);
    } else {
      protocol = text(scans, "protocol").filter(Protocols.names()::contains).orElse("OAK");
      days = Protocols.days(protocol, duration);
    }
    int jitter = (int) number(scans, "jitter", Grammar.JITTER, 0);
    int least = days.isEmpty() ? Integer.MAX_VALUE : days.get(0);
    for (int i = 1; i < days.size(); i++) {
      least = Math.min(least, days.get(i) - days.get(i - 1));
    }
    if (jitter > 0 && 2 * jitter >= least) {
      wrong(
          placeOf(scans, "jitter"),
          "a jitter of " + jitter + " days with scans " + least + " days apart",
          "less than half the shortest interval");
    }
    return new Scenario.ScanPlan(
        days, protocol, jitter, number(scans, "reader-noise", Grammar.READER_NOISE, noise));
  }

  private List<Integer> days(Node.Sequence list, int duration) {
    List<Integer> days = new ArrayList<>();
    for (Node item : list.items()) {
      long day = Grammar.SCAN_DAY.read(item).orElse(0);
      if (day == 0) {
        continue;
      }
      if (!days.isEmpty() && day <= days.get(days.size() - 1)) {
        wrong(
            item.place(),
            "day " + day + " after day " + days.get(days.size() - 1),
            "days in ascending order");
      } else if (day > duration) {
        wrong(item.place(), "a scan on day " + day, "days up to the end, day " + duration);
      } else {
        days.add((int) day);
      }
    }
    return List.copyOf(days);
  }

  private int snapshots(Node.Mapping root, int duration) {
    Optional<Node> node = root.get("snapshots");
    Optional<String> text = text(root, "snapshots");
    if (text.isEmpty()
        || text.get().equals("none")
        || !Grammar.SNAPSHOTS.matcher(text.get()).matches()) {
      return 0;
    }
    String interval = Pattern.compile("^every\\s+").matcher(text.get()).replaceFirst("");
    Shape.Quantity shape = Shape.Quantity.whole("day", 1, Math.max(1, duration));
    Place place = node.orElseThrow().place();
    try {
      double days = Units.parse(interval, "day");
      if (days > duration) {
        wrong(
            place,
            "a snapshot every " + interval + " in a run of " + duration + " days",
            "an interval no longer than the run, or none: baseline, lowest scan and end are always"
                + " mapped");
        return 0;
      }
    } catch (UnitException e) {
      wrong(place, e.found(), e.allowed());
      return 0;
    }
    return (int) shape.read(new Node.Scalar(place, interval, false), problems).orElse(0);
  }
}
