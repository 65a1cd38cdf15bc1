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

  /** This census with size relative to a later baseline, by cells. */
  Census relativeTo(Census baseline) {
    double burden = value(Quantity.LIVE_EQUIVALENTS) / baseline.value(Quantity.LIVE_EQUIVALENTS);
    List<Double> relative = new ArrayList<>(values);
    relative.set(Quantity.BURDEN.ordinal(), burden);
    relative.set(
        Quantity.DIAMETER_MM.ordinal(),
        baseline.value(Quantity.DIAMETER_MM) * FastMath.cbrt(burden));
    return new Census(day, lesion, relative, plasma);
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
