package org.evade.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.evade.cell.Newick.Node;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewickTest {

  private static Node leaf(String name, double length) {
    return new Node(name, length, List.of());
  }

  @Test
  void write_smallTree_isTheTextByHand() {
    Node tree =
        new Node(
            "c0",
            Double.NaN,
            List.of(new Node("c1", 1.5, List.of(leaf("c3", 0))), leaf("c2", 1.0 / 3)));
    assertThat(Newick.write(tree)).isEqualTo("((c3:0)c1:1.5,c2:0.333333)c0;");
  }

  @Test
  void write_namesWithSpecialCharacters_areQuoted() {
    Node tree = new Node("", Double.NaN, List.of(leaf("it's", 1), leaf("a b", 2), leaf("d_e", 3)));
    assertThat(Newick.write(tree)).isEqualTo("('it''s':1,'a b':2,'d_e':3);");
    assertThat(Newick.read(Newick.write(tree))).isEqualTo(tree);
  }

  @Test
  void read_spacesCommentsUnderscoresAndExponents_areUnderstood() {
    assertThat(Newick.read(" ( a_b :1e-3 , 'c' [a, comment:] )\n r ; \n"))
        .isEqualTo(new Node("r", Double.NaN, List.of(leaf("a b", 0.001), leaf("c", Double.NaN))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "(a,b)", "(a,b;", "a,b;", "a);", "(a,b));", "(a)b;c", "(a:x)b;", "('a)b;", "(a[b)c;",
        "(a b);", "(a)(b);"
      })
  void read_notATree_throws(String text) {
    assertThatThrownBy(() -> Newick.read(text)).isInstanceOf(IllegalArgumentException.class);
  }

  /** Node i + 1 hangs on node parents[i] modulo (i + 1), so that any list is a tree. */
  @Property(tries = 300, seed = "4")
  void read_writtenTree_isTheSameTree(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 1000) Integer> parents,
      @ForAll @Size(min = 61, max = 61) List<@IntRange(min = 0, max = 100_000_000) Integer> micro,
      @ForAll @Size(min = 61, max = 61) List<String> names) {
    int count = parents.size() + 1;
    List<List<Node>> children = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      children.add(new ArrayList<>());
    }
    Node node = null;
    for (int i = count - 1; i >= 0; i--) {
      node = new Node(names.get(i), micro.get(i) / 1e6, children.get(i));
      if (i > 0) {
        children.get(parents.get(i - 1) % i).add(node);
      }
    }
    assertThat(Newick.read(Newick.write(node))).isEqualTo(node);
  }

  @Test
  void write_veryDeepTree_needsNoDeepStack() {
    Node node = leaf("x", 1);
    for (int i = 0; i < 100_000; i++) {
      node = new Node("", 1, List.of(node));
    }
    String text = Newick.write(node);
    assertThat(Newick.write(Newick.read(text)).equals(text)).isTrue();
  }
}
