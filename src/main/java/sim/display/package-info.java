/** One class in place of MASON's own, for the class path only; nothing here is part of Evade. */
package sim.display;
