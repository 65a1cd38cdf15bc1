package org.evade.tissue;

/**
 * A box of cubic voxels with no-flux walls; two-dimensional when it has one layer. A voxel is named
 * by its flat index {@code (z * ny + y) * nx + x}; all index arithmetic is here.
 */
public final class Lattice {

  private final int nx;
  private final int ny;
  private final int nz;
  private final double spacing;
  private final int[] dx;
  private final int[] dy;
  private final int[] dz;
  private final int[] offsets;
  private final boolean[] interior;

  /**
   * A lattice.
   *
   * @param nx voxels along x, at least 3
   * @param ny voxels along y, at least 3
   * @param nz voxels along z: 1 for a two-dimensional lattice, else at least 3
   * @param spacing edge of a voxel in µm
   */
  public Lattice(int nx, int ny, int nz, double spacing) {
    if (nx < 3 || ny < 3 || (nz != 1 && nz < 3)) {
      throw new IllegalArgumentException(
          "a lattice needs 3 or more voxels along each axis (one layer in 2-D), found "
              + nx
              + " x "
              + ny
              + " x "
              + nz);
    }
    if (!(spacing > 0)) {
      throw new IllegalArgumentException("voxel edge must be positive, found " + spacing + " um");
    }
    Math.multiplyExact(Math.multiplyExact(nx, ny), nz);
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.spacing = spacing;
    int count = nz == 1 ? 8 : 26;
    dx = new int[count];
    dy = new int[count];
    dz = new int[count];
    offsets = new int[count];
    int k = 0;
    for (int z = nz == 1 ? 0 : -1; z <= (nz == 1 ? 0 : 1); z++) {
      for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
          if (x != 0 || y != 0 || z != 0) {
            dx[k] = x;
            dy[k] = y;
            dz[k] = z;
            offsets[k] = (z * ny + y) * nx + x;
            k++;
          }
        }
      }
    }
    interior = new boolean[size()];
    for (int site = 0; site < interior.length; site++) {
      int x = x(site);
      int y = y(site);
      int z = z(site);
      interior[site] =
          x > 0 && x < nx - 1 && y > 0 && y < ny - 1 && (nz == 1 || (z > 0 && z < nz - 1));
    }
  }

  /** Number of voxels. */
  public int size() {
    return nx * ny * nz;
  }

  /** Voxels along x. */
  public int nx() {
    return nx;
  }

  /** Voxels along y. */
  public int ny() {
    return ny;
  }

  /** Voxels along z; 1 in two dimensions. */
  public int nz() {
    return nz;
  }

  /** 2 or 3. */
  public int dimensions() {
    return nz == 1 ? 2 : 3;
  }

  /** Edge of a voxel in µm. */
  public double spacing() {
    return spacing;
  }

  /** Flat index of a voxel. */
  public int site(int x, int y, int z) {
    return (z * ny + y) * nx + x;
  }

  /** Column of a voxel. */
  public int x(int site) {
    return site % nx;
  }

  /** Row of a voxel. */
  public int y(int site) {
    return (site / nx) % ny;
  }

  /** Layer of a voxel. */
  public int z(int site) {
    return site / (nx * ny);
  }

  /** Whether a voxel lies in the box. */
  public boolean contains(int x, int y, int z) {
    return x >= 0 && x < nx && y >= 0 && y < ny && z >= 0 && z < nz;
  }

  /** Number of Moore neighbors of a voxel off the walls: 8 or 26. */
  public int directions() {
    return offsets.length;
  }

  /** The neighbor of a voxel in a direction, or -1 where the wall is. */
  public int neighbor(int site, int direction) {
    if (interior[site]) {
      return site + offsets[direction];
    }
    int x = x(site) + dx[direction];
    int y = y(site) + dy[direction];
    int z = z(site) + dz[direction];
    return contains(x, y, z) ? site(x, y, z) : -1;
  }

  /** The step of a direction along x: -1, 0 or 1. */
  public int dx(int direction) {
    return dx[direction];
  }

  /** The step of a direction along y: -1, 0 or 1. */
  public int dy(int direction) {
    return dy[direction];
  }

  /** The step of a direction along z: -1, 0 or 1; always 0 in two dimensions. */
  public int dz(int direction) {
    return dz[direction];
  }

  /** Squared distance of two voxels' centers, in voxel edges. */
  public long squaredDistance(int a, int b) {
    long x = (long) x(a) - x(b);
    long y = (long) y(a) - y(b);
    long z = (long) z(a) - z(b);
    return x * x + y * y + z * z;
  }
}
