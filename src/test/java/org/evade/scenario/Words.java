package org.evade.scenario;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.MechanismDescriptor;
import org.evade.catalogue.Problem;

/** A small vocabulary that stays as it is while the real one grows. */
public final class Words {

  private static final String TUMOR =
      """
      section: tumor
      parameters:
        volume-doubling-time:
          meaning: Time in which the untreated lesion doubles its volume.
          value: 191
          unit: day
          range: [20, 1000]
          evidence: measured
          source: {citation: Mackintosh 2014, id: 'doi:10.1111/resp.12311', quote: 191 d median}
        cell-loss-factor:
          meaning: Share of the cells born that die again.
          value: 0.8
          unit: "1"
          range: [0.7, 0.9]
          evidence: assumed
          reason: usual range
      """;

  private static final String DEATH =
      """
      section: death
      parameters:
        hazard:
          meaning: Hazard of death.
          value: 0.001
          unit: 1/day
          range: [0, 1]
          evidence: assumed
          reason: order of magnitude
      """;

  private static final String ENGINE =
      """
      section: engine
      parameters:
        voxel-edge:
          meaning: As in the real catalogue.
          value: 20
          unit: "um"
          range: [0, 1000]
          evidence: assumed
          reason: for tests of tables of cells
        domain-full:
          meaning: As in the real catalogue.
          value: 0.75
          unit: "1"
          range: [0, 1000]
          evidence: assumed
          reason: for tests of tables of cells
      """;

  private static final String BURN_IN =
      """
      section: burn-in
      parameters:
        duration:
          meaning: As in the real catalogue.
          value: 60
          unit: "day"
          range: [0, 1000]
          evidence: assumed
          reason: for tests of tables of cells
      """;

  private static final Vocabulary SMALL = build();

  private Words() {}

  /** Descriptor of a mechanism with one parameter, {@code rate}. */
  public static MechanismDescriptor mechanism(String name) {
    String text =
        """
        name: %s
        title: Loss of %s
        biology: Something is lost at division.
        number: M3
        primary: true
        acquired: true
        reads: []
        writes: [clone]
        parameters:
          rate:
            meaning: Loss per division.
            value: 1e-4
            unit: /division
            range: [0, 1e-2]
            evidence: assumed
            reason: order of magnitude
        """
            .formatted(name, name);
    try {
      return MechanismDescriptor.read(
          new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A few parameters, two mechanisms, two drugs. */
  public static Vocabulary small() {
    return SMALL;
  }

  private static Vocabulary build() {
    List<MechanismDescriptor> mechanisms = List.of(mechanism("hla-loh"), mechanism("b2m-loss"));
    return Vocabulary.of(
        Catalogue.of(
            Map.of(
                "tumor.yaml",
                TUMOR,
                "death.yaml",
                DEATH,
                "engine.yaml",
                ENGINE,
                "burn-in.yaml",
                BURN_IN),
            mechanisms),
        mechanisms,
        DrugLibrary.of(List.of(drug("pembrolizumab"), drug("carboplatin"))));
  }

  private static DrugSpec drug(String name) {
    List<Problem> problems = new ArrayList<>();
    // Carboplatin is the drug that Calvert's formula was made for.
    String text = drugFile(name) + (name.equals("carboplatin") ? "auc-dosing: true\n" : "");
    return DrugReader.parse(text, name + ".yaml", Set.of(), problems)
        .orElseThrow(() -> new IllegalStateException(problems.toString()));
  }

  /** A drug file with the fewest numbers there can be. */
  public static String drugFile(String name) {
    return """
        drug: %s
        title: Toy
        class: toy antibody
        blocks:
          PD-1:
            {meaning: Affinity., value: 0.3, unit: nM, range: [0.1, 1], evidence: assumed, reason: none known}
        parameters:
          molecular-weight:
            {meaning: Weight., value: 146, unit: kDa, range: [100, 200], evidence: assumed, reason: an IgG}
          clearance:
            meaning: Clearance.
            value: 0.2
            unit: L/day
            range: [0.1, 1]
            evidence: measured
            source: {citation: Someone 2020, id: 'doi:1', quote: 0.2 L/day}
          central-volume:
            {meaning: Volume., value: 3, unit: L, range: [1, 8], evidence: assumed, reason: plasma}
        """
        .formatted(name);
  }
}
