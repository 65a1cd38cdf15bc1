/**
 * One virtual patient: lesions, circulation and lymph node, the unsimulated rest, the order of the
 * steps, and what they leave in the ledgers. May use everything that the architecture lists before
 * it: random, response, catalogue, scenario, tissue, cell, therapy, mechanism.
 */
package org.evade.patient;
