package org.evade.observation;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.util.FastMath;

/**
 * What was counted and measured on one day.
 *
 * @param day day of treatment, negative in the burn-in
 * @param lesion name of the lesion counted, empty when it is all of them together
 * @param values one value a {@link Quantity}, in that order; NaN where there is none
 * @param plasma plasma concentration of each of the scenario's drugs in mg/L, in the order of
 *     {@link org.evade.therapy.Treatment#drugs()}
 */
public record Census(int day, String lesion, List<Double> values, List<Double> plasma) {

  /** Copies the lists. */
  public Census {
    values = List.copyOf(values);
    plasma = List.copyOf(plasma);
    if (values.size() != Quantity.values().length) {
      throw new IllegalArgumentException("a census of " + values.size() + " values");
    }
  }

  /** The value of a quantity in its unit, NaN where there is none. */
  public double value(Quantity quantity) {
    return values.get(quantity.ordinal());
  }

  /**
   * The censuses of a day with sizes relative to a later baseline, by cells.
   *
   * @param day the census of all lesions together and, when there are several, of each
   * @param baseline those of the baseline in the same order
   */
  static List<Census> relative(List<Census> day, List<Census> baseline) {
    int first = day.size() == 1 ? 0 : 1;
    List<Census> each = new ArrayList<>();
    double volume = 0;
    double reference = 0;
    double diameter = 0;
    for (int l = first; l < day.size(); l++) {
      double burden =
          day.get(l).value(Quantity.LIVE_EQUIVALENTS)
              / baseline.get(l).value(Quantity.LIVE_EQUIVALENTS);
      double before = baseline.get(l).value(Quantity.DIAMETER_MM);
      double its = before * FastMath.cbrt(burden);
      each.add(day.get(l).sized(burden, its));
      volume += before * before * before * burden;
      reference += before * before * before;
      diameter += its;
    }
    if (first == 1) {
      each.add(0, day.get(0).sized(volume / reference, diameter));
    }
    return each;
  }

  private Census sized(double burden, double diameterMm) {
    List<Double> sized = new ArrayList<>(values);
    sized.set(Quantity.BURDEN.ordinal(), burden);
    sized.set(Quantity.DIAMETER_MM.ordinal(), diameterMm);
    return new Census(day, lesion, sized, plasma);
  }

  void writeState(DataOutput out) throws IOException {
    out.writeInt(day);
    out.writeUTF(lesion);
    write(out, values);
    write(out, plasma);
  }

  private static void write(DataOutput out, List<Double> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (double number : numbers) {
      out.writeDouble(number);
    }
  }

  static Census readState(DataInput in) throws IOException {
    return new Census(in.readInt(), in.readUTF(), read(in), read(in));
  }

  private static List<Double> read(DataInput in) throws IOException {
    int count = in.readInt();
    List<Double> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(in.readDouble());
    }
    return numbers;
  }
}
