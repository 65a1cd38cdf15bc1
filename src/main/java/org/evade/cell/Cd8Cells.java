package org.evade.cell;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/** The CD8 T cells of a lesion. */
public final class Cd8Cells extends Leukocytes {

  /** Specificity of a T cell that recognizes no neoantigen of the tumor. */
  public static final int BYSTANDER = -1;

  /** Target of a T cell that is not engaged. */
  public static final int NO_TARGET = -1;

  private static final Cd8State[] STATES = Cd8State.values();

  private byte[] state = new byte[64];
  private byte[] specificity = new byte[64];
  private byte[] divisionsLeft = new byte[64];
  private int[] target = new int[64];
  private double[] killFactor = new double[64];
  private double[] signal = new double[64];
  private int[] engagedSteps = new int[64];

  /** An empty population. */
  public Cd8Cells() {
    super(Kind.CD8);
  }

  /**
   * Adds a T cell and returns its index.
   *
   * @param id id of the agent
   * @param site voxel
   * @param cellState how exhausted it is
   * @param neoantigen what it recognizes, 0 to 63 or {@link #BYSTANDER}
   * @param divisions divisions left
   */
  public int add(long id, int site, Cd8State cellState, int neoantigen, int divisions) {
    int i = add(id, site);
    state[i] = (byte) cellState.ordinal();
    specificity[i] = (byte) neoantigen;
    divisionsLeft[i] = (byte) divisions;
    target[i] = NO_TARGET;
    killFactor[i] = 0;
    signal[i] = 0;
    engagedSteps[i] = 0;
    return i;
  }

  @Override
  void resize(int capacity) {
    super.resize(capacity);
    state = Arrays.copyOf(state, capacity);
    specificity = Arrays.copyOf(specificity, capacity);
    divisionsLeft = Arrays.copyOf(divisionsLeft, capacity);
    target = Arrays.copyOf(target, capacity);
    killFactor = Arrays.copyOf(killFactor, capacity);
    signal = Arrays.copyOf(signal, capacity);
    engagedSteps = Arrays.copyOf(engagedSteps, capacity);
  }

  /** How exhausted a cell is. */
  public Cd8State state(int i) {
    return STATES[state[i]];
  }

  /** Changes how exhausted a cell is. */
  public void state(int i, Cd8State newState) {
    state[i] = (byte) newState.ordinal();
  }

  /** Neoantigen that a cell recognizes, 0 to 63 or {@link #BYSTANDER}. */
  public int specificity(int i) {
    return specificity[i];
  }

  /** Divisions that a cell can still make. */
  public int divisionsLeft(int i) {
    return divisionsLeft[i];
  }

  /** Sets the divisions that a cell can still make. */
  public void divisionsLeft(int i, int left) {
    divisionsLeft[i] = (byte) left;
  }

  /** Index of the engaged tumor cell, or {@link #NO_TARGET}. */
  public int target(int i) {
    return target[i];
  }

  /** Engages a cell, or frees it with {@link #NO_TARGET}. */
  public void target(int i, int tumorCell) {
    target[i] = tumorCell;
  }

  /** What all mechanisms leave of the kill rate on the present target, in [0, 1]. */
  public double killFactor(int i) {
    return killFactor[i];
  }

  /** Sets what is left of the kill rate. */
  public void killFactor(int i, double factor) {
    killFactor[i] = factor;
  }

  /** PD-1 signal of the last engagement, in [0, 1]. */
  public double signal(int i) {
    return signal[i];
  }

  /** Sets the PD-1 signal. */
  public void signal(int i, double pd1Signal) {
    signal[i] = pd1Signal;
  }

  /** Sub-steps engaged since the cell's fate was last decided. */
  public int engagedSteps(int i) {
    return engagedSteps[i];
  }

  /** Sets the sub-steps engaged. */
  public void engagedSteps(int i, int steps) {
    engagedSteps[i] = steps;
  }

  /** Follows the tumor cells to their new indices. */
  public void retarget(int[] moved) {
    for (int i = 0; i < count(); i++) {
      if (target[i] != NO_TARGET) {
        target[i] = moved[target[i]];
      }
    }
  }

  @Override
  void copy(int from, int to) {
    super.copy(from, to);
    state[to] = state[from];
    specificity[to] = specificity[from];
    divisionsLeft[to] = divisionsLeft[from];
    target[to] = target[from];
    killFactor[to] = killFactor[from];
    signal[to] = signal[from];
    engagedSteps[to] = engagedSteps[from];
  }

  @Override
  public void permute(int[] order) {
    super.permute(order);
    state = Permutation.apply(state, order);
    specificity = Permutation.apply(specificity, order);
    divisionsLeft = Permutation.apply(divisionsLeft, order);
    target = Permutation.apply(target, order);
    killFactor = Permutation.apply(killFactor, order);
    signal = Permutation.apply(signal, order);
    engagedSteps = Permutation.apply(engagedSteps, order);
  }

  @Override
  void writeCell(DataOutput out, int i) throws IOException {
    super.writeCell(out, i);
    out.writeByte(state[i]);
    out.writeByte(specificity[i]);
    out.writeByte(divisionsLeft[i]);
    out.writeInt(target[i]);
    out.writeDouble(killFactor[i]);
    out.writeDouble(signal[i]);
    out.writeInt(engagedSteps[i]);
  }

  @Override
  void readCell(DataInput in, int i) throws IOException {
    super.readCell(in, i);
    state[i] = in.readByte();
    specificity[i] = in.readByte();
    divisionsLeft[i] = in.readByte();
    target[i] = in.readInt();
    killFactor[i] = in.readDouble();
    signal[i] = in.readDouble();
    engagedSteps[i] = in.readInt();
  }
}
