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
}
