package org.evade.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The {@code evade} command. */
@Command(
    name = "evade",
    mixinStandardHelpOptions = true,
    versionProvider = Evade.Version.class,
    description = "Simulates how lung cancer evades immune checkpoint inhibitors.")
public final class Evade {

  private Evade() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Evade()).execute(args));
  }

  /** The POM's version and the git commit. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      BuildInfo build = BuildInfo.read();
      return new String[] {"evade " + build.version() + " (" + build.commit() + ")"};
    }
  }
}
