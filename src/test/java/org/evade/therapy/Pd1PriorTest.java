package org.evade.therapy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.evade.catalogue.DrugLibrary;
import org.junit.jupiter.api.Test;

class Pd1PriorTest {

  private static final Pd1Prior PRIOR = new Pd1Prior(DrugLibrary.shipped());

  @Test
  void accepts_default_agreesWithTheClinic() {
    assertThat(PRIOR.accepts(Pd1Prior.HALF, Pd1Prior.HILL, Pd1Prior.TISSUE_FRACTION)).isTrue();
  }

  /**
   * Nivolumab: 84.1 mg/L is 576 nM, a fifth of it 115 nM in tissue, so 1 in 444 PD-1 is free: 0.398
   * per µm², of which 0.376 are bound; (0.376/6)² = 0.0039.
   */
  @Test
  void labelKillingLeft_nivolumab_isThatOfHandArithmetic() {
    assertThat(PRIOR.labelKillingLeft(6, 2, 0.2).get(1)).isCloseTo(0.9961, within(2e-4));
  }

  /** At 0.3/µm² the antibodies, all near full blockade, would differ in killing. */
  @Test
  void accepts_inhibitionByHardlyAnyPairs_isRefused() {
    assertThat(PRIOR.accepts(0.3, 2, 0.2)).isFalse();
  }

  /** With 4 nM for nivolumab alone it would have to be half as good as pembrolizumab. */
  @Test
  void accepts_monovalentNivolumab_isRefused() {
    DrugLibrary library = DrugLibrary.shipped();
    DrugLibrary weak =
        library.with(library.get("nivolumab").with(Map.of("nivolumab.affinity.PD-1", 4.0)));
    assertThat(new Pd1Prior(weak).accepts(6, 2, 0.2)).isFalse();
  }

  @Test
  void acceptedShare_overTheGrid_isMostButNotAll() {
    assertThat(PRIOR.acceptedShare(20)).isBetween(0.5, 0.99);
  }
}
