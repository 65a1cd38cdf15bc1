package org.evade.chart;

import java.awt.Color;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * Colors that readers with any color vision tell apart: Okabe and Ito's eight, Tol's muted scheme
 * for what comes on top, viridis for heat maps. A name has the same color in every chart, and a
 * kind of cell has its own: no mechanism or genotype takes it but the suppression by that very
 * cell.
 */
final class Palette {

  static final Color BLACK = new Color(0x000000);
  static final Color ORANGE = new Color(0xE69F00);
  static final Color SKY = new Color(0x56B4E9);
  static final Color GREEN = new Color(0x009E73);
  static final Color YELLOW = new Color(0xF0E442);
  static final Color BLUE = new Color(0x0072B2);
  static final Color VERMILION = new Color(0xD55E00);
  static final Color PURPLE = new Color(0xCC79A7);

  static final Color INDIGO = new Color(0x332288);
  static final Color TEAL = new Color(0x44AA99);
  static final Color OLIVE = new Color(0x999933);
  static final Color SAND = new Color(0xDDCC77);
  static final Color WINE = new Color(0x882255);

  /** Text, axes and frames. */
  static final Color INK = new Color(0x222222);

  static final Color GRID = new Color(0xDDDDDD);

  /** Tumor cells without a resistance alteration. */
  static final Color SENSITIVE = new Color(0xBCC3CE);

  static final Color TUMOR = new Color(0x6B7380);
  static final Color DEBRIS = new Color(0x8A6748);
  static final Color CD8 = BLUE;
  static final Color CD8_PROGENITOR = new Color(0xA3D0EE);
  static final Color CD8_EFFECTOR = new Color(0x3D94CF);
  static final Color CD8_TERMINAL = new Color(0x00466F);
  static final Color TREG = TEAL;
  static final Color MDSC = INDIGO;
  static final Color VESSEL = new Color(0xCC3344);
  static final Color DENSE_MATRIX = new Color(0xF2DFA4);

  /** What is too small to be drawn alone; no gray, which would pass for sensitive cells. */
  static final Color FOLDED = new Color(0x66CCEE);

  /** For names without a color of their own, in the order they are given out. */
  private static final Color[] SPARE = {
    new Color(0x8C3A00),
    new Color(0x762A83),
    new Color(0xF4A582),
    new Color(0x7FBF4D),
    new Color(0xC2A5CF),
    new Color(0x4D4D4D)
  };

  private static final String UNSEEN = "unseen: ";

  /** Names, or beginnings of names, of alterations, mechanisms and causes. */
  private static final Map<String, Color> FIXED = fixed();

  private static final int[] VIRIDIS = {
    0x440154, 0x481A6C, 0x472F7D, 0x414487, 0x39568C, 0x31688E, 0x2A788E, 0x23888E, 0x1F988B,
    0x22A884, 0x35B779, 0x54C568, 0x7AD151, 0xA5DB36, 0xD2E21B, 0xFDE725
  };

  private final Map<String, Color> colors = new LinkedHashMap<>();

  /**
   * Gives each name its color; those not known of get spare ones in alphabetical order.
   *
   * @param names genotypes, mechanisms and causes of one run
   */
  Palette(Collection<String> names) {
    int spare = 0;
    for (String name : new TreeSet<>(names)) {
      Color known = known(name);
      if (known == null) {
        Color base = SPARE[spare % SPARE.length];
        known = spare < SPARE.length ? base : shade(base, 0.7);
        spare++;
      }
      colors.put(name, known);
    }
  }

  /** The color of a name. */
  Color of(String name) {
    Color color = colors.get(name);
    if (color == null) {
      color = known(name);
    }
    return color == null ? FOLDED : color;
  }

  private static Color known(String name) {
    if (name.indexOf('+') >= 0) {
      return null;
    }
    if (name.startsWith(UNSEEN) && !name.endsWith("cd8-near")) {
      // The cause's color, paler: the same cause keeps T cells away instead of stopping them.
      Color cause = known(name.substring(UNSEEN.length()));
      return cause == null ? null : shade(cause, 1.5);
    }
    for (Map.Entry<String, Color> entry : FIXED.entrySet()) {
      if (name.startsWith(entry.getKey())) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static Map<String, Color> fixed() {
    Map<String, Color> map = new LinkedHashMap<>();
    map.put("neoantigen", YELLOW);
    map.put("antigen", YELLOW);
    map.put("hla", ORANGE);
    map.put("b2m", VERMILION);
    map.put("ifn", new Color(0x117733));
    map.put("constitutive", PURPLE);
    map.put("pdl1", PURPLE);
    map.put("pd-l1", PURPLE);
    map.put("adaptive", new Color(0xAA4499));
    map.put("pd1", WINE);
    map.put("pd-1", WINE);
    map.put("t-cell-exhaustion", new Color(0xBBCC33));
    map.put("exhaustion", new Color(0xBBCC33));
    map.put("treg", TREG);
    map.put("mdsc", MDSC);
    map.put("stroma", SAND);
    map.put("low-mhc", new Color(0x332200));
    map.put("low-chemokine", GREEN);
    map.put("immature", new Color(0x661100));
    map.put("unseen: no-cd8-near", new Color(0x9AA1AA));
    map.put("unseen", new Color(0xB8BEC6));
    map.put("irrelevant", new Color(0xD9DDE2));
    map.put("none", SENSITIVE);
    return map;
  }

  /** Viridis at 0 to 1; what lies outside takes the end's color. */
  static Color viridis(double at) {
    double place = Math.max(0, Math.min(1, at)) * (VIRIDIS.length - 1);
    int below = Math.min((int) place, VIRIDIS.length - 2);
    return mix(new Color(VIRIDIS[below]), new Color(VIRIDIS[below + 1]), place - below);
  }

  /** A color towards black (below 1) or white (above 1). */
  static Color shade(Color color, double factor) {
    return factor <= 1 ? mix(BLACK, color, factor) : mix(color, Color.WHITE, factor - 1);
  }

  static Color alpha(Color color, int alpha) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  private static Color mix(Color from, Color to, double share) {
    return new Color(
        mix(from.getRed(), to.getRed(), share),
        mix(from.getGreen(), to.getGreen(), share),
        mix(from.getBlue(), to.getBlue(), share));
  }

  private static int mix(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }
}
