package org.evade.mechanism;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.evade.cell.Cd8State;
import org.evade.cell.Clone;
import org.evade.tissue.FieldName;

/** A contact whose every side a test sets; by default nothing protects the tumor cell. */
final class StubEngagement implements Engagement {

  Clone founder = clone(0b1, 0, 2, 2, 1);
  Clone clone = founder;
  int neoantigen;
  int presentingAlleles = 0b1;
  double mhc = 1;
  double intactMhc = 1;
  double pdl1 = 1;
  double basalPdl1 = 1;
  DoubleUnaryOperator relief = level -> 1;
  Cd8State state = Cd8State.EFFECTOR;
  int tregs;
  final Map<FieldName, Double> fields = new EnumMap<>(FieldName.class);

  /** A clone of its own, with what it lost. */
  static Clone clone(long neoantigens, int lostAlleles, int b2m, int ifng, double pdl1) {
    return new Clone(
        0, -1, 0, neoantigens, lostAlleles, b2m, ifng, pdl1, 0, b2m == 0 ? 0 : neoantigens);
  }

  @Override
  public Clone clone() {
    return clone;
  }

  @Override
  public double field(FieldName name) {
    return fields.getOrDefault(name, 0.0);
  }

  @Override
  public Clone founder() {
    return founder;
  }

  @Override
  public int neoantigen() {
    return neoantigen;
  }

  @Override
  public int presentingAlleles() {
    return presentingAlleles;
  }

  @Override
  public double mhc() {
    return mhc;
  }

  @Override
  public double intactMhc() {
    return intactMhc;
  }

  @Override
  public double pdl1() {
    return pdl1;
  }

  @Override
  public double basalPdl1() {
    return basalPdl1;
  }

  @Override
  public double pd1Relief(double level) {
    return relief.applyAsDouble(level);
  }

  @Override
  public Cd8State state() {
    return state;
  }

  @Override
  public int tregs() {
    return tregs;
  }
}
