package org.evade.tissue;

import java.util.Arrays;

/**
 * One grid of the multigrid hierarchy: the operator k c − w Σ (neighbor − c) on a box of cells, and
 * the passes over it.
 *
 * <p>A coarse cell covers two finer ones along each axis that has more than one cell. Where the
 * count is odd the last coarse cell lies partly outside; the part inside is its fraction, which
 * scales its volume (in k and the right-hand side, restricted as means with zero outside) and the
 * area of its faces. Thus the sum of the coarse equations is the sum of the fine ones for any size,
 * and a thin slab coarsens as well as a cube.
 *
 * <p>Cells are red or black by the parity of x + y + z. A slab is a plane in 3-D and a row in 2-D.
 */
final class GridLevel {

  private static final int RED = 0;
  private static final int BLACK = 1;

  final int nx;
  final int ny;
  final int nz;
  private final double fractionX;
  private final double fractionY;
  private final double fractionZ;
  private final int slabs;
  private final boolean planes;
  private final double restriction;

  /** Reciprocal of the diagonal. */
  final double[] inverse;

  /** Scratch row of coarse values interpolated to one fine row across y and z. */
  private final double[] coarseRow;

  double[] screening;
  double[] rhs;
  double[] c;
  private double weight;

  private GridLevel(int nx, int ny, int nz, double fractionX, double fractionY, double fractionZ) {
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.fractionX = fractionX;
    this.fractionY = fractionY;
    this.fractionZ = fractionZ;
    planes = nz > 1;
    slabs = planes ? nz : ny;
    inverse = new double[nx * ny * nz];
    coarseRow = new double[(nx + 1) / 2];
    restriction = (nx > 1 ? 0.5 : 1) * (ny > 1 ? 0.5 : 1) * (nz > 1 ? 0.5 : 1);
    screening = new double[0];
    rhs = new double[0];
    c = new double[0];
  }

  /** The finest grid; {@link #bind} gives it its arrays. */
  static GridLevel finest(Lattice lattice) {
    return new GridLevel(lattice.nx(), lattice.ny(), lattice.nz(), 1, 1, 1);
  }

  /** The next coarser grid with arrays of its own. */
  GridLevel coarser() {
    GridLevel coarse =
        new GridLevel(
            (nx + 1) / 2,
            (ny + 1) / 2,
            (nz + 1) / 2,
            coarseFraction(nx, fractionX),
            coarseFraction(ny, fractionY),
            coarseFraction(nz, fractionZ));
    coarse.bind(
        new double[coarse.inverse.length],
        new double[coarse.inverse.length],
        new double[coarse.inverse.length]);
    return coarse;
  }

  private static double coarseFraction(int n, double fraction) {
    return n == 1 ? fraction : (n - 1 + fraction) / 2 - ((n + 1) / 2 - 1);
  }

  void bind(double[] screening, double[] rhs, double[] c) {
    this.screening = screening;
    this.rhs = rhs;
    this.c = c;
  }

  int size() {
    return inverse.length;
  }

  /** The weight of a full face, D / h² of this grid, per day. */
  double weight() {
    return weight;
  }

  private double areaY(int y) {
    return y == ny - 1 ? fractionY : 1;
  }

  private double areaZ(int z) {
    return z == nz - 1 ? fractionZ : 1;
  }

  /** Stores the reciprocals of the diagonal for the bound screening. */
  void prepare(double weight) {
    this.weight = weight;
    for (int z = 0; z < nz; z++) {
      double az = areaZ(z);
      for (int y = 0; y < ny; y++) {
        double ay = areaY(y);
        double wx = weight * ay * az;
        double across =
            weight
                * (((y > 0 ? 1 : 0) + (y < ny - 1 ? 1 : 0)) * az
                    + ((z > 0 ? 1 : 0) + (z < nz - 1 ? 1 : 0)) * ay);
        int row = (z * ny + y) * nx;
        int last = row + nx - 1;
        reciprocals(inverse, screening, row, nx, 2 * wx + across);
        if (nx == 1) {
          inverse[row] = 1 / (screening[row] + across * fractionX);
        } else {
          inverse[row] = 1 / (screening[row] + wx + across);
          inverse[last] = 1 / (screening[last] + wx + across * fractionX);
        }
      }
    }
  }

  private static void reciprocals(double[] out, double[] k, int from, int count, double faces) {
    for (int i = from; i < from + count; i++) {
      out[i] = 1 / (k[i] + faces);
    }
  }

  /** Fills the screening of the next coarser grid with the mean over its cells' children. */
  void restrictScreening(GridLevel coarse) {
    double[] out = coarse.screening;
    Arrays.fill(out, 0);
    for (int z = 0; z < nz; z++) {
      for (int y = 0; y < ny; y++) {
        int row = (z * ny + y) * nx;
        int to = ((z >> 1) * coarse.ny + (y >> 1)) * coarse.nx;
        int pairs = nx >> 1;
        for (int i = 0; i < pairs; i++) {
          out[to + i] += restriction * (screening[row + 2 * i] + screening[row + 2 * i + 1]);
        }
        if ((nx & 1) == 1) {
          out[to + pairs] += restriction * screening[row + nx - 1];
        }
      }
    }
  }

  /**
   * One pass through memory that adds the coarse correction (if any), relaxes red and black in
   * turn, and restricts the residual (if asked): the stages follow each other a slab apart, so that
   * a slab is still in cache for the next stage. Separate sweeps of a 128³ lattice are bound by
   * memory.
   *
   * <p>After a black half-sweep the residual is zero on black cells, so that only red ones are
   * computed; and a red half-sweep overwrites red cells without reading them, so that only black
   * ones are corrected.
   *
   * @param correction the coarser grid whose solution is added, or this grid for none
   * @param sweeps red-black sweeps
   * @param target the coarser grid that receives the residual, or this grid for none
   * @return sum of squares of the residual where a target is given, else 0
   */
  double pass(GridLevel correction, int sweeps, GridLevel target) {
    double squares = 0;
    boolean correct = correction != this;
    boolean restrict = target != this;
    int end = slabs + 2 * sweeps + 1;
    for (int t = 0; t < end; t++) {
      if (correct && t < slabs) {
        correctSlab(t, correction);
      }
      for (int sweep = 0; sweep < sweeps; sweep++) {
        int red = t - 1 - 2 * sweep;
        if (red >= 0 && red < slabs) {
          relaxSlab(red, RED);
        }
        int black = red - 1;
        if (black >= 0 && black < slabs) {
          relaxSlab(black, BLACK);
        }
      }
      int done = t - 2 * sweeps - 1;
      if (restrict && done >= 0) {
        squares += residualSlab(done, target);
      }
    }
    return squares;
  }

  private void relaxSlab(int slab, int color) {
    if (planes) {
      for (int y = 0; y < ny; y++) {
        relaxRow(y, slab, color);
      }
    } else {
      relaxRow(slab, 0, color);
    }
  }

  private void correctSlab(int slab, GridLevel coarse) {
    if (planes) {
      for (int y = 0; y < ny; y++) {
        correctRow(y, slab, coarse);
      }
    } else {
      correctRow(slab, 0, coarse);
    }
  }

  private double residualSlab(int slab, GridLevel coarse) {
    if ((slab & 1) == 0) {
      int length = planes ? coarse.nx * coarse.ny : coarse.nx;
      int from = (slab >> 1) * length;
      Arrays.fill(coarse.rhs, from, from + length, 0);
      Arrays.fill(coarse.c, from, from + length, 0);
    }
    if (!planes) {
      return residualRow(slab, 0, coarse);
    }
    double squares = 0;
    for (int y = 0; y < ny; y++) {
      squares += residualRow(y, slab, coarse);
    }
    return squares;
  }

  /** Gauss–Seidel on the cells of one color in one row. */
  private void relaxRow(int y, int z, int color) {
    double az = areaZ(z);
    double ay = areaY(y);
    double wx = weight * ay * az;
    double wu = y > 0 ? weight * az : 0;
    double wd = y < ny - 1 ? weight * az : 0;
    int up = y > 0 ? -nx : 0;
    int down = y < ny - 1 ? nx : 0;
    int row = (z * ny + y) * nx;
    int first = (y + z + color) & 1;
    if (planes) {
      double wf = z > 0 ? weight * ay : 0;
      double wb = z < nz - 1 ? weight * ay : 0;
      int front = z > 0 ? -nx * ny : 0;
      int back = z < nz - 1 ? nx * ny : 0;
      relax3(c, rhs, inverse, row, first, nx, up, down, front, back, wx, wu, wd, wf, wb);
      if (first == 0) {
        double across =
            wu * c[row + up] + wd * c[row + down] + wf * c[row + front] + wb * c[row + back];
        end(row, row + 1, wx, nx == 1 ? fractionX * across : across);
      }
      int last = row + nx - 1;
      if (nx > 1 && ((nx - 1) & 1) == first) {
        double across =
            wu * c[last + up] + wd * c[last + down] + wf * c[last + front] + wb * c[last + back];
        end(last, last - 1, wx, fractionX * across);
      }
    } else {
      relax2(c, rhs, inverse, row, first, nx, up, down, wx, wu, wd);
      if (first == 0) {
        double across = wu * c[row + up] + wd * c[row + down];
        end(row, row + 1, wx, nx == 1 ? fractionX * across : across);
      }
      int last = row + nx - 1;
      if (nx > 1 && ((nx - 1) & 1) == first) {
        end(last, last - 1, wx, fractionX * (wu * c[last + up] + wd * c[last + down]));
      }
    }
  }

  private void end(int i, int inner, double wx, double across) {
    double sum = nx == 1 ? across : wx * c[inner] + across;
    c[i] = inverse[i] * (rhs[i] + sum);
  }

  private static void relax2(
      double[] c,
      double[] rhs,
      double[] inverse,
      int row,
      int first,
      int nx,
      int up,
      int down,
      double wx,
      double wu,
      double wd) {
    int end = row + nx - 1;
    for (int i = row + (first == 0 ? 2 : 1); i < end; i += 2) {
      c[i] = inverse[i] * (rhs[i] + wx * (c[i - 1] + c[i + 1]) + wu * c[i + up] + wd * c[i + down]);
    }
  }

  private static void relax3(
      double[] c,
      double[] rhs,
      double[] inverse,
      int row,
      int first,
      int nx,
      int up,
      int down,
      int front,
      int back,
      double wx,
      double wu,
      double wd,
      double wf,
      double wb) {
    int end = row + nx - 1;
    for (int i = row + (first == 0 ? 2 : 1); i < end; i += 2) {
      c[i] =
          inverse[i]
              * (rhs[i]
                  + wx * (c[i - 1] + c[i + 1])
                  + (wu * c[i + up] + wd * c[i + down])
                  + (wf * c[i + front] + wb * c[i + back]));
    }
  }

  /** Adds the residual of a row's red cells to the coarse right-hand side. */
  private double residualRow(int y, int z, GridLevel coarse) {
    double az = areaZ(z);
    double ay = areaY(y);
    double wx = weight * ay * az;
    double wu = y > 0 ? weight * az : 0;
    double wd = y < ny - 1 ? weight * az : 0;
    double wf = z > 0 ? weight * ay : 0;
    double wb = z < nz - 1 ? weight * ay : 0;
    int up = y > 0 ? -nx : 0;
    int down = y < ny - 1 ? nx : 0;
    int front = z > 0 ? -nx * ny : 0;
    int back = z < nz - 1 ? nx * ny : 0;
    double faces = wu + wd + wf + wb;
    int row = (z * ny + y) * nx;
    int first = (y + z) & 1;
    int to = ((z >> 1) * coarse.ny + (y >> 1)) * coarse.nx;
    double squares = 0;
    if (first == 0) {
      squares +=
          residualEnd(row, row + 1, wx, wu, wd, wf, wb, nx == 1 ? fractionX : 1, y, z, to, coarse);
    }
    int last = nx - 1;
    if (nx > 1 && (last & 1) == first) {
      squares +=
          residualEnd(
              row + last,
              row + last - 1,
              wx,
              wu,
              wd,
              wf,
              wb,
              fractionX,
              y,
              z,
              to + (last >> 1),
              coarse);
    }
    double diagonal = 2 * wx + faces;
    if (planes) {
      return squares
          + residual3(
              c,
              rhs,
              screening,
              coarse.rhs,
              row,
              first,
              nx,
              to,
              up,
              down,
              front,
              back,
              wx,
              wu,
              wd,
              wf,
              wb,
              diagonal,
              restriction);
    }
    return squares
        + residual2(
            c,
            rhs,
            screening,
            coarse.rhs,
            row,
            first,
            nx,
            to,
            up,
            down,
            wx,
            wu,
            wd,
            diagonal,
            restriction);
  }

  private double residualEnd(
      int i,
      int inner,
      double wx,
      double wu,
      double wd,
      double wf,
      double wb,
      double area,
      int y,
      int z,
      int to,
      GridLevel coarse) {
    double sum = nx == 1 ? 0 : wx * (c[inner] - c[i]);
    double across = 0;
    if (y > 0) {
      across += wu * (c[i - nx] - c[i]);
    }
    if (y < ny - 1) {
      across += wd * (c[i + nx] - c[i]);
    }
    if (z > 0) {
      across += wf * (c[i - nx * ny] - c[i]);
    }
    if (z < nz - 1) {
      across += wb * (c[i + nx * ny] - c[i]);
    }
    double r = rhs[i] - screening[i] * c[i] + sum + area * across;
    coarse.rhs[to] += restriction * r;
    return r * r;
  }

  private static double residual2(
      double[] c,
      double[] rhs,
      double[] k,
      double[] out,
      int row,
      int first,
      int nx,
      int to,
      int up,
      int down,
      double wx,
      double wu,
      double wd,
      double diagonal,
      double restriction) {
    double squares = 0;
    int start = first == 0 ? 2 : 1;
    int j = to + (start >> 1);
    int end = row + nx - 1;
    for (int i = row + start; i < end; i += 2) {
      double r =
          rhs[i]
              - (k[i] + diagonal) * c[i]
              + wx * (c[i - 1] + c[i + 1])
              + wu * c[i + up]
              + wd * c[i + down];
      out[j++] += restriction * r;
      squares += r * r;
    }
    return squares;
  }

  private static double residual3(
      double[] c,
      double[] rhs,
      double[] k,
      double[] out,
      int row,
      int first,
      int nx,
      int to,
      int up,
      int down,
      int front,
      int back,
      double wx,
      double wu,
      double wd,
      double wf,
      double wb,
      double diagonal,
      double restriction) {
    double squares = 0;
    int start = first == 0 ? 2 : 1;
    int j = to + (start >> 1);
    int end = row + nx - 1;
    for (int i = row + start; i < end; i += 2) {
      double r =
          rhs[i]
              - (k[i] + diagonal) * c[i]
              + wx * (c[i - 1] + c[i + 1])
              + (wu * c[i + up] + wd * c[i + down])
              + (wf * c[i + front] + wb * c[i + back]);
      out[j++] += restriction * r;
      squares += r * r;
    }
    return squares;
  }

  /** Adds the coarse correction, bilinear or trilinear, to a row's black cells. */
  private void correctRow(int y, int z, GridLevel coarse) {
    int nearY = y >> 1;
    int farY = clamp(nearY + ((y & 1) == 0 ? -1 : 1), coarse.ny);
    int nearZ = z >> 1;
    int farZ = clamp(nearZ + ((z & 1) == 0 ? -1 : 1), coarse.nz);
    int width = coarse.nx;
    if (planes) {
      interpolate3(
          coarseRow,
          coarse.c,
          (nearZ * coarse.ny + nearY) * width,
          (nearZ * coarse.ny + farY) * width,
          (farZ * coarse.ny + nearY) * width,
          (farZ * coarse.ny + farY) * width,
          width);
    } else {
      interpolate2(coarseRow, coarse.c, nearY * width, farY * width, width);
    }
    int row = (z * ny + y) * nx;
    int first = (y + z + BLACK) & 1;
    if (first == 0) {
      addLeft(c, coarseRow, row, (nx + 1) / 2);
    } else {
      addRight(c, coarseRow, row, nx / 2, width);
    }
  }

  private static int clamp(int i, int n) {
    return Math.max(0, Math.min(n - 1, i));
  }

  private static void interpolate2(double[] out, double[] v, int near, int far, int width) {
    for (int i = 0; i < width; i++) {
      out[i] = 0.75 * v[near + i] + 0.25 * v[far + i];
    }
  }

  private static void interpolate3(
      double[] out, double[] v, int nn, int nf, int fn, int ff, int width) {
    for (int i = 0; i < width; i++) {
      out[i] =
          0.75 * (0.75 * v[nn + i] + 0.25 * v[nf + i])
              + 0.25 * (0.75 * v[fn + i] + 0.25 * v[ff + i]);
    }
  }

  private static void addLeft(double[] c, double[] t, int row, int count) {
    c[row] += t[0];
    for (int i = 1; i < count; i++) {
      c[row + 2 * i] += 0.75 * t[i] + 0.25 * t[i - 1];
    }
  }

  private static void addRight(double[] c, double[] t, int row, int count, int width) {
    int inner = Math.min(count, width - 1);
    for (int i = 0; i < inner; i++) {
      c[row + 2 * i + 1] += 0.75 * t[i] + 0.25 * t[i + 1];
    }
    if (inner < count) {
      c[row + 2 * inner + 1] += t[inner];
    }
  }
}
