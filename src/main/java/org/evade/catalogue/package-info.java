/**
 * Every number of the model with its unit, range, evidence level and source: parameters, mechanism
 * descriptors and drugs, kept as YAML resources. Uses nothing else of Evade.
 */
package org.evade.catalogue;
