package org.evade.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.evade.random.KeyedStream;
import org.junit.jupiter.api.Test;

class PhylogenyTest {

  private static final Neoantigens NEOANTIGENS = Neoantigens.draw(1, 20, 10, 1.5);

  private static Phylogeny withFounder() {
    Phylogeny phylogeny = new Phylogeny(NEOANTIGENS);
    phylogeny.addAll(List.of(Mutation.founder(0, 0, NEOANTIGENS.truncal())));
    return phylogeny;
  }

  private static int child(Phylogeny phylogeny, int parent, long minute, long cell) {
    Mutation mutation = Mutation.of(phylogeny.get(parent), minute, cell).changedBy(0);
    return phylogeny.addAll(List.of(mutation))[0];
  }

  /** Keyed random births; some draws of counts leave most clones extinct and small. */
  private static Phylogeny random(long seed, int births) {
    Phylogeny phylogeny = withFounder();
    KeyedStream stream = KeyedStream.of(seed, "test.phylogeny");
    for (int i = 1; i <= births; i++) {
      Clone parent = phylogeny.get((int) (stream.uniform(i, 0, 0) * phylogeny.size()));
      Mutation mutation = Mutation.of(parent, 360L * i, i);
      double kind = stream.uniform(i, 0, 1);
      if (kind < 0.4) {
        mutation =
            mutation.loseNeoantigens(1L << (int) (20 * stream.uniform(i, 0, 2))).changedBy(0);
      } else if (kind < 0.6) {
        mutation = mutation.loseAlleles(Neoantigens.haplotype(i % 2)).changedBy(1);
      } else if (kind < 0.8) {
        mutation = mutation.loseB2mCopy().changedBy(2);
      } else {
        mutation = mutation.loseIfngCopy().multiplyPdl1(2).changedBy(63);
      }
      phylogeny.addAll(List.of(mutation));
    }
    return phylogeny;
  }

  @Test
  void addAll_founder_seesAllItHolds() {
    Clone founder = withFounder().get(0);
    assertThat(founder.parent()).isEqualTo(-1);
    assertThat(founder.visible()).isEqualTo(NEOANTIGENS.truncal());
    assertThat(founder.isVisible(0)).isTrue();
    assertThat(founder.isVisible(20)).isFalse();
    assertThat(founder.respondsToIfng()).isTrue();
    assertThat(withFounder().name(0)).isEqualTo("c0");
  }

  @Test
  void addAll_bothB2mCopiesLost_showsNothing() {
    Phylogeny phylogeny = withFounder();
    Mutation once = Mutation.of(phylogeny.get(0), 10, 1).loseB2mCopy();
    int[] first = phylogeny.addAll(List.of(once));
    assertThat(phylogeny.get(first[0]).visible()).isEqualTo(NEOANTIGENS.truncal());
    int[] second =
        phylogeny.addAll(List.of(Mutation.of(phylogeny.get(first[0]), 20, 2).loseB2mCopy()));
    assertThat(phylogeny.get(second[0]).visible()).isZero();
    assertThat(phylogeny.get(second[0]).b2mCopies()).isZero();
  }

  @Test
  void addAll_sameChangeInTwoCells_makesTwoClones() {
    Phylogeny phylogeny = withFounder();
    Clone founder = phylogeny.get(0);
    int[] ids =
        phylogeny.addAll(
            List.of(
                Mutation.of(founder, 5, 100).loseNeoantigens(1),
                Mutation.of(founder, 5, 101).loseNeoantigens(1)));
    assertThat(ids).containsExactly(1, 2);
    assertThat(phylogeny.size()).isEqualTo(3);
  }

  @Property(tries = 200, seed = "5")
  void addAll_anyOrderOfTheStep_givesTheSameIds(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 0, max = 5) Integer> minutes,
      @ForAll long shuffle) {
    List<Mutation> born = new ArrayList<>();
    Phylogeny straight = withFounder();
    for (int i = 0; i < minutes.size(); i++) {
      long cell = KeyedStream.of(1, "test.cell").bits(i, 0, 0);
      born.add(Mutation.of(straight.get(0), minutes.get(i), cell).loseNeoantigens(1L << i));
    }
    List<Mutation> mixed = new ArrayList<>(born);
    KeyedStream stream = KeyedStream.of(shuffle, "test.shuffle");
    for (int i = mixed.size() - 1; i > 0; i--) {
      int j = KeyedStream.toBelow(stream.bits(i, 0, 0), i + 1);
      mixed.set(i, mixed.set(j, mixed.get(i)));
    }
    Phylogeny other = withFounder();
    int[] ids = straight.addAll(born);
    int[] otherIds = other.addAll(mixed);
    assertThat(other.clones()).isEqualTo(straight.clones());
    for (int i = 0; i < ids.length; i++) {
      assertThat(otherIds[mixed.indexOf(born.get(i))]).isEqualTo(ids[i]);
    }
  }

  @Test
  void addAll_badBirths_throwAndAddNothing() {
    Phylogeny phylogeny = withFounder();
    int parent = child(phylogeny, 0, 100, 1);
    Clone clone = phylogeny.get(parent);
    Mutation good = Mutation.of(clone, 200, 7);
    assertThatThrownBy(() -> phylogeny.addAll(List.of(good, good.loseB2mCopy())))
        .hasMessageContaining("two clones arose in cell 7 at minute 200");
    assertThatThrownBy(() -> phylogeny.addAll(List.of(good, Mutation.of(clone, 99, 8))))
        .hasMessageContaining("older than its parent");
    assertThatThrownBy(() -> phylogeny.addAll(List.of(new Mutation(5, 200, 8, 0, 0, 2, 2, 1, 0))))
        .hasMessageContaining("no clone 5");
    assertThatThrownBy(
            () -> phylogeny.addAll(List.of(new Mutation(parent, 200, 8, 0, 0, 2, 2, 1, 0))))
        .hasMessageContaining("got back");
    assertThatThrownBy(() -> phylogeny.addAll(List.of(good.gainNeoantigens(1L << 30))))
        .hasMessageContaining("beyond the 30");
    assertThat(phylogeny.size()).isEqualTo(2);
  }

  @Property(tries = 200, seed = "6")
  void mutation_anyLosses_onlyRemove(
      @ForAll long drop,
      @ForAll @IntRange(min = 0, max = 63) int lost,
      @ForAll @IntRange(min = 0, max = 3) int b2m,
      @ForAll @IntRange(min = 0, max = 3) int ifng) {
    Phylogeny phylogeny = withFounder();
    Clone parent = phylogeny.get(0);
    Mutation mutation = Mutation.of(parent, 1, 1).loseNeoantigens(drop).loseAlleles(lost);
    for (int i = 0; i < b2m; i++) {
      mutation = mutation.loseB2mCopy();
    }
    for (int i = 0; i < ifng; i++) {
      mutation = mutation.loseIfngCopy();
    }
    Clone clone = phylogeny.get(phylogeny.addAll(List.of(mutation))[0]);
    assertThat(clone.neoantigens() & ~parent.neoantigens()).isZero();
    assertThat(clone.visible() & ~parent.visible()).isZero();
    assertThat(clone.visible() & ~clone.neoantigens()).isZero();
    assertThat(clone.b2mCopies()).isEqualTo(Math.max(0, 2 - b2m));
    assertThat(clone.ifngCopies()).isEqualTo(Math.max(0, 2 - ifng));
    assertThat(mutation.differsFrom(parent))
        .isEqualTo((drop & parent.neoantigens()) != 0 || lost != 0 || b2m > 0 || ifng > 0);
  }

  /** 0.1 % is 100 of 100,000: at 100 it is forgotten, at 101 it stays. */
  @Test
  void compact_peakAtTheThreshold_decides() {
    Phylogeny phylogeny = withFounder();
    child(phylogeny, 0, 1440, 1);
    child(phylogeny, 0, 1440, 2);
    phylogeny.observe(new int[] {99_900 - 101, 100, 101 + 100});
    phylogeny.observe(new int[] {99_899, 100, 1});
    assertThat(phylogeny.peak(1)).isEqualTo(0.001);
    assertThat(phylogeny.compact(new int[] {1, 0, 0}, (clone, into) -> {})).isEqualTo(1);
    assertThat(phylogeny.contains(1)).isFalse();
    assertThat(phylogeny.contains(2)).isTrue();
  }

  @Test
  void compact_chainOfExtinctClones_foldsChildrenFirst() {
    Phylogeny phylogeny = withFounder();
    child(phylogeny, 0, 1, 1);
    child(phylogeny, 1, 2, 2);
    child(phylogeny, 2, 3, 3);
    List<String> folds = new ArrayList<>();
    // Debris still names clone 2, so that 1 and 2 stay.
    phylogeny.compact(new int[] {9, 0, 1, 0}, (clone, into) -> folds.add(clone + ">" + into));
    assertThat(folds).containsExactly("3>2");
    folds.clear();
    phylogeny.compact(new int[] {0, 0, 0, 0}, (clone, into) -> folds.add(clone + ">" + into));
    assertThat(folds).containsExactly("2>1", "1>0");
    assertThat(phylogeny.kept()).isEqualTo(1);
    assertThatThrownBy(() -> phylogeny.get(2)).hasMessageContaining("no clone 2");
    assertThatThrownBy(() -> phylogeny.compact(new int[3], (clone, into) -> {}))
        .hasMessageContaining("found 3");
  }

  /**
   * A million births of clones that live for a few steps as a few cells beside 10^5 others, a third
   * of them with a child: a step keeps what lives, not what lived. Each of 1,000 steps bears 1,000
   * clones and lets those of the step before last die, so that at most 3,000 and the ancestors of
   * the living are kept.
   */
  @Test
  void compact_aMillionTinyClones_keepsMemoryBounded() throws IOException {
    Phylogeny phylogeny = withFounder();
    KeyedStream stream = KeyedStream.of(8, "test.bounded");
    int perStep = 1000;
    long folded = 0;
    int[] live = new int[1_001_001];
    live[0] = 100_000;
    int last = 0;
    for (int step = 1; step <= 1000; step++) {
      List<Mutation> born = new ArrayList<>();
      for (int i = 0; i < perStep; i++) {
        int parent = 0;
        if (last > 0 && stream.uniform(i, step, 0) < 0.33) {
          parent = last + (int) (stream.uniform(i, step, 1) * perStep);
        }
        born.add(
            Mutation.of(phylogeny.get(parent), 360L * step, i).loseNeoantigens(1L << (i % 20)));
      }
      int[] ids = phylogeny.addAll(born);
      for (int id : ids) {
        live[id] = 1;
      }
      phylogeny.observe(live);
      if (last > 0) {
        Arrays.fill(live, last, last + perStep, 0);
      }
      int[] count = {0};
      folded += phylogeny.compact(live, (clone, into) -> count[0]++);
      last = ids[0];
      assertThat(phylogeny.kept()).isLessThan(5000);
    }
    assertThat(phylogeny.size()).isEqualTo(1_000_001);
    assertThat(folded + phylogeny.kept()).isEqualTo(1_000_001);
    assertThat(state(phylogeny).length).isLessThan(5000 * 80);
  }

  @Test
  void label_cloneWithoutCells_isKeptNamedAndRead() throws IOException {
    Phylogeny phylogeny = withFounder();
    child(phylogeny, 0, 1440, 1);
    phylogeny.label(1, "west");
    child(phylogeny, 1, 2880, 2);
    assertThat(phylogeny.compact(new int[] {10, 0, 0}, (clone, into) -> {})).isEqualTo(1);
    Phylogeny copy = random(99, 5);
    copy.label(3, "other");
    copy.readState(new DataInputStream(new ByteArrayInputStream(state(phylogeny))));
    assertThat(copy.name(1)).isEqualTo("c1-west");
    assertThat(copy.isLabeled(3)).isFalse();
    copy.clear();
    assertThat(copy.isLabeled(1)).isFalse();
  }

  @Test
  void readState_written_continuesAsTheOriginal() throws IOException {
    Phylogeny phylogeny = random(3, 1000);
    int[] live = new int[phylogeny.size()];
    for (int id = 0; id < live.length; id++) {
      live[id] = id % 7 == 0 ? 3 : 0;
    }
    live[0] = 100_000;
    phylogeny.observe(live);
    phylogeny.compact(live, (clone, into) -> {});
    byte[] bytes = state(phylogeny);
    Phylogeny copy = random(99, 5);
    copy.readState(new DataInputStream(new ByteArrayInputStream(bytes)));
    assertThat(state(copy)).isEqualTo(bytes);
    assertThat(copy.clones()).isEqualTo(phylogeny.clones());
    for (Phylogeny each : List.of(phylogeny, copy)) {
      child(each, 994, 999_999, 5);
      each.observe(Arrays.copyOf(live, 1002));
      each.compact(new int[1002], (clone, into) -> {});
    }
    assertThat(state(copy)).isEqualTo(state(phylogeny));
    assertThat(copy.size()).isEqualTo(1002);
  }

  private static byte[] state(Phylogeny phylogeny) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    phylogeny.writeState(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
