package org.evade.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.evade.catalogue.Node;
import org.evade.catalogue.Place;
import org.evade.catalogue.Problem;
import org.evade.catalogue.YamlReader;

/**
 * Puts the layers of a scenario (a file it extends, the file, settings of the command line) over
 * one another. Before that each layer is brought to one form: parameters under their full names,
 * and mechanisms either on or off.
 */
final class Layers {

  private static final String PARAMETERS = "parameters";
  private static final String MECHANISMS = "mechanisms";
  private static final String PATIENT = "patient";
  private static final String SCANS = "scans";
  private static final Pattern SEGMENT = Pattern.compile("([^\\[\\]]+)((?:\\[[0-9]{1,4}])*)");
  private static final Pattern INDEX = Pattern.compile("\\[([0-9]+)]");

  private final Vocabulary words;
  private final List<Problem> problems;

  Layers(Vocabulary words, List<Problem> problems) {
    this.words = words;
    this.problems = problems;
  }

  /** A layer with its parameters under their full names and its mechanisms on or off. */
  Node.Mapping normalize(Node.Mapping root) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>(root.entries());
    Map<String, Node.Entry> parameters = new LinkedHashMap<>();
    Node.Entry given = entries.get(PARAMETERS);
    if (given != null && given.value() instanceof Node.Mapping map) {
      flatten(map, "", parameters);
    }
    Node.Entry switches = entries.get(MECHANISMS);
    if (switches != null && switches.value() instanceof Node.Mapping map) {
      Map<String, Node.Entry> plain = new LinkedHashMap<>();
      map.entries()
          .forEach(
              (name, entry) -> {
                if (entry.value() instanceof Node.Mapping values
                    && words.mechanisms().containsKey(name)) {
                  flatten(values, name + ".", parameters);
                  Node on = new Node.Scalar(values.place(), "on", false);
                  plain.put(name, new Node.Entry(entry.key(), on));
                } else {
                  plain.put(name, entry);
                }
              });
      entries.put(MECHANISMS, new Node.Entry(switches.key(), new Node.Mapping(map.place(), plain)));
    }
    if (given == null ? !parameters.isEmpty() : given.value() instanceof Node.Mapping) {
      Place place = given == null ? root.place() : given.value().place();
      entries.put(
          PARAMETERS,
          new Node.Entry(given == null ? place : given.key(), new Node.Mapping(place, parameters)));
    }
    return new Node.Mapping(root.place(), entries);
  }

  private void flatten(Node.Mapping map, String prefix, Map<String, Node.Entry> into) {
    map.entries()
        .forEach(
            (key, entry) -> {
              if (entry.value() instanceof Node.Mapping below) {
                flatten(below, prefix + key + ".", into);
                return;
              }
              Node.Entry earlier = into.putIfAbsent(prefix + key, entry);
              if (earlier != null) {
                problems.add(
                    Problem.at(
                        entry.key(),
                        "the parameter "
                            + Problem.shortenPath(prefix + key)
                            + " a second time (first in line "
                            + earlier.key().line()
                            + ")",
                        "each parameter once"));
              }
            });
  }

  /**
   * A layer over another: maps are merged, all else is replaced; the name is not inherited. What
   * the layer switches off takes its parameters below along.
   */
  Node.Mapping over(Node.Mapping base, Node.Mapping layer) {
    Map<String, Node.Entry> below =
        new LinkedHashMap<>(without(base, switchedOff(layer)).entries());
    if (layer.get(SCANS).orElse(null) instanceof Node.Mapping scans) {
      below.computeIfPresent(
          SCANS, (key, entry) -> new Node.Entry(entry.key(), scansBelow(entry.value(), scans)));
    }
    return merge(new Node.Mapping(base.place(), below), layer);
  }

  /** What a layer switches off: mechanisms and what may happen beyond the simulated lesions. */
  private static SortedSet<String> switchedOff(Node.Mapping layer) {
    SortedSet<String> off = new TreeSet<>();
    for (String key : List.of(MECHANISMS, PATIENT)) {
      if (layer.get(key).orElse(null) instanceof Node.Mapping switches) {
        switches
            .entries()
            .forEach(
                (name, entry) -> {
                  if (Shape.Switch.read(entry.value()).equals(Optional.of(false))) {
                    off.add(name);
                  }
                });
      }
    }
    return off;
  }

  /** A tree without the parameters of some sections. */
  static Node.Mapping without(Node.Mapping tree, Set<String> sections) {
    Node.Entry given = tree.entries().get(PARAMETERS);
    if (sections.isEmpty() || given == null || !(given.value() instanceof Node.Mapping map)) {
      return tree;
    }
    Map<String, Node.Entry> kept = new LinkedHashMap<>(map.entries());
    kept.keySet().removeIf(key -> sections.contains(key.replaceAll("\\..*", "")));
    Map<String, Node.Entry> entries = new LinkedHashMap<>(tree.entries());
    entries.put(PARAMETERS, new Node.Entry(given.key(), new Node.Mapping(map.place(), kept)));
    return new Node.Mapping(tree.place(), entries);
  }

  private static Node.Mapping merge(Node.Mapping base, Node.Mapping layer) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>(base.entries());
    layer
        .entries()
        .forEach(
            (key, entry) -> {
              Node.Entry below = entries.get(key);
              entries.put(
                  key,
                  below != null
                          && below.value() instanceof Node.Mapping lower
                          && entry.value() instanceof Node.Mapping upper
                      ? new Node.Entry(entry.key(), merge(lower, upper))
                      : entry);
            });
    return new Node.Mapping(layer.place(), entries);
  }

  /** What an upper layer of scans leaves of a lower one: a schedule replaces a schedule. */
  private static Node scansBelow(Node below, Node.Mapping layer) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    if (below instanceof Node.Mapping map) {
      entries.putAll(map.entries());
    } else if (below instanceof Node.Scalar) {
      entries.put("protocol", new Node.Entry(below.place(), below));
    }
    if (Grammar.SCAN_KINDS.stream().anyMatch(layer.entries()::containsKey)) {
      entries.keySet().removeAll(Grammar.SCAN_KINDS);
    }
    return new Node.Mapping(below.place(), entries);
  }

  /** The tree with a setting of the command line put over it. */
  Node.Mapping set(Node.Mapping root, Setting setting) {
    String path = setting.path();
    Place place = new Place(setting.place(), 0, 0, Problem.shortenPath(path));
    List<Problem> found = new ArrayList<>();
    // Nothing but a comment is no document of YAML; the grammar says what is missing.
    boolean nothing = setting.value().isEmpty() || setting.value().startsWith("#");
    Optional<Node> value =
        nothing
            ? Optional.of(new Node.Scalar(Place.of(setting.place()), "", false))
            : YamlReader.read(setting.value(), setting.place(), found);
    found.forEach(p -> problems.add(Problem.at(place, p.found(), p.allowed())));
    if (!found.isEmpty() || value.isEmpty()) {
      return root;
    }
    Node node = move(value.get(), place);
    List<String> keys = List.of(path.split("\\.", -1));
    String head = setting.head();
    SortedSet<String> top = new TreeSet<>();
    Grammar.root(words).keys().forEach(key -> top.add(key.name()));
    top.remove("extends");
    if (keys.size() > 1 && words.catalogue().find(path).isPresent() && !top.contains(head)) {
      return over(root, layer(List.of(PARAMETERS, path), node, place));
    }
    if (head.equals(PARAMETERS) || head.equals(MECHANISMS)) {
      return over(root, normalize(layer(keys, node, place)));
    }
    if (!top.contains(head)) {
      SortedSet<String> names = new TreeSet<>(top);
      names.addAll(words.catalogue().names());
      String allowed = "a key (" + String.join(", ", top) + ") or the name of a parameter";
      Problem unknown = Problem.unknown(place, "key", path, names);
      problems.add(
          new Problem(
              unknown.file(), 0, 0, unknown.path(), unknown.found(), allowed, unknown.nearest()));
      return root;
    }
    List<Object> steps = new ArrayList<>();
    for (String key : keys) {
      Matcher matcher = SEGMENT.matcher(key);
      if (!matcher.matches()) {
        problems.add(
            Problem.at(
                place, "no path of keys", "keys parted by dots, such as lesions[0].diameter"));
        return root;
      }
      steps.add(matcher.group(1));
      Matcher index = INDEX.matcher(matcher.group(2));
      while (index.find()) {
        steps.add(Integer.parseInt(index.group(1)));
      }
    }
    if ((head.equals(SCANS) || head.equals(PATIENT)) && steps.size() > 1) {
      return over(root, layer(keys, node, place));
    }
    int before = problems.size();
    Node changed = put(Optional.of(root), steps, 0, node, place);
    return problems.size() == before && changed instanceof Node.Mapping map ? map : root;
  }

  private static Node.Mapping layer(List<String> keys, Node value, Place place) {
    Node node = value;
    for (int i = keys.size() - 1; i >= 0; i--) {
      Node.Entry entry = new Node.Entry(i == keys.size() - 1 ? place : node.place(), node);
      node = new Node.Mapping(upTo(i, keys, place), Map.of(keys.get(i), entry));
    }
    return (Node.Mapping) node;
  }

  /** The place of what the first steps of a setting's path lead to. */
  private static Place upTo(int count, List<?> steps, Place place) {
    StringBuilder path = new StringBuilder();
    for (Object step : steps.subList(0, count)) {
      path.append(
          step instanceof Integer ? "[" + step + "]" : path.length() == 0 ? step : "." + step);
    }
    return new Place(place.file(), 0, 0, Problem.shortenPath(path.toString()));
  }

  /**
   * A tree with a value put into it.
   *
   * @param base what there is after the steps done, if anything
   * @param steps keys and indices that lead to the value
   * @param done how many of them lead to the base
   * @param value the value
   * @param place the setting, its whole path
   */
  private Node put(Optional<Node> base, List<Object> steps, int done, Node value, Place place) {
    if (done == steps.size()) {
      return value;
    }
    Place here = upTo(done, steps, place);
    if (steps.get(done) instanceof Integer index) {
      List<Node> items = new ArrayList<>();
      if (base.orElse(null) instanceof Node.Sequence list) {
        here = list.place();
        items.addAll(list.items());
      }
      if (index > 0 && index >= items.size()) {
        problems.add(
            Problem.at(
                place, "no item " + index, "an item from 0 to " + Math.max(0, items.size() - 1)));
        return base.orElse(value);
      }
      if (index == items.size()) {
        items.add(put(Optional.empty(), steps, done + 1, value, place));
      } else {
        items.set(index, put(Optional.of(items.get(index)), steps, done + 1, value, place));
      }
      return new Node.Sequence(here, items);
    }
    String key = (String) steps.get(done);
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    if (base.orElse(null) instanceof Node.Mapping map) {
      here = map.place();
      entries.putAll(map.entries());
    }
    Optional<Node.Entry> entry = Optional.ofNullable(entries.get(key));
    entries.put(
        key,
        new Node.Entry(
            entry.map(Node.Entry::key).orElse(upTo(done + 1, steps, place)),
            put(entry.map(Node.Entry::value), steps, done + 1, value, place)));
    return new Node.Mapping(here, entries);
  }

  private static Node move(Node node, Place to) {
    String below = node.place().path();
    String join = below.isEmpty() || below.startsWith("[") ? "" : ".";
    Place place = new Place(to.file(), 0, 0, to.path() + join + below);
    if (node instanceof Node.Sequence list) {
      return new Node.Sequence(place, list.items().stream().map(i -> move(i, to)).toList());
    }
    if (node instanceof Node.Mapping map) {
      Map<String, Node.Entry> entries = new LinkedHashMap<>();
      map.entries()
          .forEach(
              (key, entry) -> {
                Place at = new Place(to.file(), 0, 0, to.path() + "." + entry.key().path());
                entries.put(key, new Node.Entry(at, move(entry.value(), to)));
              });
      return new Node.Mapping(place, entries);
    }
    Node.Scalar scalar = (Node.Scalar) node;
    return new Node.Scalar(place, scalar.text(), scalar.quoted());
  }
}
