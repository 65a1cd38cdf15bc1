package org.evade.bench;

import sim.engine.SimState;
import sim.engine.Steppable;
import sim.engine.Stoppable;
import sim.field.grid.ObjectGrid2D;
import sim.field.grid.SparseGrid2D;

/**
 * The same agents the way MASON's tutorials write them: one Steppable an agent on its schedule,
 * MASON's random numbers, each stepping at once.
 */
final class MasonWalk extends SimState {

  private static final long serialVersionUID = 1;
  private static final int[] DX = {-1, 0, 1, -1, 1, -1, 0, 1};
  private static final int[] DY = {-1, -1, -1, 0, 0, 1, 1, 1};

  /** Where the agents are. */
  interface Grid {
    boolean free(int x, int y);

    void place(Agent agent, int x, int y);

    void move(Agent agent, int x, int y);

    void remove(Agent agent);
  }

  private final transient Grid grid;
  private final int edge;
  private final boolean turnover;
  private int count;

  MasonWalk(Grid grid, int edge, int agents, boolean turnover) {
    super(1);
    this.grid = grid;
    this.edge = edge;
    this.turnover = turnover;
    while (count < agents) {
      int x = random.nextInt(edge);
      int y = random.nextInt(edge);
      if (grid.free(x, y)) {
        add(x, y);
      }
    }
  }

  int count() {
    return count;
  }

  private void add(int x, int y) {
    Agent agent = new Agent(x, y);
    grid.place(agent, x, y);
    agent.stop = schedule.scheduleRepeating(agent);
    count++;
  }

  /** Steps every agent once. */
  void step() {
    schedule.step(this);
  }

  /** One agent. */
  final class Agent implements Steppable {
    private static final long serialVersionUID = 1;
    private int x;
    private int y;
    private transient Stoppable stop;

    private Agent(int x, int y) {
      this.x = x;
      this.y = y;
    }

    @Override
    public void step(SimState state) {
      if (turnover) {
        liveOrDie();
        return;
      }
      int d = random.nextInt(8);
      int toX = x + DX[d];
      int toY = y + DY[d];
      if (inside(toX, toY) && grid.free(toX, toY)) {
        grid.move(this, toX, toY);
        x = toX;
        y = toY;
      }
    }

    private void liveOrDie() {
      if (random.nextBoolean(0.1)) {
        grid.remove(this);
        stop.stop();
        count--;
      } else if (random.nextBoolean(0.2)) {
        int turn = random.nextInt(8);
        for (int k = 0; k < 8; k++) {
          int d = (k + turn) & 7;
          if (inside(x + DX[d], y + DY[d]) && grid.free(x + DX[d], y + DY[d])) {
            add(x + DX[d], y + DY[d]);
            return;
          }
        }
      }
    }

    private boolean inside(int toX, int toY) {
      return toX >= 0 && toX < edge && toY >= 0 && toY < edge;
    }
  }

  /** Agents on an ObjectGrid2D. */
  static final class Objects implements Grid {
    private final ObjectGrid2D grid;

    Objects(int edge) {
      grid = new ObjectGrid2D(edge, edge);
    }

    @Override
    public boolean free(int x, int y) {
      return grid.field[x][y] == null;
    }

    @Override
    public void place(Agent agent, int x, int y) {
      grid.field[x][y] = agent;
    }

    @Override
    public void move(Agent agent, int x, int y) {
      grid.field[agent.x][agent.y] = null;
      grid.field[x][y] = agent;
    }

    @Override
    public void remove(Agent agent) {
      grid.field[agent.x][agent.y] = null;
    }
  }

  /** Agents on a SparseGrid2D. */
  static final class Sparse implements Grid {
    private final SparseGrid2D grid;

    Sparse(int edge) {
      grid = new SparseGrid2D(edge, edge);
    }

    @Override
    public boolean free(int x, int y) {
      return grid.numObjectsAtLocation(x, y) == 0;
    }

    @Override
    public void place(Agent agent, int x, int y) {
      grid.setObjectLocation(agent, x, y);
    }

    @Override
    public void move(Agent agent, int x, int y) {
      grid.setObjectLocation(agent, x, y);
    }

    @Override
    public void remove(Agent agent) {
      grid.remove(agent);
    }
  }
}
