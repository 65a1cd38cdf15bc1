package org.evade.cell;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Trees in the Newick format, in which inner nodes have names too since clones live on. */
public final class Newick {

  private static final String SPECIAL = "()[]{}':;,_";

  /** Decimals of a branch length: a millionth of a day, far below the minute of the clock. */
  private static final int DECIMALS = 6;

  private Newick() {}

  /**
   * A node and all below it.
   *
   * @param name name, empty for none
   * @param length length of the branch to the parent, NaN for none
   * @param children children in order
   */
  public record Node(String name, double length, List<Node> children) {

    /** Copies the list of children. */
    public Node {
      children = List.copyOf(children);
    }
  }

  private static final class Visit {
    private final Node node;
    private int next;

    Visit(Node node) {
      this.node = node;
    }
  }

  /** A tree as one line of text without line end; lengths are rounded to six decimals. */
  public static String write(Node root) {
    StringBuilder text = new StringBuilder();
    Deque<Visit> path = new ArrayDeque<>();
    path.push(new Visit(root));
    while (!path.isEmpty()) {
      Visit visit = path.peek();
      if (visit.next < visit.node.children().size()) {
        text.append(visit.next == 0 ? '(' : ',');
        path.push(new Visit(visit.node.children().get(visit.next++)));
      } else {
        if (visit.next > 0) {
          text.append(')');
        }
        text.append(quoted(visit.node.name()));
        if (!Double.isNaN(visit.node.length())) {
          text.append(':').append(decimal(visit.node.length()));
        }
        path.pop();
      }
    }
    return text.append(';').toString();
  }

  /** The same digits on every Java version, unlike Double.toString. */
  private static String decimal(double length) {
    BigDecimal rounded = new BigDecimal(length).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  private static String quoted(String name) {
    boolean plain = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      plain &= c > ' ' && !Character.isWhitespace(c) && SPECIAL.indexOf(c) < 0;
    }
    return plain ? name : '\'' + name.replace("'", "''") + '\'';
  }

  /**
   * Reads a tree.
   *
   * @param text one tree, ended by a semicolon; comments in brackets are skipped
   * @throws IllegalArgumentException when it is not a tree, with the place
   */
  public static Node read(String text) {
    return new Reader(text).tree();
  }

  private static final class Reader {
    private final String text;
    private int at;

    Reader(String text) {
      this.text = text;
    }

    Node tree() {
      Deque<List<Node>> open = new ArrayDeque<>();
      while (true) {
        if (peek() == '(') {
          at++;
          open.push(new ArrayList<>());
          continue;
        }
        Node node = node(List.of());
        char end = peek();
        while (end == ')') {
          if (open.isEmpty()) {
            throw wrong("a closing parenthesis without an opening one");
          }
          at++;
          open.peek().add(node);
          node = node(open.pop());
          end = peek();
        }
        if (end == ',' && !open.isEmpty()) {
          at++;
          open.peek().add(node);
        } else if (end == ';' && open.isEmpty()) {
          at++;
          skip();
          if (at < text.length()) {
            throw wrong("text after the tree");
          }
          return node;
        } else {
          throw wrong(open.isEmpty() ? "no ';' after the tree" : "no ')' or ',' after a node");
        }
      }
    }

    private Node node(List<Node> children) {
      String name = label();
      double length = Double.NaN;
      if (peek() == ':') {
        at++;
        String number = label();
        try {
          length = Double.parseDouble(number);
        } catch (NumberFormatException e) {
          throw new IllegalArgumentException("not a branch length: " + number, e);
        }
      }
      return new Node(name, length, children);
    }

    private String label() {
      StringBuilder label = new StringBuilder();
      if (peek() == '\'') {
        at++;
        while (true) {
          if (at >= text.length()) {
            throw wrong("no closing quote");
          }
          char c = text.charAt(at++);
          if (c == '\'') {
            if (at >= text.length() || text.charAt(at) != '\'') {
              return label.toString();
            }
            at++;
          }
          label.append(c);
        }
      }
      while (at < text.length()) {
        char c = text.charAt(at);
        if (Character.isWhitespace(c) || (c != '_' && SPECIAL.indexOf(c) >= 0)) {
          break;
        }
        label.append(c == '_' ? ' ' : c);
        at++;
      }
      return label.toString();
    }

    /** The next character that means something, or 0 at the end. */
    private char peek() {
      skip();
      return at < text.length() ? text.charAt(at) : 0;
    }

    private void skip() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c == '[') {
          int end = text.indexOf(']', at);
          if (end < 0) {
            throw wrong("no closing bracket");
          }
          at = end + 1;
        } else if (Character.isWhitespace(c)) {
          at++;
        } else {
          return;
        }
      }
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(
          "not a Newick tree at character " + (at + 1) + ": " + what);
    }
  }
}
