package org.evade.therapy;

import org.evade.scenario.Scenario.End;

/**
 * A line of treatment that ended.
 *
 * @param minute when, in minutes from the first day of treatment
 * @param line the line, 1 for the first
 * @param lasted how long it lasted, in minutes
 * @param rule the rule that was met
 */
public record LineEnd(long minute, int line, long lasted, End rule) {

  /** The rule in words, such as {@code progression} or {@code 35 cycles}. */
  public String why() {
    long limit = StrictMath.round(rule.limit());
    return switch (rule.until()) {
      case PROGRESSION -> "progression";
      case CR -> "complete response";
      case DURATION -> "its duration";
      case CYCLES -> limit + (limit == 1 ? " cycle" : " cycles");
    };
  }
}
