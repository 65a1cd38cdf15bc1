package org.evade.observation;

/**
 * A clone on one day.
 *
 * @param day day of treatment
 * @param name name, as in the phylogeny, with several lesions behind the lesion's name and a slash
 * @param parent name of the nearest ancestor that has rows of its own, empty for a founder
 * @param bornDay day on which it arose
 * @param genotype its resistance alterations joined by {@code +}, or {@code none}
 * @param cells living cells, those of clones counted with it included
 * @param share of all living tumor cells
 */
public record CloneRow(
    int day,
    String name,
    String parent,
    double bornDay,
    String genotype,
    long cells,
    double share) {}
