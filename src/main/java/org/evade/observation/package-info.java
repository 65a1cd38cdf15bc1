/**
 * Read-only copies of a patient, as rows: the daily census, clones, ledgers, events, scans and
 * spatial snapshots. May use {@code patient}, {@code response} and what these show of the packages
 * below; does not know what the rows are used for.
 */
package org.evade.observation;
