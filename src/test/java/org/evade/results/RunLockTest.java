package org.evade.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks are between processes: within one Java machine every second lock is refused anyway. */
class RunLockTest {

  @TempDir Path folder;

  /** Takes the lock, says so and holds it until its input ends. */
  static final class Holder {
    private Holder() {}

    /** Argument: the parent directory. */
    public static void main(String[] arguments) throws IOException {
      try (RunLock lock = RunLock.take(Path.of(arguments[0]), "run")) {
        System.out.println("locked " + (lock != null));
        System.in.read();
      } catch (ResultsException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private Process holder() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            folder.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String line(Process process) throws IOException {
    return new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
        .readLine();
  }

  @Test
  void take_heldByAnotherProcess_isRefusedBothWays() throws Exception {
    Process first = holder();
    assertThat(line(first)).isEqualTo("locked true");
    assertThatThrownBy(() -> RunLock.take(folder, "run"))
        .isInstanceOf(ResultsException.class)
        .hasMessageContaining("another process is working on this run");
    first.getOutputStream().close();
    assertThat(first.waitFor()).isZero();
    assertThat(Files.exists(folder.resolve(".run.lock"))).isFalse();
    try (RunLock mine = RunLock.take(folder, "run")) {
      assertThat(mine).isNotNull();
      Process second = holder();
      assertThat(line(second)).contains("another process is working on this run");
      second.waitFor();
    }
  }
}
