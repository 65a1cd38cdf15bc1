package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class VerifyCommandTest {

  private static final StringWriter OUT = new StringWriter();
  private static int code;

  @BeforeAll
  static void run() {
    CommandLine line = Evade.commandLine();
    line.setOut(new PrintWriter(OUT, true));
    code = line.execute("verify");
  }

  private static List<String> lines(String part) {
    return OUT.toString().lines().filter(l -> l.contains(part)).toList();
  }

  @Test
  void verify_thisMachine_isAllOk() {
    assertThat(code).as(OUT.toString()).isZero();
    assertThat(OUT.toString()).endsWith("All checks are ok." + System.lineSeparator());
    assertThat(OUT.toString()).doesNotContain("FAIL");
  }

  @Test
  void verify_solver_printsSecondOrderAndMassBalance() {
    assertThat(lines("order of convergence")).hasSize(2).allMatch(l -> l.contains("2.00 ± 0.10"));
    assertThat(lines("mass balance")).hasSize(1).allMatch(l -> l.contains("at most 1e-06"));
  }

  /** Five antibodies, each with two half-lives, average and trough. */
  @Test
  void verify_drugs_printsFourLinesOfEach() {
    for (String drug :
        List.of("pembrolizumab", "nivolumab", "cemiplimab", "atezolizumab", "durvalumab")) {
      assertThat(lines("  ok  " + drug + ", ")).hasSize(4).allMatch(l -> l.contains("± 5 %"));
    }
    // Each without IFNγ and with PD-L1 raised sixfold.
    assertThat(lines("  ok  kill rate left at label dose")).hasSize(2);
    assertThat(lines("  ok  kill rate left under atezolizumab")).hasSize(2);
    assertThat(lines("  ok  kill rate left under durvalumab")).hasSize(2);
  }

  /** 150² voxels of 20 µm are 9 mm², at 300 /mm² 2,700 CD8 T cells; 5.7 kills a day each. */
  @Test
  void verify_kills_printsTheRatesAndTheBudget() {
    assertThat(lines("kills, ")).hasSize(3).allMatch(l -> l.matches(".* 5\\.[67]\\d /d .*"));
    assertThat(lines("there are 2700 CD8 T cells; 10 % recognize")).hasSize(1);
  }
}
