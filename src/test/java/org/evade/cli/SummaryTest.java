package org.evade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evade.results.RunReader;
import org.junit.jupiter.api.Test;

class SummaryTest {

  private static final Path REFERENCE = Path.of("results", "reference", "hla-loh-escape");

  private static String summary() {
    StringWriter text = new StringWriter();
    Summary.print(RunReader.open(REFERENCE), 365, new PrintWriter(text));
    return text.toString().replaceAll("\\s+", " ");
  }

  /** Thirty days, both ends counted: the last 30 rows of each cause at most. */
  @Test
  void print_protection_namesTheDaysThatItSums() {
    Matcher days =
        Pattern.compile("of the tumor-cell-hours of days (\\d+) to (\\d+)").matcher(summary());
    assertThat(days.find()).isTrue();
    assertThat(Integer.parseInt(days.group(2)) - Integer.parseInt(days.group(1))).isEqualTo(29);
  }

  /** HLA loss passes half of the cells in the reference run; what stays under 1 % is left out. */
  @Test
  void print_resistance_saysWhichGenotypeMatteredAndOnWhichDay() {
    assertThat(summary())
        .containsPattern("resistance hla-loh [^(]*(0\\.5|50 %)[^(]*\\(day \\d+\\)")
        .doesNotContain("hla-loh+neoantigen-loss");
  }

  /** Rows of clones.csv on day 302, the last, with genotype hla-loh sum to 13,047 cells. */
  @Test
  void print_resistance_saysWhatIsLeftOnTheLastDay() {
    assertThat(summary()).containsPattern("resistance hla-loh .*13047 of 13383 on day 302");
  }

  /** Of the last 30 days hla-loh has 1.3 %, immature dendritic cells have 0.49 %. */
  @Test
  void print_protection_leavesOutWhatRoundsToNothing() {
    assertThat(summary())
        .contains("hla-loh 1 %")
        .doesNotContain(" 0 %", "immature-dendritic-cells");
  }
}
