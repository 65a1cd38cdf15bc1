package org.evade.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The jar as a user starts it, in a process of its own. */
final class Jar {

  private static final long PATIENCE_SECONDS = 240;

  private final Path java;
  private final Path folder;

  Jar(Path folder) {
    this(Path.of(System.getProperty("java.home")), folder);
  }

  Jar(Path javaHome, Path folder) {
    this.java = javaHome.resolve("bin").resolve("java");
    this.folder = folder;
  }

  /** How a process ended and what it printed. */
  record Result(int code, String out, String err) {}

  /** A process that runs. */
  record Running(Process process, Path out, Path err) {

    Result await() {
      try {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException("evade did not end");
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  Running start(String... args) {
    // As from a terminal: a build in the background would hand down that Ctrl-C is ignored.
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(java.toString());
    // Quick to start: none of these runs is long enough for the second compiler.
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar"));
    command.add(System.getProperty("evade.jar"));
    command.addAll(List.of(args));
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      Path err = Files.createTempFile(folder, "err", ".txt");
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Running(process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Result run(String... args) {
    return start(args).await();
  }

  /** Puts a scenario of the test resources into a folder. */
  static Path scenario(String name, Path folder) {
    try (var in = Jar.class.getResourceAsStream("/" + name)) {
      return Files.writeString(
          folder.resolve(name), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
