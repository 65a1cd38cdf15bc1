package org.evade.cli;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.evade.scenario.Vocabulary;

/** What the causes in the ledger mean that are no mechanisms. */
final class Causes {

  private static final String UNSEEN = "unseen";
  private static final String LOW_CHEMOKINE = "low-chemokine";
  private static final String IMMATURE = "immature-dendritic-cells";
  private static final SortedMap<String, String> MEANINGS = meanings();

  private Causes() {}

  /** What each means by its name, but for those made of {@code unseen:} and another cause. */
  static SortedMap<String, String> all() {
    return MEANINGS;
  }

  /**
   * What a cause means.
   *
   * @param name such as {@code low-mhc} or {@code unseen: stromal-exclusion}
   * @param words the mechanisms, each of which is a cause, too
   * @return a sentence or two, or empty when there is no such cause or it is a mechanism by itself
   */
  static Optional<String> meaning(String name, Vocabulary words) {
    if (MEANINGS.containsKey(name)) {
      return Optional.of(MEANINGS.get(name));
    }
    String cause = name.startsWith(UNSEEN + ": ") ? name.substring(UNSEEN.length() + 2) : "";
    return cause.equals(LOW_CHEMOKINE)
            || cause.equals(IMMATURE)
            || words.mechanisms().containsKey(cause)
        ? Optional.of(
            "Tumor cells that no CD8 T cell touches and that "
                + cause
                + " protects: it keeps T cells from entering or from being primed, or hides the"
                + " cells from those that would come. 'evade"
                + " explain "
                + cause
                + "' says what that is.")
        : Optional.empty();
  }

  private static SortedMap<String, String> meanings() {
    SortedMap<String, String> map = new TreeMap<>();
    map.put(
        "low-mhc",
        "Tumor cells show too little MHC-I for the T cells that touch them, since little or no IFN\u03b3"
            + " has raised it. Numbers: tumor.mhc-basal, tumor.mhc-half-effect,"
            + " tumor.mhc-half-recognition.");
    map.put(
        LOW_CHEMOKINE,
        "Too little CXCL9/10 at the vessels calls T cells in, so that few enter. Numbers:"
            + " cd8.entry-chemokine-floor, cd8.entry-chemokine-half-effect.");
    map.put(
        IMMATURE,
        "Too few dendritic cells mature in the lymph node for T cells to be primed. Section"
            + " circulation holds its numbers.");
    map.put("none", "What was left after all causes: contacts, entry or priming without loss.");
    map.put(
        "irrelevant-contact",
        "Tumor cells touched only by CD8 T cells that never had an antigen there (bystanders).");
    map.put(
        UNSEEN,
        "Tumor cells that no CD8 T cell touches. 'unseen: CAUSE' names what kept T cells from"
            + " entering or being primed, or what hides the cells; 'unseen: cd8-near' and 'unseen: no-cd8-near' are the rest.");
    map.put(
        "unseen: cd8-near",
        "Tumor cells that no CD8 T cell touches although one is within 100 um, and that no cause in"
            + " entry or priming accounts for.");
    map.put(
        "unseen: no-cd8-near",
        "Tumor cells without a CD8 T cell within 100 um, which no cause in entry or priming accounts"
            + " for.");
    return Collections.unmodifiableSortedMap(map);
  }
}
