/**
 * Keyed, counter-based random numbers: a draw is a pure function of run seed, purpose, agent,
 * minute and slot, so that no draw depends on how many others were made before it. Uses nothing
 * else of Evade.
 */
package org.evade.random;
