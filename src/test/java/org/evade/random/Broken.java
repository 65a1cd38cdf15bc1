package org.evade.random;

/** A class of the model that breaks the rules of determinism, to see that the rules find it. */
public final class Broken {

  static int calls;

  private Broken() {}

  static double use(double x) {
    calls++;
    return Math.exp(x);
  }
}
