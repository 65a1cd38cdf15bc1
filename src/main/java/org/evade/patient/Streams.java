package org.evade.patient;

import org.evade.random.KeyedStream;

/**
 * The random numbers of one run, one stream a purpose.
 *
 * @param founding initial tissue and cells
 * @param move steps of leukocytes
 * @param attach attachment to targets
 * @param hit hits on tumor cells
 * @param ledger contacts looked at for the ledger
 * @param fate death, division and differentiation of leukocytes
 * @param entry arrivals through vessels
 * @param death death and clearance of tumor cells
 * @param division divisions and where they push
 * @param heredity changes at division
 * @param exchange exchange with the unsimulated rest
 * @param reading reading error and jitter of scans
 */
record Streams(
    KeyedStream founding,
    KeyedStream move,
    KeyedStream attach,
    KeyedStream hit,
    KeyedStream ledger,
    KeyedStream fate,
    KeyedStream entry,
    KeyedStream death,
    KeyedStream division,
    KeyedStream heredity,
    KeyedStream exchange,
    KeyedStream reading) {

  static Streams of(long seed) {
    return new Streams(
        KeyedStream.of(seed, "founding"),
        KeyedStream.of(seed, "move"),
        KeyedStream.of(seed, "attach"),
        KeyedStream.of(seed, "hit"),
        KeyedStream.of(seed, "ledger"),
        KeyedStream.of(seed, "fate"),
        KeyedStream.of(seed, "entry"),
        KeyedStream.of(seed, "death"),
        KeyedStream.of(seed, "division"),
        KeyedStream.of(seed, "heredity"),
        KeyedStream.of(seed, "exchange"),
        KeyedStream.of(seed, "reading"));
  }
}
