/**
 * What the user wrote, as immutable records: reading, units, schema, tables of cells, and errors
 * that name file, line, path, found, allowed and the nearest valid name. May use {@code catalogue}.
 */
package org.evade.scenario;
