package org.evade.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What this build is: the POM's version and the git commit it was made from.
 *
 * @param version the POM's version
 * @param commit the abbreviated commit, {@code -dirty} appended when the tree had changes, or
 *     {@code unknown} outside a git checkout
 */
public record BuildInfo(String version, String commit) {

  /** Reads the properties the build wrote beside the classes. */
  public static BuildInfo read() {
    Properties properties = new Properties();
    try (InputStream in = BuildInfo.class.getResourceAsStream("/org/evade/build.properties")) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the build's own properties", e);
    }
    String commit = properties.getProperty("git.commit.id.abbrev", "unknown");
    boolean dirty = Boolean.parseBoolean(properties.getProperty("git.dirty", "false"));
    return new BuildInfo(
        properties.getProperty("git.build.version", "unknown"), dirty ? commit + "-dirty" : commit);
  }
}
