package org.evade.catalogue;

/**
 * Where a number comes from.
 *
 * @param citation author, year and title or journal
 * @param id {@code doi:}, {@code https://} or {@code github:owner/repository@commit} with the file
 * @param quote the value as it stands in the source, before any arithmetic of ours
 */
public record Source(String citation, String id, String quote) {}
