package org.evade.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Units;
import org.evade.scenario.Scenario.Beyond;

/** The keys of a scenario file and what each may hold. */
final class Grammar {

  /** As many lesions as RECIST 1.1 measures. */
  static final int MOST_LESIONS = 5;

  static final Shape.Whole SEED = new Shape.Whole(Long.MIN_VALUE, Long.MAX_VALUE);
  static final Shape.Quantity DURATION = Shape.Quantity.whole("day", 1, 7305);
  static final Shape.Quantity WEIGHT = Shape.Quantity.of("kg", 20, 300);
  static final Shape.Quantity HEIGHT = Shape.Quantity.of("cm", 100, 250);
  static final Shape.Quantity GFR = Shape.Quantity.of("mL/min", 5, 250);
  static final Shape.Whole TRUNCAL = new Shape.Whole(1, 64);
  static final Shape.Whole SUBCLONAL = new Shape.Whole(0, 63);

  static final Shape.Quantity DIAMETER = Shape.Quantity.of("mm", 10, 300);
  static final Shape.Whole DIMENSIONS = new Shape.Whole(2, 3);
  static final Shape.Whole SIZE = new Shape.Whole(3, 4096);
  static final Shape.Quantity FILL = Shape.Quantity.positive(Units.NONE, 0.75);
  static final Shape.Quantity SHARE = Shape.Quantity.positive(Units.NONE, 1);
  static final Shape.Dose DOSE = new Shape.Dose();
  static final Shape.Quantity EVERY = Shape.Quantity.minutesInDays(7305, true);
  static final Shape.Quantity START = Shape.Quantity.minutesInDays(7305, false);
  static final Shape.Quantity LINE_DURATION = Shape.Quantity.whole("day", 1, 7305);
  static final Shape.Whole CYCLES = new Shape.Whole(1, 1000);
  static final Shape.Quantity SCAN_EVERY = Shape.Quantity.whole("day", 1, 7305);
  static final Shape.Whole SCAN_DAY = new Shape.Whole(1, 7305);
  static final Shape.Quantity JITTER = Shape.Quantity.whole("day", 0, 28);
  static final Shape.Quantity READER_NOISE = Shape.Quantity.of(Units.NONE, 0, 0.5);
  static final Set<String> SCAN_KINDS = Set.of("protocol", "every", "days");
  static final Pattern RELATIVE = Pattern.compile("[^/\\\\].*");
  static final Pattern SNAPSHOTS = Pattern.compile("none|(every\\s+)?" + Units.NUMBER + "\\s*\\S+");

  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,79}";

  private Grammar() {}

  /** The whole file. */
  static Shape.Section root(Vocabulary words) {
    return new Shape.Section(
        "key",
        List.of(
            new Shape.Key(
                "name",
                "Name of the scenario; its results lie in a directory of that name.",
                name("a name of up to 80 letters, digits, '-', '_' and '.', such as my-scenario"),
                true),
            key("purpose", "What the scenario is meant to show.", text()),
            key(
                "extends",
                "Scenario to build on, as a path relative to this file.",
                new Shape.Text("a relative path, such as base.yaml", RELATIVE)),
            key("seed", "Run seed: the same seed gives the same run.", SEED),
            key("duration", "Simulated time from the first day of treatment.", DURATION),
            key("patient", "The host.", patient()),
            key(
                "lesions",
                "The lesions; one inflamed lesion of 37 mm when left out.",
                new Shape.ListOf("lesions", lesion(), 1, MOST_LESIONS)),
            key(
                "founders",
                "Resistant clones that are there before treatment.",
                new Shape.ListOf("founders", founder(words), 0, 64)),
            key(
                "mechanisms",
                "Mechanisms switched on or off, or on with parameters; each is on when left out.",
                new Shape.Section("mechanism", mechanisms(words))),
            key(
                "treatment",
                "Lines of treatment, in order; untreated when left out.",
                new Shape.ListOf("lines of treatment", line(words), 0, 20)),
            key("scans", "When the lesions are measured.", scans()),
            key(
                "parameters",
                "Parameters other than their catalogue values.",
                new Shape.Section("parameter", parameters(words))),
            key(
                "snapshots",
                "Interval of spatial snapshots, or none.",
                new Shape.Text("none, or an interval such as every 30 days", SNAPSHOTS))));
  }

  private static Shape.Key key(String name, String meaning, Shape shape) {
    return Shape.Key.of(name, meaning, shape);
  }

  private static Shape.Text name(String allowed) {
    return new Shape.Text(allowed, Pattern.compile(NAME));
  }

  private static Shape.Text text() {
    return new Shape.Text("a text", Pattern.compile("\\S[\\s\\S]*"));
  }

  private static Shape.Section patient() {
    return new Shape.Section(
        "key",
        List.of(
            key("weight", "Body weight.", WEIGHT),
            key("height", "Body height.", HEIGHT),
            key("gfr", "Glomerular filtration rate.", GFR),
            key(
                "neoantigens",
                "Number of neoantigens, truncal and subclonal together at most 64.",
                new Shape.Section(
                    "key",
                    List.of(
                        key("truncal", "Those every tumor cell starts with.", TRUNCAL),
                        key("subclonal", "Those only some cells start with.", SUBCLONAL)))),
            beyond(Beyond.NON_TARGET),
            beyond(Beyond.NEW_LESIONS),
            beyond(Beyond.DEATH),
            beyond(Beyond.DROPOUT)));
  }

  private static Shape.Key beyond(Beyond what) {
    return key(what.key(), what.meaning() + "; off when left out.", new Shape.Switch());
  }

  private static Shape.Section lesion() {
    List<String> phenotypes =
        Stream.of(Scenario.Phenotype.values()).map(p -> p.name().toLowerCase(Locale.ROOT)).toList();
    return new Shape.Section(
        "key",
        List.of(
            key(
                "name",
                "Name of the lesion.",
                name(
                    "a name of up to 80 letters, digits, '-', '_' and '.' without spaces, such as primary")),
            key("diameter", "Longest diameter on day 0.", DIAMETER),
            key(
                "phenotype",
                "How the immune cells lie before treatment.",
                new Shape.Choice("phenotype", phenotypes)),
            key(
                "lattice",
                "The part of the lesion that is simulated, in voxels of 20 um.",
                new Shape.Section(
                    "key",
                    List.of(
                        key("dimensions", "2 or 3.", DIMENSIONS),
                        key(
                            "size",
                            "Voxels along each axis: one number, or one for each axis.",
                            new Shape.Either(
                                "a number of voxels such as 150, or a list such as [150, 100]",
                                Optional.of(SIZE),
                                Optional.of(new Shape.ListOf("numbers of voxels", SIZE, 2, 3)),
                                Optional.empty()))))),
            key("fill", "Share of the voxels that hold a tumor cell at the start.", FILL),
            key(
                "cells",
                "Table of cells to start from (CSV with x_um, y_um, z_um in 3-D, type and, if known,"
                    + " clone), as a path relative to this file.",
                text())));
  }

  private static Shape.Section founder(Vocabulary words) {
    return new Shape.Section(
        "key",
        List.of(
            new Shape.Key(
                "mechanism",
                "Mechanism whose heritable change the clone carries.",
                new Shape.Choice("heritable mechanism", words.heritable()),
                true),
            new Shape.Key("share", "Share of the tumor cells.", SHARE, true),
            key(
                "seeded",
                "Whether the share is set here rather than expected from the rates.",
                new Shape.Switch())));
  }

  private static List<Shape.Key> mechanisms(Vocabulary words) {
    List<Shape.Key> keys = new ArrayList<>();
    for (MechanismDescriptor mechanism : words.mechanisms().values()) {
      String prefix = mechanism.name() + ".";
      List<Shape.Key> parameters =
          mechanism.parameters().stream()
              .map(spec -> parameter(spec, spec.name().substring(prefix.length())))
              .toList();
      keys.add(
          key(
              mechanism.name(),
              mechanism.title() + ": " + mechanism.biology(),
              new Shape.Either(
                  "on, off, or a map of its parameters",
                  Optional.of(new Shape.Switch()),
                  Optional.empty(),
                  Optional.of(new Shape.Section("parameter", parameters)))));
    }
    return keys;
  }

  /** A parameter as a key of a name. */
  static Shape.Key parameter(ParameterSpec spec, String name) {
    String meaning = spec.meaning() + " Default: " + Units.format(spec.value(), spec.unit()) + ".";
    return key(name, meaning, Shape.Quantity.of(spec.unit(), spec.min(), spec.max()));
  }

  /** Every parameter by its full name. */
  static List<Shape.Key> parameters(Vocabulary words) {
    return words.catalogue().all().stream().map(spec -> parameter(spec, spec.name())).toList();
  }

  private static Shape.Section line(Vocabulary words) {
    Shape.Section dose =
        new Shape.Section(
            "key",
            List.of(
                new Shape.Key(
                    "drug",
                    "Name of a drug, or the path of a drug's own file.",
                    new Shape.Choice("drug", words.drugs().names(), true),
                    true),
                new Shape.Key("dose", "Dose.", DOSE, true),
                new Shape.Key("every", "Interval between doses.", EVERY, true),
                key("start", "First dose after the start of the line.", START)));
    Optional<Shape> byScan =
        Optional.of(new Shape.Choice("end of a line", List.of("progression", "cr")));
    Optional<Shape> byClock =
        Optional.of(
            new Shape.Section(
                "key",
                List.of(
                    key("duration", "Time after the start of the line.", LINE_DURATION),
                    key("cycles", "Cycles of each drug.", CYCLES)),
                Set.of("duration", "cycles")));
    String rules = "progression, cr, {duration: 105 weeks} or {cycles: 35}";
    Shape rule = new Shape.Either(rules, byScan, Optional.empty(), byClock);
    Shape until =
        new Shape.Either(
            rules + ", or a list of them",
            byScan,
            Optional.of(new Shape.ListOf("rules", rule, 1, Scenario.Until.values().length)),
            byClock);
    return new Shape.Section(
        "key",
        List.of(
            new Shape.Key(
                "drugs", "The drugs given together.", new Shape.ListOf("drugs", dose, 1, 10), true),
            key(
                "until",
                "What ends the line, the first of several rules to be met; progression when left"
                    + " out.",
                until)));
  }

  private static Shape scans() {
    Shape.Choice protocol = new Shape.Choice("scan protocol", Protocols.names());
    return new Shape.Either(
        "the name of a protocol such as OAK, or a map such as {every: 6 weeks}",
        Optional.of(protocol),
        Optional.empty(),
        Optional.of(
            new Shape.Section(
                "key",
                List.of(
                    key("protocol", "Schedule of a trial.", protocol),
                    key("every", "Interval between scans.", SCAN_EVERY),
                    key(
                        "days",
                        "Days of the scans, ascending.",
                        new Shape.ListOf("days", SCAN_DAY, 1, 1000)),
                    key("jitter", "Largest shift of a scan.", JITTER),
                    key(
                        "reader-noise",
                        "Standard deviation of the relative reading error.",
                        READER_NOISE)),
                SCAN_KINDS)));
  }
}
