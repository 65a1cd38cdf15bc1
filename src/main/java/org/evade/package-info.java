/** Evade: an agent-based simulator of how lung cancer evades immune checkpoint inhibitors. */
package org.evade;
