package org.evade.response;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.evade.response.BestResponse.Rules;
import org.evade.response.Endpoints.Time;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BestResponseTest {

  private static final OptionalInt NEVER = OptionalInt.empty();

  /** Assessments from words such as "42:PR 84:SD". */
  private static List<Assessment> scans(String words) {
    List<Assessment> scans = new ArrayList<>();
    for (String word : words.split(" ", -1)) {
      if (!word.isEmpty()) {
        String[] parts = word.split(":", -1);
        Response response = Response.valueOf(parts[1]);
        scans.add(new Assessment(Integer.parseInt(parts[0]), 0, 0, 0, response, response));
      }
    }
    return scans;
  }

  @ParameterizedTest
  @CsvSource({
    // scans, best without and with confirmation
    "42:PR 84:PR 126:PD, PR, PR",
    "42:PR 84:PD, PR, SD",
    "42:PR 60:PR 84:PD, PR, SD",
    "42:PR 70:PR, PR, PR",
    "42:PR 84:NE 126:PR, PR, PR",
    "42:PR 84:SD 126:PR 168:PD, PR, SD",
    "42:PR 84:CR 126:CR, CR, CR",
    "42:PR 84:CR 126:PD, CR, PR",
    "42:CR 84:CR, CR, CR",
    "42:CR 84:PD, CR, SD",
    "28:PR 49:PD, PR, PD",
    "28:CR, CR, NE",
    "42:SD 84:PD, SD, SD",
    "41:SD 84:PD, PD, PD",
    "41:SD, NE, NE",
    "41:SD 83:SD, SD, SD",
    "42:PD 84:PR 126:PR, PD, PD",
    "42:NE 84:NE, NE, NE",
    "'', NE, NE"
  })
  void of_sequences_areThoseOfThePaper(String words, Response plain, Response confirmed) {
    assertThat(BestResponse.of(scans(words), Rules.RANDOMIZED).response()).isEqualTo(plain);
    assertThat(BestResponse.of(scans(words), Rules.SINGLE_ARM).response()).isEqualTo(confirmed);
  }

  @Test
  void of_stableWindow_isASetting() {
    assertThat(BestResponse.of(scans("36:SD"), new Rules(false, 35)).response())
        .isEqualTo(Response.SD);
  }

  @Test
  void of_newTherapy_endsWhatCounts() {
    assertThat(
            BestResponse.of(scans("42:SD 84:PR"), Rules.RANDOMIZED, OptionalInt.of(60)).response())
        .isEqualTo(Response.SD);
  }

  @ParameterizedTest
  @CsvSource({
    // scans, death (-1 never), new therapy (-1 never), days, event
    "42:SD 84:PD, -1, -1, 84, true",
    "42:SD 84:SD, -1, -1, 84, false",
    "42:SD 84:SD, 100, -1, 100, true",
    "42:SD 84:PD, 60, -1, 60, true",
    "'', 30, -1, 30, true",
    "'', -1, -1, 0, false",
    "42:SD 84:PD, -1, 60, 42, false",
    "42:SD 84:PD, -1, 84, 84, true",
    "42:SD, 100, 60, 42, false",
    "42:SD 84:NE 126:PD, -1, -1, 126, true",
    "42:SD 84:NE 126:NE 168:PD, -1, -1, 42, false",
    "42:NE 84:NE 126:PD, -1, -1, 0, false",
    "42:SD 84:NE 126:NE, 130, -1, 42, false",
    "42:SD 84:NE 126:SD 168:NE 210:PD, -1, -1, 210, true"
  })
  void endpoints_progressionFree_isCensoredAsTheRulesSay(
      String words, int death, int newTherapy, int days, boolean event) {
    Endpoints endpoints = Endpoints.of(scans(words), day(death), day(newTherapy), Rules.RANDOMIZED);
    assertThat(endpoints.progressionFree()).isEqualTo(new Time(days, event));
  }

  private static OptionalInt day(int day) {
    return day < 0 ? NEVER : OptionalInt.of(day);
  }

  @Test
  void endpoints_duration_runsFromTheFirstResponseThatCounts() {
    List<Assessment> scans = scans("42:SD 84:PR 126:SD 168:PR 210:PR 252:PD");
    Endpoints plain = Endpoints.of(scans, NEVER, NEVER, Rules.RANDOMIZED);
    assertThat(plain.responseDay()).hasValue(84);
    assertThat(plain.duration()).contains(new Time(168, true));
    Endpoints confirmed = Endpoints.of(scans, NEVER, NEVER, Rules.SINGLE_ARM);
    assertThat(confirmed.responseDay()).hasValue(168);
    assertThat(confirmed.duration()).contains(new Time(84, true));
  }

  @Test
  void endpoints_noResponse_haveNoDuration() {
    Endpoints endpoints = Endpoints.of(scans("42:SD 84:PD"), NEVER, NEVER, Rules.RANDOMIZED);
    assertThat(endpoints.responseDay()).isEmpty();
    assertThat(endpoints.duration()).isEmpty();
  }
}
