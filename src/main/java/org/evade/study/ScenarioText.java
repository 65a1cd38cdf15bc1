package org.evade.study;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.Units;
import org.evade.results.Numbers;
import org.evade.results.RunDirectory;
import org.evade.scenario.Scenario;

/**
 * Writes a scenario as a file that reads back as the same scenario and needs no other: what it
 * extended, and what was set on the command line, is in it. The same text on every JDK.
 */
final class ScenarioText {

  private static final String CUSTOM = "custom";
  private static final Set<String> WORDS = Set.of("day", "minute");
  private static final long DAY = 1440;

  private ScenarioText() {}

  /**
   * The scenario as a tree of maps, lists, texts and numbers.
   *
   * @param scenario the scenario
   * @param catalogue units of its parameters, and all mechanisms' names by way of {@code all}
   * @param all names of all mechanisms
   * @param files by drug the file that stands for it
   */
  static Map<String, Object> tree(
      Scenario scenario,
      Catalogue catalogue,
      Iterable<String> all,
      SortedMap<String, String> files) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", scenario.name());
    if (!scenario.purpose().isEmpty()) {
      tree.put("purpose", scenario.purpose());
    }
    tree.put("seed", scenario.seed());
    tree.put("duration", quantity(scenario.durationDays(), "day"));
    tree.put("patient", patient(scenario.patient()));
    tree.put("lesions", scenario.lesions().stream().map(ScenarioText::lesion).toList());
    if (!scenario.founders().isEmpty()) {
      tree.put("founders", scenario.founders().stream().map(ScenarioText::founder).toList());
    }
    Map<String, Object> switches = new LinkedHashMap<>();
    for (String mechanism : all) {
      switches.put(mechanism, scenario.mechanisms().contains(mechanism) ? "on" : "off");
    }
    tree.put("mechanisms", switches);
    if (!scenario.treatment().isEmpty()) {
      tree.put("treatment", scenario.treatment().stream().map(line -> line(line, files)).toList());
    }
    tree.put("scans", scans(scenario.scans()));
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (String name : new TreeSet<>(scenario.given())) {
      String unit = catalogue.get(name).unit();
      parameters.put(name, quantity(scenario.parameters().get(name), unit));
    }
    if (!parameters.isEmpty()) {
      tree.put("parameters", parameters);
    }
    if (scenario.snapshotDays() > 0) {
      tree.put("snapshots", "every " + quantity(scenario.snapshotDays(), "day"));
    }
    return tree;
  }

  /** A number with its unit; a whole number without unit as one, so that it is not quoted. */
  private static Object quantity(double value, String unit) {
    if (!unit.equals(Units.NONE)) {
      return Numbers.exact(value) + " " + (WORDS.contains(unit) && value != 1 ? unit + "s" : unit);
    }
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? (Object) (long) value
        : new BigDecimal(Numbers.exact(value));
  }

  private static Object time(long minutes) {
    return minutes % DAY == 0
        ? quantity((double) Math.floorDiv(minutes, DAY), "day")
        : quantity((double) minutes, "minute");
  }

  private static Map<String, Object> patient(Scenario.Patient patient) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("weight", quantity(patient.weightKg(), "kg"));
    tree.put("height", quantity(patient.heightCm(), "cm"));
    tree.put("gfr", quantity(patient.gfr(), "mL/min"));
    Map<String, Object> antigens = new LinkedHashMap<>();
    antigens.put("truncal", patient.truncalNeoantigens());
    antigens.put("subclonal", patient.subclonalNeoantigens());
    tree.put("neoantigens", antigens);
    for (Scenario.Beyond what : Scenario.Beyond.values()) {
      tree.put(what.key(), patient.beyond().contains(what) ? "on" : "off");
    }
    return tree;
  }

  private static Map<String, Object> lesion(Scenario.LesionPlan lesion) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", lesion.name());
    tree.put("diameter", quantity(lesion.diameterMm(), "mm"));
    tree.put("phenotype", lesion.phenotype().name().toLowerCase(Locale.ROOT));
    Map<String, Object> lattice = new LinkedHashMap<>();
    boolean flat = lesion.nz() == 1;
    lattice.put("dimensions", flat ? 2 : 3);
    lattice.put(
        "size",
        flat ? List.of(lesion.nx(), lesion.ny()) : List.of(lesion.nx(), lesion.ny(), lesion.nz()));
    tree.put("lattice", lattice);
    if (lesion.cells().isEmpty()) {
      tree.put("fill", quantity(lesion.fill(), Units.NONE));
    } else {
      tree.put("cells", RunDirectory.INPUTS + "/" + cellsFile(lesion.name()));
    }
    return tree;
  }

  /** Name of a lesion's table of cells within the run's inputs. */
  static String cellsFile(String lesion) {
    return "cells-" + lesion + ".csv";
  }

  private static Map<String, Object> founder(Scenario.Founder founder) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mechanism", founder.mechanism());
    tree.put("share", quantity(founder.share(), Units.NONE));
    tree.put("seeded", founder.seeded());
    return tree;
  }

  private static Map<String, Object> line(
      Scenario.TreatmentLine line, SortedMap<String, String> files) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> drugs = new ArrayList<>();
    for (Scenario.DosePlan dose : line.doses()) {
      Map<String, Object> drug = new LinkedHashMap<>();
      drug.put("drug", files.getOrDefault(dose.drug(), dose.drug()));
      drug.put("dose", dose(dose));
      drug.put("every", time(dose.everyMinutes()));
      if (dose.startMinutes() > 0) {
        drug.put("start", time(dose.startMinutes()));
      }
      drugs.add(drug);
    }
    tree.put("drugs", drugs);
    List<Object> ends = line.ends().stream().map(ScenarioText::end).toList();
    tree.put("until", ends.size() == 1 ? ends.get(0) : ends);
    return tree;
  }

  private static Object end(Scenario.End end) {
    return switch (end.until()) {
      case PROGRESSION -> "progression";
      case CR -> "cr";
      case DURATION -> Map.of("duration", quantity(end.limit(), "day"));
      case CYCLES -> Map.of("cycles", (long) end.limit());
    };
  }

  private static String dose(Scenario.DosePlan dose) {
    String amount = Numbers.exact(dose.amount());
    return switch (dose.unit()) {
      case MG -> amount + " mg";
      case MG_PER_KG -> amount + " mg/kg";
      case MG_PER_M2 -> amount + " mg/m2";
      case AUC -> "AUC " + amount;
    };
  }

  private static Map<String, Object> scans(Scenario.ScanPlan scans) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!scans.protocol().equals(CUSTOM)) {
      tree.put("protocol", scans.protocol());
    } else if (scans.days().isEmpty()) {
      // No scan before the end: an interval longer than any run.
      tree.put("every", "7305 days");
    } else {
      tree.put("days", scans.days());
    }
    tree.put("jitter", quantity(scans.jitterDays(), "day"));
    tree.put("reader-noise", quantity(scans.readerNoise(), Units.NONE));
    return tree;
  }
}
