package org.evade.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.evade.catalogue.ParameterValues;

/**
 * A virtual patient and what is done to it, as resolved from a scenario file: no field is open any
 * more.
 *
 * @param name name of the scenario
 * @param purpose what it is meant to show
 * @param seed run seed
 * @param durationDays simulated days from the first day of treatment
 * @param patient the host
 * @param lesions one or more lesions
 * @param founders resistant clones present before treatment
 * @param mechanisms names of the mechanisms that act
 * @param treatment lines of treatment, in order; empty when untreated
 * @param scans when the lesions are measured
 * @param parameters every parameter, given or from the catalogue
 * @param given names of the parameters that the file (or a file it extends, or the command line)
 *     gave
 * @param snapshotDays interval of spatial snapshots in days, 0 for none beyond baseline, nadir and
 *     end
 */
public record Scenario(
    String name,
    String purpose,
    long seed,
    int durationDays,
    Patient patient,
    List<LesionPlan> lesions,
    List<Founder> founders,
    SortedSet<String> mechanisms,
    List<TreatmentLine> treatment,
    ScanPlan scans,
    ParameterValues parameters,
    SortedSet<String> given,
    int snapshotDays) {

  /**
   * The host.
   *
   * @param weightKg body weight in kg
   * @param heightCm body height in cm
   * @param gfr glomerular filtration rate in mL/min
   * @param truncalNeoantigens number of neoantigens every tumor cell starts with, 1 to 64
   * @param subclonalNeoantigens number of further neoantigens that only some cells start with;
   *     truncal and subclonal together at most 64
   * @param beyond what may happen beyond the simulated lesions; empty unless switched on
   */
  public record Patient(
      double weightKg,
      double heightCm,
      double gfr,
      int truncalNeoantigens,
      int subclonalNeoantigens,
      SortedSet<Beyond> beyond) {}

  /** What may happen to a patient beyond the simulated lesions; each is off by default. */
  public enum Beyond {
    /** Lesions that are followed on scans but not measured. */
    NON_TARGET("Lesions followed on scans but not measured"),
    /** Lesions that appear under treatment. */
    NEW_LESIONS("Lesions that appear under treatment"),
    /** Death, which ends the run. */
    DEATH("Death, which ends the run"),
    /** Loss to follow-up, which ends the run. */
    DROPOUT("Loss to follow-up, which ends the run");

    private final String meaning;

    Beyond(String meaning) {
      this.meaning = meaning;
    }

    /** What it is, in a few words. */
    public String meaning() {
      return meaning;
    }

    /** Its key in a scenario, which is also the section of its parameters. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** How the immune cells of a lesion lie before treatment. */
  public enum Phenotype {
    /** CD8 T cells in the tumor nests. */
    INFLAMED,
    /** CD8 T cells in the stroma between the nests. */
    EXCLUDED,
    /** Hardly any CD8 T cells. */
    DESERT
  }

  /**
   * One lesion.
   *
   * @param name name of the lesion
   * @param diameterMm longest diameter on day 0 in mm
   * @param phenotype immune phenotype
   * @param nx voxels along x
   * @param ny voxels along y
   * @param nz voxels along z, 1 for two dimensions
   * @param fill share of the voxels that hold a tumor cell or debris on day 0 if it grows as
   *     configured, 0 to 0.75
   * @param cells table of cells to start from, if one is given; {@code fill} then has no meaning
   */
  public record LesionPlan(
      String name,
      double diameterMm,
      Phenotype phenotype,
      int nx,
      int ny,
      int nz,
      double fill,
      Optional<CellTable> cells) {

    /** Leukocytes that fit into a voxel without tumor cell or debris. */
    public static final int OPEN_CAPACITY = 8;

    /** Leukocytes that fit beside a tumor cell or debris. */
    public static final int CAPACITY_BESIDE_TUMOR = 1;
  }

  /**
   * A resistant clone that is there before treatment, as one contiguous patch.
   *
   * @param mechanism name of the heritable mechanism whose change it carries
   * @param share share of the tumor cells at the start of the burn-in, 0 to 1
   * @param seeded true when the share is set by the user rather than expected from the rates;
   *     frequencies of such a run are never compared with data
   */
  public record Founder(String mechanism, double share, boolean seeded) {}

  /** What ends a line of treatment. */
  public enum Until {
    /** RECIST 1.1 progression. */
    PROGRESSION,
    /** A number of days after the line's start. */
    DURATION,
    /** A number of cycles of each drug. */
    CYCLES,
    /** RECIST 1.1 complete response. */
    CR
  }

  /**
   * A rule that ends a line of treatment.
   *
   * @param until what ends it
   * @param limit days for {@code DURATION}, cycles for {@code CYCLES}, else 0
   */
  public record End(Until until, double limit) {}

  /**
   * A line of treatment: drugs given together until something happens.
   *
   * @param doses the drugs
   * @param ends what ends it, each kind at most once and in the user's order; whichever comes first
   */
  public record TreatmentLine(List<DosePlan> doses, List<End> ends) {}

  /** Unit in which a dose is written. */
  public enum DoseUnit {
    /** Milligrams. */
    MG,
    /** Milligrams per kilogram of body weight. */
    MG_PER_KG,
    /** Milligrams per square meter of body surface. */
    MG_PER_M2,
    /** Target area under the curve in mg/mL·min, by Calvert's formula. */
    AUC
  }

  /**
   * One drug of a line.
   *
   * @param drug name of the drug, or the path of the user's own drug file ({@code .yaml} or {@code
   *     .yml}), resolved against the scenario's directory
   * @param amount dose in {@code unit}
   * @param unit unit of the dose
   * @param everyMinutes interval in minutes
   * @param startMinutes first dose after the line's start, in minutes
   */
  public record DosePlan(
      String drug, double amount, DoseUnit unit, long everyMinutes, long startMinutes) {}

  /**
   * When the lesions are measured and how well.
   *
   * @param days days of all scans after baseline up to the end of the run, ascending, before any
   *     jitter; empty when the run ends before the first
   * @param protocol name of the protocol, such as {@code OAK}, or {@code custom}
   * @param jitterDays largest shift of a scan in days, 0 for none
   * @param readerNoise standard deviation of the relative reading error
   */
  public record ScanPlan(List<Integer> days, String protocol, int jitterDays, double readerNoise) {}

  /** The parameters by name, each in its catalogue unit. */
  public SortedMap<String, Double> parameterMap() {
    return parameters.asMap();
  }
}
