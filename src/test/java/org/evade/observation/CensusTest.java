package org.evade.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CensusTest {

  private static Census census(String lesion, double equivalents, double mm) {
    Double[] values = new Double[Quantity.values().length];
    Arrays.fill(values, 0.0);
    values[Quantity.LIVE_EQUIVALENTS.ordinal()] = equivalents;
    values[Quantity.DIAMETER_MM.ordinal()] = mm;
    return new Census(0, lesion, List.of(values), List.of());
  }

  /**
   * Lesions of 10 and 20 mm with an eighth and all of their cells: diameters 10/2 + 20 = 25 mm, and
   * volume (1000/8 + 8000)/(1000 + 8000) = 8125/9000, whatever the cells on their lattices.
   */
  @Test
  void relative_severalLesions_burdenIsVolumeAndDiametersAreSummed() {
    List<Census> baseline =
        List.of(census("", 900, 30), census("a", 800, 10), census("b", 100, 20));
    List<Census> day = List.of(census("", 200, 0), census("a", 100, 0), census("b", 100, 0));

    List<Census> relative = Census.relative(day, baseline);

    assertThat(relative).extracting(Census::lesion).containsExactly("", "a", "b");
    assertThat(relative.get(0).value(Quantity.BURDEN))
        .isCloseTo(8125 / 9000.0, Offset.offset(1e-12));
    assertThat(relative.get(0).value(Quantity.DIAMETER_MM)).isCloseTo(25, Offset.offset(1e-12));
    assertThat(relative.get(1).value(Quantity.BURDEN)).isEqualTo(0.125);
    assertThat(relative.get(1).value(Quantity.DIAMETER_MM)).isCloseTo(5, Offset.offset(1e-12));
    assertThat(Census.relative(day.subList(1, 2), baseline.subList(1, 2)))
        .isEqualTo(relative.subList(1, 2));
  }
}
