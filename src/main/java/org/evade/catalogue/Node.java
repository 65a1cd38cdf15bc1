package org.evade.catalogue;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a YAML document that knows where it stands. Immutable. */
public sealed interface Node {

  /** Where it stands. */
  Place place();

  /** What it is, for messages: {@code a list}, {@code 'text'}. */
  String describe();

  /**
   * A single value.
   *
   * @param place where it stands
   * @param text its text, quotes removed
   * @param quoted whether it was written in quotes or as a block of text
   */
  record Scalar(Place place, String text, boolean quoted) implements Node {

    /** Whether it is no value at all: nothing, {@code ~} or {@code null}. */
    public boolean isEmpty() {
      return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    @Override
    public String describe() {
      return isEmpty() ? "nothing" : "'" + Problem.shorten(text) + "'";
    }
  }

  /**
   * A list.
   *
   * @param place where it starts
   * @param items its items, in order
   */
  record Sequence(Place place, List<Node> items) implements Node {

    /** A list with a copy of the items. */
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String describe() {
      return items.isEmpty() ? "an empty list" : "a list";
    }
  }

  /**
   * Keys with their values.
   *
   * @param place where it starts
   * @param entries by key, in the order written
   */
  record Mapping(Place place, Map<String, Entry> entries) implements Node {

    /** A map with a copy of the entries, in their order. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of a key, if it is there. */
    public Optional<Node> get(String key) {
      return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    /** Where the value of a key stands, or this map when it lacks the key. */
    public Place place(String key) {
      return get(key).map(Node::place).orElse(place);
    }

    @Override
    public String describe() {
      return "a map of keys";
    }
  }

  /**
   * A key with its value.
   *
   * @param key where the key stands
   * @param value the value
   */
  record Entry(Place key, Node value) {}
}
