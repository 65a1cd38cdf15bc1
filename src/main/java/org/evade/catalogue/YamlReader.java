package org.evade.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads one YAML document into {@link Node}s that know their line and column, and nothing that
 * could hurt: no anchors, aliases or tags, no deep nesting, no second document, no duplicate keys,
 * no large files.
 */
public final class YamlReader {

  /** Largest file that is read, in MiB. */
  public static final int LARGEST_MIB = 1;

  /** Deepest nesting that is read. */
  public static final int DEEPEST = 20;

  private final String file;
  private final List<Problem> problems;
  private final Parser parser;
  private final Set<String> anchors = new TreeSet<>();
  private boolean aliases;

  private YamlReader(String text, String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
    this.parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
  }

  /**
   * Reads a file.
   *
   * @param path the file
   * @param name how messages name it
   * @param problems takes what is wrong with it
   * @return the document, or empty when it could not be read at all
   */
  public static Optional<Node> read(Path path, String name, List<Problem> problems) {
    return TextFile.read(path, name, "YAML file", LARGEST_MIB, problems)
        .flatMap(text -> read(text, name, problems));
  }

  /**
   * Reads a text.
   *
   * @param text the document
   * @param name how messages name the file it came from
   * @param problems takes what is wrong with it
   * @return the document, or empty when it could not be read at all
   */
  public static Optional<Node> read(String text, String name, List<Problem> problems) {
    if (text.startsWith("\ufeff")) {
      problems.add(
          Problem.at(new Place(name, 1, 1, ""), "a byte order mark", "plain UTF-8 without a mark"));
      return Optional.empty();
    }
    try {
      return new YamlReader(text, name, problems).document();
    } catch (Stop e) {
      return Optional.empty();
    } catch (MarkedYAMLException e) {
      problems.add(syntax(name, e));
    } catch (ReaderException e) {
      problems.add(unprintable(name, text, e));
    } catch (YAMLException e) {
      problems.add(
          Problem.at(Place.of(name), Problem.shortenPath(String.valueOf(e.getMessage())), "YAML"));
    }
    return Optional.empty();
  }

  private static Problem syntax(String name, MarkedYAMLException e) {
    Mark mark = e.getProblemMark();
    int line = mark == null ? 0 : mark.getLine() + 1;
    int column = mark == null ? 0 : mark.getColumn() + 1;
    String problem = String.valueOf(e.getProblem());
    String found =
        problem.contains("\\t(TAB)") || problem.contains("'\\t'")
            ? "a tab"
            : "no valid YAML: " + Problem.shortenPath(problem);
    String allowed =
        found.equals("a tab") ? "spaces for indentation" : "YAML such as `key: value`, one a line";
    return Problem.at(new Place(name, line, column, ""), found, allowed);
  }

  private static Problem unprintable(String name, String text, ReaderException e) {
    int end = Math.min(text.codePointCount(0, text.length()), Math.max(0, e.getPosition()));
    String before = text.substring(0, text.offsetByCodePoints(0, end));
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return Problem.at(
        new Place(name, line, column, ""),
        String.format("the control character U+%04X", e.getCodePoint()),
        "printable text");
  }

  private Optional<Node> document() {
    next(); // start of the stream
    Event start = next();
    if (start.is(Event.ID.StreamEnd)) {
      problems.add(Problem.at(new Place(file, 1, 1, ""), "an empty file", "keys with values"));
      return Optional.empty();
    }
    Node root = node(next(), "", 0);
    next(); // end of the document
    Event after = next();
    if (!after.is(Event.ID.StreamEnd)) {
      problems.add(Problem.at(place(after, ""), "a second document", "one document in a file"));
    }
    // What an alias stands for is not known: nothing more can be said of the document.
    return aliases ? Optional.empty() : Optional.of(root);
  }

  private Event next() {
    return parser.getEvent();
  }

  private Place place(Event event, String path) {
    Mark mark = event.getStartMark();
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1, path);
  }

  private Node node(Event event, String path, int depth) {
    Place place = place(event, path);
    if (event instanceof AliasEvent alias) {
      aliases = true;
      anchored(place, "alias '*", alias.getAnchor());
      return new Node.Scalar(place, "", false);
    }
    if (event instanceof NodeEvent node && node.getAnchor() != null) {
      anchored(place, "anchor '&", node.getAnchor());
    }
    if (event instanceof ScalarEvent scalar) {
      refuseTag(place, scalar.getTag());
      return new Node.Scalar(place, scalar.getValue(), !scalar.isPlain());
    }
    if (depth >= DEEPEST) {
      problems.add(
          Problem.at(place, "more than " + DEEPEST + " levels of nesting", "flatter keys"));
      throw new Stop();
    }
    refuseTag(place, ((CollectionStartEvent) event).getTag());
    if (event instanceof SequenceStartEvent) {
      List<Node> items = new ArrayList<>();
      for (Event item = next(); !item.is(Event.ID.SequenceEnd); item = next()) {
        items.add(node(item, path + "[" + items.size() + "]", depth + 1));
      }
      return new Node.Sequence(place, items);
    }
    return mapping((MappingStartEvent) event, path, depth);
  }

  private Node mapping(MappingStartEvent event, String path, int depth) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (Event key = next(); !key.is(Event.ID.MappingEnd); key = next()) {
      if (!(key instanceof ScalarEvent scalar)) {
        problems.add(Problem.at(place(key, path), "a key that is no word", "a word as key"));
        node(key, path, depth + 1);
        node(next(), path, depth + 1);
        continue;
      }
      String name = scalar.getValue();
      String shown = Problem.shorten(name);
      String below = path.isEmpty() ? shown : path + "." + shown;
      Place at = place(key, below);
      refuseTag(at, scalar.getTag());
      if (scalar.getAnchor() != null) {
        anchored(at, "anchor '&", scalar.getAnchor());
      }
      Node value = node(next(), below, depth + 1);
      Node.Entry earlier = entries.putIfAbsent(name, new Node.Entry(at, value));
      if (earlier != null) {
        problems.add(
            Problem.at(
                at,
                "the key '"
                    + shown
                    + "' a second time (first in line "
                    + earlier.key().line()
                    + ")",
                "each key once"));
      }
    }
    return new Node.Mapping(place(event, path), entries);
  }

  /** Notes an anchor with its aliases, once. */
  private void anchored(Place place, String what, String name) {
    if (anchors.add(name)) {
      problems.add(
          Problem.at(
              place,
              "the " + what + Problem.shorten(name) + "'",
              "the value written out wherever it is used"));
    }
  }

  private void refuseTag(Place place, String tag) {
    if (tag != null && !tag.equals("!")) {
      problems.add(
          Problem.at(place, "the tag '" + Problem.shorten(tag) + "'", "a value without a tag"));
    }
  }

  /** Ends the reading of a file whose problem has been noted. */
  private static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
