package org.evade.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.evade.chart.Table;
import org.junit.jupiter.api.Test;

class CloneTreeTest {

  /** Rows of clone, parent and day of birth. */
  private static String newick(String... rows) {
    List<String> clones = new ArrayList<>();
    List<String> parents = new ArrayList<>();
    double[] born = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      String[] cells = rows[i].split(",", -1);
      clones.add(cells[0]);
      parents.add(cells[1]);
      born[i] = Double.parseDouble(cells[2]);
    }
    return CloneTree.newick(
        Table.builder()
            .text("clone", clones)
            .text("parent", parents)
            .numbers("born_day", born)
            .build());
  }

  /** Days between births: -51.25 + 60 = 8.75 and 3 + 51.25 = 54.25. */
  @Test
  void newick_aClonesRowsOnManyDays_isOneNodeAtDaysFromItsParentsBirth() {
    assertThat(newick("c0,,-60", "c7,c0,-51.25", "c0,,-60", "c7,c0,-51.25", "c9,c7,3"))
        .isEqualTo("((c9:54.25)c7:8.75)c0;\n");
  }

  /** 100 minutes are 0.0694444444 d in a table of nine digits. */
  @Test
  void newick_roundedDays_areWholeMinutes() {
    assertThat(newick("c0,,-60", "c1,c0,0.0694444444", "c2,c1,0.138888889"))
        .isEqualTo("((c2:0.069444)c1:60.069444)c0;\n");
  }

  /** A clone in between may come to matter, and to have rows, after its child has. */
  @Test
  void newick_anotherParentOnALaterDay_theLastHolds() {
    assertThat(newick("c0,,0", "c2,c0,2", "c1,c0,1", "c2,c1,2")).isEqualTo("((c2:1)c1:1)c0;\n");
  }

  @Test
  void newick_severalFounders_hangOnANamelessRoot() {
    assertThat(newick("c0,,0", "c1-west,,0", "c2,c1-west,0.5"))
        .isEqualTo("(c0:0,(c2:0.5)c1-west:0);\n");
  }

  @Test
  void newick_severalLesions_haveATreeEach() {
    assertThat(newick("lung/c0,,0", "node/c0,,0", "lung/c1,lung/c0,1"))
        .isEqualTo("(lung/c1:1)lung/c0;\nnode/c0;\n");
  }

  @Test
  void newick_parentWithoutARow_throws() {
    assertThatThrownBy(() -> newick("c0,,0", "c2,c1,1")).hasMessageContaining("c1, not here");
  }
}
