package org.evade.observation;

/**
 * What one cause took of one ledger on one day.
 *
 * @param day day of treatment that ended the interval
 * @param lesion name of the lesion, empty for all of them together
 * @param ledger {@code contact}, {@code entry} or {@code priming}
 * @param cause a mechanism or base cause; {@code none} for what no cause took; in the contact
 *     ledger also {@code irrelevant-contact} and {@code unseen: …}
 * @param amount amount in {@code unit}, positive
 * @param unit unit of the amount
 * @param share of the ledger on that day; the shares of a day sum to 1
 */
public record LedgerRow(
    int day,
    String lesion,
    String ledger,
    String cause,
    double amount,
    String unit,
    double share) {}
