package org.evade.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.evade.cell.Mutation;
import org.evade.cell.Neoantigens;
import org.evade.cell.Phylogeny;
import org.junit.jupiter.api.Test;

class CloneTableTest {

  private static final int ALL_ALLELES = Neoantigens.ALL_ALLELES;

  private final Neoantigens neoantigens = Neoantigens.of(new int[] {ALL_ALLELES}, new double[] {1});
  private final Phylogeny phylogeny = new Phylogeny(neoantigens);
  private long cell;

  private int add(int parent, long changes) {
    cell++;
    return phylogeny
        .addAll(List.of(new Mutation(parent, cell, cell, neoantigens.all(), 0, 2, 2, 1, changes)))[
        0];
  }

  private List<String> shown(int... cells) {
    phylogeny.observe(cells);
    List<String> rows = new ArrayList<>();
    for (CloneTable.Shown shown : CloneTable.shown(phylogeny, cells)) {
      rows.add(phylogeny.name(shown.clone.id()) + " in " + shown.parent + ": " + shown.cells);
    }
    return rows;
  }

  @Test
  void shown_smallCloneOfTheSameGenotype_countsWithItsParent() {
    int founder = add(-1, 0);
    add(founder, 0);

    assertThat(shown(100_000, 1)).containsExactly("c0 in -1: 100001");
  }

  @Test
  void shown_smallCloneOfAnotherGenotype_hasARowOfItsOwn() {
    int founder = add(-1, 0);
    add(founder, 1);

    assertThat(shown(100_000, 1)).containsExactly("c0 in -1: 100000", "c1 in 0: 1");
  }

  @Test
  void shown_smallSiblingsOfOneGenotype_countWithTheEldest() {
    int founder = add(-1, 0);
    add(founder, 1);
    add(founder, 1);
    add(founder, 2);

    assertThat(shown(100_000, 2, 3, 4))
        .containsExactly("c0 in -1: 100000", "c1 in 0: 5", "c3 in 0: 4");
  }

  @Test
  void shown_cloneThatMattered_keepsItsRowAndItsChildren() {
    int founder = add(-1, 0);
    int mattered = add(founder, 0);
    add(mattered, 0);
    shown(900, 100, 0);

    assertThat(shown(100_000, 1, 1)).containsExactly("c0 in -1: 100000", "c1 in 0: 2");
  }

  @Test
  void shown_labeledCloneWithoutCells_keepsItsRow() {
    int founder = add(-1, 0);
    phylogeny.label(add(founder, 0), "west");
    add(1, 0);

    assertThat(shown(100_000, 0, 1)).containsExactly("c0 in -1: 100000", "c1-west in 0: 1");
  }

  @Test
  void shown_childOfAnExtinctSmallClone_hangsOnTheNextAncestor() {
    int founder = add(-1, 0);
    int extinct = add(founder, 1);
    add(extinct, 3);

    assertThat(shown(100_000, 0, 7)).containsExactly("c0 in -1: 100000", "c2 in 0: 7");
  }
}
