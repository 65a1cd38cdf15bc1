package org.evade.study;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.evade.results.Manifest;

/** Wall time of runs; nothing but the manifest's {@code wall} depends on it. */
final class Clock {

  private static final double NANOSECONDS = 1e9;

  private Clock() {}

  static Manifest.Wall started(int threads) {
    String jvm = System.getProperty("java.vendor") + " " + System.getProperty("java.version");
    return new Manifest.Wall(now(), "", 0, jvm, threads);
  }

  /** A wall object with more time spent, ended or not. */
  static Manifest.Wall later(Manifest.Wall wall, double seconds, boolean finished) {
    double spent = Math.rint(1000 * (wall.seconds() + seconds)) / 1000;
    return new Manifest.Wall(
        wall.started(), finished ? now() : "", spent, wall.jvm(), wall.threads());
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Seconds since a time of {@link System#nanoTime}. */
  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / NANOSECONDS;
  }
}
