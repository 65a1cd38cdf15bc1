package sim.display;

/**
 * Stands in for MASON's class of this name, which extends the applet that Java 26 no longer has.
 * MASON asks it only whether it runs in a browser; the build leaves MASON's own out.
 */
public final class SimApplet {

  static final boolean isApplet = false;

  private SimApplet() {}

  /** Never in a browser. */
  public static boolean isApplet() {
    return isApplet;
  }
}
