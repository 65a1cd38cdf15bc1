package org.evade.random;

/**
 * Ids of agents: a 64-bit hash of where an agent comes from, so that a birth elsewhere never
 * changes another agent's id and with it its draws.
 */
public final class AgentId {

  private static final long BIRTH = 0x6269727468L;
  private static final long ARRIVAL = 0x617272697665L;

  private AgentId() {}

  /**
   * Id of a daughter cell.
   *
   * @param parent the parent's id
   * @param minute minute of the division
   * @param sibling 0 or 1
   */
  public static long daughter(long parent, long minute, int sibling) {
    return Philox.first(BIRTH, parent, (minute << 32) | sibling);
  }

  /**
   * Id of a cell that comes from outside.
   *
   * @param origin what it enters through, such as a vessel's site
   * @param kind number of the cell's type
   * @param minute minute of the entry
   * @param ordinal number among those entering there in that minute
   */
  public static long arrival(long origin, int kind, long minute, int ordinal) {
    return Philox.first(ARRIVAL, (origin << 8) | kind, (minute << 32) | (ordinal & 0xffffffffL));
  }
}
