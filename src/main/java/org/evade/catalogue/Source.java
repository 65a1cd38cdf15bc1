package org.evade.catalogue;

/**
 * Where a number comes from.
 *
 * @param citation author, year and title or journal
 * @param id DOI, PMID or repository file that finds it again
 * @param quote the value as it stands in the source
 */
public record Source(String citation, String id, String quote) {}
