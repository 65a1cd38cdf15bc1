package org.evade.catalogue;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** Finds the name that a mistyped one was probably meant to be. */
public final class Nearest {

  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * The valid name nearest to a text by edit distance (insertions, deletions, substitutions and
   * swaps of neighbors each cost one; case is ignored), the first in alphabetical order among
   * equals; empty when none is near enough to be a likely slip. A name that ends in the text after
   * a dot counts as one slip, so that {@code rate} finds {@code hla-loh.rate}, and leaving out the
   * end as two.
   */
  public static Optional<String> to(String text, Collection<String> names) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    if (wanted.isEmpty() || wanted.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int least = Math.max(2, wanted.length() / 3) + 1;
    for (String name : new TreeSet<>(names)) {
      String lower = name.toLowerCase(Locale.ROOT);
      int distance = distance(wanted, lower, least);
      if (wanted.indexOf('.') < 0 && lower.indexOf('.') >= 0) {
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        distance = Math.min(distance, 1 + distance(wanted, last, least));
      }
      if (wanted.length() >= 4 && lower.startsWith(wanted)) {
        distance = Math.min(distance, 2);
      }
      // A short name must share more than its length with what was typed.
      if (distance < least && distance < Math.max(wanted.length(), lower.length())) {
        least = distance;
        best = name;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[] before = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(last[j - 1] + change, Math.min(last[j], row[j - 1]) + 1);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return last[b.length()];
  }
}
