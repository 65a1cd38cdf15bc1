package org.evade.therapy;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.evade.catalogue.DrugSpec;

/**
 * How much of one drug is in one patient: a central and, when the drug has one, a peripheral
 * compartment, each an amount in mg, with linear exchange and elimination,
 *
 * <pre>
 *   dA1/dt = −(CL(t) + Q)/V1 · A1 + Q/V2 · A2
 *   dA2/dt = Q/V1 · A1 − Q/V2 · A2
 *   CL(t)  = CL · exp(Emax · t^γ / (T50^γ + t^γ)),  t since the first dose.
 * </pre>
 *
 * <p>A dose goes into the central compartment at once. An infusion of 30 minutes lags it by 15
 * minutes: at these rates 0.4 % of the concentration at most on the first day, 0.06 % afterwards.
 *
 * <p>With a constant clearance the solution is the exponential of the rate matrix. With one that
 * changes in time it is the product of such exponentials over intervals of 6 hours counted from the
 * first dose, each of the fourth-order Magnus expansion (Blanes 2009, Phys Rep 470:151): within
 * 1e-9 of an adaptive Dormand–Prince 8(5,3) solution. The state kept is that at the last such
 * point, and the amounts now are computed from it; so it makes no difference, to the last bit,
 * whether time advances at once or minute by minute, which an adaptive solver cannot promise.
 */
public final class Pharmacokinetics {

  /** Minutes in a day. */
  private static final double DAY = 1440.0;

  /** Interval of the Magnus expansion in minutes. */
  private static final long STEP = 360;

  private static final double GAUSS = Math.sqrt(3) / 6;

  private final String name;
  private final double kilodalton;
  private final double clearance;
  private final double v1;
  private final double q;
  private final double v2;
  private final double change;
  private final double halfTime;
  private final double hill;

  private long now;
  private long first = Long.MIN_VALUE;
  private long anchor;
  private double anchor1;
  private double anchor2;
  private double given;
  private double a1;
  private double a2;

  /**
   * No drug in a patient, at minute 0.
   *
   * @param drug the drug
   * @param weightKg body weight in kg
   * @param heightCm body height in cm
   */
  public Pharmacokinetics(DrugSpec drug, double weightKg, double heightCm) {
    if (!(weightKg > 0) || !(heightCm > 0)) {
      throw new IllegalArgumentException(
          "weight and height must be positive, found " + weightKg + " kg and " + heightCm + " cm");
    }
    name = drug.name();
    kilodalton = drug.value("molecular-weight");
    double weight = weightKg / drug.valueOr("reference-weight", weightKg);
    double bmi = weightKg / (heightCm * heightCm * 1e-4);
    double size =
        power(bmi / drug.valueOr("reference-bmi", bmi), drug.valueOr("bmi-on-volumes", 0));
    clearance =
        drug.value("clearance")
            * drug.valueOr("clearance-factor", 1)
            * power(weight, drug.valueOr("weight-on-clearance", 0));
    v1 =
        drug.value("central-volume")
            * size
            * power(weight, drug.valueOr("weight-on-central-volume", 0));
    q = drug.valueOr("exchange", 0) * power(weight, drug.valueOr("weight-on-exchange", 0));
    v2 =
        drug.valueOr("peripheral-volume", 1)
            * size
            * power(weight, drug.valueOr("weight-on-peripheral-volume", 0));
    change = drug.valueOr("clearance-change", 0);
    halfTime = drug.valueOr("clearance-half-time", 1);
    hill = drug.valueOr("clearance-hill", 1);
  }

  /**
   * A drug in the patient for whom its numbers hold without a factor for body size.
   *
   * @param drug the drug
   */
  public static Pharmacokinetics ofReferencePatient(DrugSpec drug) {
    double weight = drug.valueOr("reference-weight", 75);
    double bmi = drug.valueOr("reference-bmi", 25);
    return new Pharmacokinetics(drug, weight, 100 * Math.sqrt(weight / bmi));
  }

  private static double power(double base, double exponent) {
    return exponent == 0 ? 1 : StrictMath.pow(base, exponent);
  }

  /** The drug's name. */
  public String name() {
    return name;
  }

  /** The time now, in minutes. */
  public long minute() {
    return now;
  }

  /**
   * Lets time pass.
   *
   * @param minutes how much, 0 or more
   */
  public void advance(long minutes) {
    advanceTo(Math.addExact(now, minutes));
  }

  /**
   * Lets time pass.
   *
   * @param minute until when, not before now
   * @throws IllegalArgumentException when that is in the past
   */
  public void advanceTo(long minute) {
    if (minute < now) {
      throw new IllegalArgumentException(
          name + ": cannot go back from minute " + now + " to " + minute);
    }
    if (first != Long.MIN_VALUE && change != 0) {
      long next = anchor + STEP - Math.floorMod(anchor - first, STEP);
      for (; next <= minute; next += STEP) {
        propagate(next);
        settle(next);
      }
    }
    if (first != Long.MIN_VALUE) {
      propagate(minute);
    }
    now = minute;
  }

  /**
   * Gives a dose now.
   *
   * @param mg amount in mg, 0 or more
   */
  public void give(double mg) {
    if (!(mg >= 0) || mg == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(name + ": cannot give " + mg + " mg");
    }
    if (first == Long.MIN_VALUE) {
      first = now;
    }
    a1 += mg;
    given += mg;
    settle(now);
  }

  /** Makes the amounts now the state to go on from. */
  private void settle(long minute) {
    anchor = minute;
    anchor1 = a1;
    anchor2 = a2;
  }

  /** Sets the amounts to those at a minute at most one step after the anchor (any, if constant). */
  private void propagate(long minute) {
    double h = (minute - anchor) / DAY;
    if (h == 0) {
      a1 = anchor1;
      a2 = anchor2;
      return;
    }
    double k12 = q / v1;
    double k21 = q / v2;
    // Magnus exponent: h/2 (M(t1) + M(t2)) − h² √3/12 [M(t1), M(t2)] at the two Gauss points. M
    // differs between them in its first entry only, by −d, so the commutator is d (0, k21; −k12,
    // 0).
    double ke1 = clearance / v1;
    double ke2 = ke1;
    if (change != 0) {
      double t = (anchor - first) / DAY;
      ke1 = clearanceAt(t + (0.5 - GAUSS) * h) / v1;
      ke2 = clearanceAt(t + (0.5 + GAUSS) * h) / v1;
    }
    double w = h * h * GAUSS * 0.5 * (ke2 - ke1);
    double m11 = -h * (0.5 * (ke1 + ke2) + k12);
    double m12 = h * k21 - w * k21;
    double m21 = h * k12 + w * k12;
    double m22 = -h * k21;
    // exp(M) = e^s (cosh r I + sinh r / r (M − s I)), s half the trace; the off-diagonal product is
    // not negative, so r is real.
    double s = 0.5 * (m11 + m22);
    double half = 0.5 * (m11 - m22);
    double r = Math.sqrt(half * half + m12 * m21);
    double up = StrictMath.exp(s + r);
    double down = StrictMath.exp(s - r);
    double cosh = 0.5 * (up + down);
    double sinh = r > 1e-3 ? 0.5 * (up - down) / r : StrictMath.exp(s) * (1 + r * r / 6);
    a1 = (cosh + sinh * half) * anchor1 + sinh * m12 * anchor2;
    a2 = sinh * m21 * anchor1 + (cosh - sinh * half) * anchor2;
  }

  /**
   * Clearance at a time after the first dose, in L/day.
   *
   * @param days time since the first dose in days, 0 or more
   */
  public double clearanceAt(double days) {
    if (change == 0) {
      return clearance;
    }
    double x = StrictMath.pow(days / halfTime, hill);
    return clearance * StrictMath.exp(change * x / (1 + x));
  }

  /** Clearance that a very long treatment tends to, in L/day. */
  public double finalClearance() {
    return clearance * StrictMath.exp(change);
  }

  /**
   * Half-life of the slower decay if clearance stayed as given: ln 2 over the smaller eigenvalue of
   * the rate matrix.
   *
   * @param litersPerDay clearance in L/day
   * @return days
   */
  public double terminalHalfLife(double litersPerDay) {
    double ke = litersPerDay / v1;
    double k12 = q / v1;
    double k21 = q / v2;
    double sum = ke + k12 + k21;
    // The smaller root as product over larger root, which does not cancel.
    double larger = 0.5 * (sum + Math.sqrt(sum * sum - 4 * ke * k21));
    double slow = q == 0 ? ke : ke * k21 / larger;
    return StrictMath.log(2) / slow;
  }

  /** Drug in the central compartment now, in mg. */
  public double centralMg() {
    return a1;
  }

  /** Drug in the peripheral compartment now, in mg. */
  public double peripheralMg() {
    return a2;
  }

  /** All drug given so far, in mg. */
  public double givenMg() {
    return given;
  }

  /** Drug eliminated so far, in mg. */
  public double eliminatedMg() {
    return given - a1 - a2;
  }

  /** Plasma concentration now, in mg/L. */
  public double plasmaMgPerL() {
    return a1 / v1;
  }

  /** Plasma concentration now, in nM. */
  public double plasmaNm() {
    return toNm(a1 / v1);
  }

  /**
   * A concentration of this drug in nM.
   *
   * @param mgPerL the concentration in mg/L
   */
  public double toNm(double mgPerL) {
    return mgPerL * 1000 / kilodalton;
  }

  /** Writes what changes in time. */
  public void writeState(DataOutput out) throws IOException {
    out.writeLong(now);
    out.writeLong(first);
    out.writeLong(anchor);
    out.writeDouble(anchor1);
    out.writeDouble(anchor2);
    out.writeDouble(given);
    out.writeDouble(a1);
    out.writeDouble(a2);
  }

  /** Reads what {@link #writeState} wrote, into the same drug of the same patient. */
  public void readState(DataInput in) throws IOException {
    now = in.readLong();
    first = in.readLong();
    anchor = in.readLong();
    anchor1 = in.readDouble();
    anchor2 = in.readDouble();
    given = in.readDouble();
    a1 = in.readDouble();
    a2 = in.readDouble();
  }
}
