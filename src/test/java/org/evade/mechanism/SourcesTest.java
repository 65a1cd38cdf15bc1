package org.evade.mechanism;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evade.catalogue.Catalogue;
import org.evade.catalogue.DrugLibrary;
import org.evade.catalogue.DrugSpec;
import org.evade.catalogue.ParameterSpec;
import org.evade.catalogue.Source;
import org.junit.jupiter.api.Test;

/** What every number of the catalogue, the mechanisms and the drugs says of its source. */
class SourcesTest {

  private static final String ID =
      "doi:10\\.[0-9]{4,}/\\S+|https://\\S+|github:[\\w.-]+/[\\w.-]+(@[0-9a-f]{7,40})? \\S+";
  private static final Pattern NUMBER =
      Pattern.compile("(\\d[\\d,]*\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");

  private static List<ParameterSpec> sourced() {
    List<ParameterSpec> all = new ArrayList<>(Catalogue.standard(Mechanisms.descriptors()).all());
    for (DrugSpec drug : DrugLibrary.shipped().drugs()) {
      all.addAll(drug.numbers());
      all.addAll(drug.figures());
    }
    all.removeIf(number -> number.source().isEmpty());
    return all;
  }

  @Test
  void id_ofEverySource_hasOneForm() {
    assertThat(sourced()).hasSizeGreaterThan(100);
    for (ParameterSpec number : sourced()) {
      assertThat(number.source().orElseThrow().id()).as(number.name()).matches(ID);
    }
  }

  @Test
  void quote_ofEverySource_holdsTheNumberUnlessTheReasonTellsTheArithmetic() {
    for (ParameterSpec number : sourced()) {
      if (number.reason().isEmpty()) {
        assertThat(holds(number.source().orElseThrow(), Math.abs(number.value())))
            .as(number.name())
            .isTrue();
      }
    }
  }

  private static boolean holds(Source source, double value) {
    Matcher matcher = NUMBER.matcher(source.quote());
    boolean found = false;
    while (matcher.find()) {
      double quoted = Double.parseDouble(matcher.group().replace(",", ""));
      found |= Math.abs(quoted - value) <= 1e-9 * value;
    }
    return found;
  }
}
