package org.evade.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MullerTest {

  private static final Offset<Double> EXACT = within(1e-12);

  /** Rows of day, clone, parent, genotype, cells. */
  private static Table table(Object[]... rows) {
    double[] days = new double[rows.length];
    double[] cells = new double[rows.length];
    List<String> clones = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    List<String> genotypes = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      days[i] = (int) rows[i][0];
      clones.add((String) rows[i][1]);
      parents.add((String) rows[i][2]);
      genotypes.add((String) rows[i][3]);
      cells[i] = (int) rows[i][4];
    }
    return Table.builder()
        .numbers("day", days)
        .text("clone", clones)
        .text("parent", parents)
        .text("genotype", genotypes)
        .numbers("cells", cells)
        .build();
  }

  private static Object[] row(Object... values) {
    return values;
  }

  private static Muller.Piece piece(double[] lower, double[] upper) {
    double[] days = new double[lower.length];
    Object[][] rows = new Object[days.length][];
    for (int i = 0; i < days.length; i++) {
      rows[i] = row(i, "c1", "", "none", 1);
    }
    Muller.Clone clone = Muller.of(table(rows), 0.01).clones().get(0);
    return new Muller.Piece(clone, lower, upper);
  }

  private static double[] line(int days, double first, double last) {
    double[] values = new double[days];
    for (int i = 0; i < days; i++) {
      values[i] = first + (last - first) * i / (days - 1);
    }
    return values;
  }

  /** 8 letters and one to spare on either side are 10 letters of 4 days: 20 days either way. */
  @Test
  void label_levelPiece_liesWithinIt() {
    double[] days = line(101, 0, 100);
    Muller.Piece level = piece(line(101, 0.2, 0.2), line(101, 0.5, 0.5));
    Muller.Label label = level.label(days, 4, Set.of()).orElseThrow();
    assertThat(label.name()).isEqualTo("c1");
    assertThat(label.day()).isBetween(20.0, 80.0);
    assertThat(label.middle()).isCloseTo(0.35, EXACT);
    assertThat(label.height()).isCloseTo(0.3, EXACT);
    assertThat(level.label(days, 4, Set.of(30.0)).orElseThrow().day()).isGreaterThan(50);
    assertThat(level.label(days, 11, Set.of())).isEmpty();
  }

  /** A piece 0.1 high that climbs 0.01 a day has nothing behind all of a label of 40 days. */
  @Test
  void label_climbingPiece_hasNoPlace() {
    double[] days = line(91, 0, 90);
    Muller.Piece climbing = piece(line(91, 0, 0.9), line(91, 0.1, 1));
    assertThat(climbing.label(days, 4, Set.of())).isEmpty();
    assertThat(climbing.label(days, 0.1, Set.of()).orElseThrow().height())
        .isCloseTo(0.1, within(0.02));
  }

  @Test
  void of_parentWithTwoChildren_spreadsTheParentBetweenThem() {
    // Day 1: 6 + 3 + 1 cells. The parent's 0.6 lie as 0.2 below, between and above its children,
    // the older child first: 0–0.2 | 0.2–0.5 | 0.5–0.7 | 0.7–0.8 | 0.8–1.
    Muller layout =
        Muller.of(
            table(
                row(0, "1", "", "none", 9),
                row(0, "2", "1", "hla-loh", 1),
                row(1, "1", "", "none", 6),
                row(1, "2", "1", "hla-loh", 3),
                row(1, "3", "1", "b2m-loss", 1)),
            0.01);
    assertThat(layout.days()).containsExactly(0, 1);
    assertThat(layout.pieces().stream().map(p -> p.clone.id))
        .containsExactly("1", "2", "1", "3", "1");
    double[] tops = {0.2, 0.5, 0.7, 0.8, 1};
    for (int i = 0; i < tops.length; i++) {
      assertThat(layout.pieces().get(i).upper[1]).isCloseTo(tops[i], EXACT);
    }
    assertThat(layout.pieces().get(3).upper[0]).isEqualTo(layout.pieces().get(3).lower[0]);
  }

  @Test
  void of_smallClone_isInTheBandOfOthersAndItsChildMovesUp() {
    Muller layout =
        Muller.of(
            table(
                row(0, "1", "", "none", 800),
                row(0, "2", "1", "ifng-loss", 5),
                row(0, "3", "2", "b2m-loss", 195)),
            0.01);
    assertThat(layout.clones().stream().map(c -> c.id))
        .containsExactlyInAnyOrder("1", "3", Muller.REST);
    assertThat(layout.folded()).isEqualTo(1);
    assertThat(layout.pieces().stream().map(p -> p.clone.id))
        .containsExactly("1", "3", "1", Muller.REST);
    assertThat(layout.pieces().get(1).upper[0] - layout.pieces().get(1).lower[0])
        .isCloseTo(0.195, EXACT);
  }

  @Test
  void of_cloneWithoutDrawnAncestor_goesToTheRest() {
    Muller layout =
        Muller.of(table(row(0, "1", "", "none", 995), row(0, "2", "", "hla-loh", 5)), 0.01);
    assertThat(layout.pieces().stream().map(p -> p.clone.id))
        .containsExactlyInAnyOrder("1", Muller.REST);
  }

  @Test
  void of_anyPhylogeny_fillsTheUnitWithoutOverlapAndNestsChildren() {
    SplittableRandom random = new SplittableRandom(6);
    List<Object[]> rows = new ArrayList<>();
    for (int clone = 1; clone <= 60; clone++) {
      int parent = clone == 1 ? 0 : random.nextInt(1, clone);
      int born = clone == 1 ? 0 : random.nextInt(0, 40);
      for (int day = born; day < 50; day++) {
        int cells = random.nextInt(0, 200);
        rows.add(row(day, "" + clone, parent == 0 ? "" : "" + parent, "g" + clone % 5, cells));
      }
    }
    Muller layout = Muller.of(table(rows.toArray(Object[][]::new)), 0.01);
    double[] below = new double[50];
    for (Muller.Piece piece : layout.pieces()) {
      for (int day = 0; day < 50; day++) {
        assertThat(piece.lower[day]).isEqualTo(below[day]);
        assertThat(piece.upper[day]).isGreaterThanOrEqualTo(piece.lower[day]);
        below[day] = piece.upper[day];
      }
    }
    for (double top : below) {
      assertThat(top).isCloseTo(1, EXACT);
    }
    for (Muller.Clone clone : layout.clones()) {
      Muller.Piece extent = extent(layout, clone);
      for (Muller.Clone child : clone.children) {
        Muller.Piece inner = extent(layout, child);
        for (int day = 0; day < 50; day++) {
          assertThat(inner.lower[day]).isGreaterThanOrEqualTo(extent.lower[day]);
          assertThat(inner.upper[day]).isLessThanOrEqualTo(extent.upper[day]);
        }
      }
    }
    for (int day = 0; day < 50; day++) {
      double sum = 0;
      for (Muller.Clone clone : layout.clones()) {
        sum += clone.share[day];
      }
      assertThat(sum).isCloseTo(1, EXACT);
    }
  }

  private static Muller.Piece extent(Muller layout, Muller.Clone clone) {
    return layout.extents().stream().filter(e -> e.clone == clone).findFirst().orElseThrow();
  }
}
