package org.evade.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 mg | mg | 200",
        "200mg | mg | 200",
        "0.2 g | mg | 200",
        "3 weeks | day | 21",
        "1 week | minute | 10080",
        "12 hours | day | 0.5",
        "36 h | minute | 2160",
        "1 minute | min | 1",
        "2 months | day | 60.875",
        "1 year | day | 365.25",
        "20 um | um | 20",
        "20 \u00b5m | um | 20",
        "20 \u03bcm | um | 20",
        "37 mm | um | 37000",
        "3.7 cm | mm | 37",
        "0.9 /day | 1/d | 0.9",
        "1/d | 1/day | 1",
        "1 1/d | 1/day | 1",
        "24 /day | 1/h | 1",
        "2 mg/kg | mg/kg | 2",
        "75 mg/m2 | mg/m^2 | 75",
        "AUC 5 | mg/mL*min | 5",
        "5 mg/mL*min | mg*min/mL | 5",
        "30 mmHg | mmHg | 30",
        "4 kPa | mmHg | 30.002463033826253",
        "5 nM | nM | 5",
        "3 pM | nM | 0.003",
        "5 nmol/L | nM | 5",
        "100 um^2/s | um2/min | 6000",
        "1e-6 cm2/s | um2/s | 100",
        "100 \u00b5m\u00b2/s | um^2/s | 100",
        "60 % | 1 | 0.6",
        "60% | 1 | 0.6",
        "0.6 | 1 | 0.6",
        "1e-4 | 1 | 0.0001",
        ".5 | 1 | 0.5",
        "20 /mm2 | cells/mm2 | 20",
        "20 cells/mm2 | cells/mm^2 | 20",
        "1 cell/um2 | cells/mm2 | 1000000",
        "250 molecules/um2 | molecules/um2 | 250",
        "1e-4 /division | 1/division | 0.0001",
        "7 nmol/cell/d | nmol/(cell*d) | 7",
        "90 mL/min | L/day | 129.6",
        "62 mU | U | 0.062",
        "2 Gy | Gy | 2",
      })
  void parse_quantityWithUnit_isConverted(String text, String unit, double expected) {
    assertThat(Units.parse(text, unit)).isCloseTo(expected, within(1e-9 * expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | day | without a unit",
        "5 mg | day | '5 mg'",
        "5 % | day | 5 %",
        "5 mg | 1 | 5 mg",
        "5 cells | molecules | 5 cells",
        "5 molecules/mm2 | cells/mm2 | 5 molecules/mm2",
        "1 /day | /division | 1 /day",
        "5 mg/kg | 1 | 5 mg/kg",
        "5 lightyears | um | unknown unit 'lightyears'",
        "5 mgg | mg | unknown unit 'mgg'",
        "5 mg/ | mg | unknown unit",
        "5 mg/(kg | mg/kg | unknown unit",
        "NaN mg | mg | 'NaN mg'",
        "1e999 mg | mg | '1e999'",
        "Infinity | 1 | 'Infinity'",
        "0x10 mg | mg | unknown unit 'x' in 'x10 mg'",
        "5 mg min/mL | mg*min/mL | unknown unit",
        "1_000 mg | mg | '1_000 mg'",
        "1,5 mg | mg | '1,5 mg'",
        "mg | mg | 'mg'",
        "five mg | mg | 'five mg'",
      })
  void parse_notOfTheUnit_saysWhatWasFound(String text, String unit, String found) {
    String fragment = found.replaceAll("^'(5 mg)'$", "$1");
    assertThatThrownBy(() -> Units.parse(text, unit))
        .isInstanceOfSatisfying(UnitException.class, e -> assertThat(e.found()).contains(fragment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "1e", "1 2 mg", "1 mg mg", "1 mg^", "1 (((((mg)))))"})
  void parse_noQuantity_isRefused(String text) {
    assertThatThrownBy(() -> Units.parse(text)).isInstanceOf(UnitException.class);
  }

  @Property(seed = "7")
  void parse_ofFormatted_givesTheNumberBack(
      @ForAll @DoubleRange(min = -1e300, max = 1e300) double value) {
    assertThat(Units.parse(Units.format(value, "mg"), "mg")).isEqualTo(value);
    assertThat(Units.parse(Units.format(value))).isEqualTo(new Amount(value, "1"));
  }

  @Property(seed = "7")
  void convert_thereAndBack_givesTheNumberBack(
      @ForAll @Scale(9) @DoubleRange(min = 1e-6, max = 1e9) double value) {
    // Each of the two conversions rounds once, to half a unit in the last place.
    double hours = Units.convert(new Amount(value, "day"), "h");
    assertThat(Units.convert(new Amount(hours, "h"), "day"))
        .isCloseTo(value, within(4 * Math.ulp(value)));
  }

  @Property(seed = "7")
  void parse_anyText_givesAnAmountOrAUnitException(@ForAll String text) {
    try {
      assertThat(Units.parse(text).value()).isFinite();
    } catch (UnitException e) {
      assertThat(e.allowed()).isNotEmpty();
    }
  }
}
