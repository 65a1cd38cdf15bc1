package org.evade.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The drugs by name: those that come with Evade, and those that a user adds. A drug is a YAML file;
 * the ones shipped, under {@code org/evade/catalogue/drugs}, are the example to follow. Immutable.
 */
public final class DrugLibrary {

  private static final ObjectReader YAML =
      new YAMLMapper()
          .readerFor(JsonNode.class)
          .with(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Keys of a number; {@code source} or {@code reason} depending on the evidence. */
  private static final Set<String> NUMBER_KEYS =
      Set.of("meaning", "value", "unit", "range", "evidence", "source", "reason");

  private final SortedMap<String, DrugSpec> drugs;

  private DrugLibrary(SortedMap<String, DrugSpec> drugs) {
    this.drugs = Collections.unmodifiableSortedMap(drugs);
  }

  /** The drugs that come with Evade, as listed in {@code drugs/drugs.txt}. */
  public static DrugLibrary shipped() {
    SortedMap<String, DrugSpec> drugs = new TreeMap<>();
    for (String name : new String(resource("drugs.txt"), StandardCharsets.UTF_8).lines().toList()) {
      DrugSpec drug = parse(resource(name + ".yaml"), name + ".yaml");
      if (!drug.name().equals(name)) {
        throw new IllegalStateException(name + ".yaml describes " + drug.name());
      }
      drugs.put(name, drug);
    }
    return new DrugLibrary(drugs);
  }

  /**
   * These drugs and one more, which takes the place of one with the same name.
   *
   * @param drug the drug to add
   */
  public DrugLibrary with(DrugSpec drug) {
    SortedMap<String, DrugSpec> more = new TreeMap<>(drugs);
    more.put(drug.name(), drug);
    return new DrugLibrary(more);
  }

  /** Names of the drugs, in alphabetical order. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(drugs.keySet()));
  }

  /** The drugs, in alphabetical order. */
  public List<DrugSpec> drugs() {
    return List.copyOf(drugs.values());
  }

  /**
   * A drug.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public DrugSpec get(String name) {
    DrugSpec drug = drugs.get(name);
    if (drug == null) {
      throw new IllegalArgumentException(
          "no drug named " + name + "; known are " + String.join(", ", drugs.keySet()));
    }
    return drug;
  }

  /**
   * Reads a drug.
   *
   * @param yaml the file's bytes, UTF-8
   * @param file its name, for messages
   * @throws IllegalArgumentException when it is no drug file, with what is wrong and where
   */
  public static DrugSpec parse(byte[] yaml, String file) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ": line " + e.getLocation().getLineNr();
      throw new IllegalArgumentException(file + line + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    keys(root, file, Set.of("drug", "title", "class", "blocks", "parameters"), Set.of());
    for (String part : List.of("blocks", "parameters")) {
      if (!root.get(part).isObject()) {
        throw wrong(file + ": " + part, "expected keys and values, found " + root.get(part));
      }
    }
    String name = text(root, "drug", file);
    List<DrugSpec.Block> blocks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> e : root.get("blocks").properties()) {
      String at = file + ": blocks." + e.getKey();
      blocks.add(
          new DrugSpec.Block(
              e.getKey(), number(e.getValue(), name + ".affinity." + e.getKey(), at)));
    }
    SortedMap<String, ParameterSpec> parameters = new TreeMap<>();
    for (Map.Entry<String, JsonNode> e : root.get("parameters").properties()) {
      String at = file + ": parameters." + e.getKey();
      parameters.put(e.getKey(), number(e.getValue(), name + "." + e.getKey(), at));
    }
    return new DrugSpec(
        name, text(root, "title", file), text(root, "class", file), blocks, parameters);
  }

  private static byte[] resource(String name) {
    try (InputStream in = DrugLibrary.class.getResourceAsStream("drugs/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource org/evade/catalogue/drugs/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ParameterSpec number(JsonNode node, String name, String at) {
    keys(node, at, Set.of("meaning", "value", "unit", "range", "evidence"), NUMBER_KEYS);
    JsonNode range = node.get("range");
    if (!range.isArray() || range.size() != 2) {
      throw wrong(at + ".range", "expected [smallest, largest], found " + range);
    }
    double value = real(node.get("value"), at + ".value");
    double min = real(range.get(0), at + ".range");
    double max = real(range.get(1), at + ".range");
    if (value < min || value > max) {
      throw wrong(at, "value " + value + " is outside the range " + min + " to " + max);
    }
    Evidence evidence = evidence(text(node, "evidence", at), at);
    boolean assumed = evidence == Evidence.ASSUMED;
    if (assumed == node.has("source") || assumed != node.has("reason")) {
      throw wrong(at, "an assumed number needs a reason, any other a source, and never both");
    }
    return new ParameterSpec(
        name,
        text(node, "meaning", at),
        text(node, "unit", at),
        value,
        min,
        max,
        evidence,
        assumed ? Optional.empty() : Optional.of(source(node.get("source"), at + ".source")),
        assumed ? text(node, "reason", at) : "");
  }

  private static Source source(JsonNode node, String at) {
    keys(node, at, Set.of("citation", "id", "quote"), Set.of());
    return new Source(text(node, "citation", at), text(node, "id", at), text(node, "quote", at));
  }

  private static Evidence evidence(String word, String at) {
    for (Evidence evidence : Evidence.values()) {
      if (evidence.name().toLowerCase(Locale.ROOT).equals(word)) {
        return evidence;
      }
    }
    throw wrong(at + ".evidence", "expected measured, fitted or assumed, found " + word);
  }

  private static double real(JsonNode node, String at) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(at, "expected a number, found " + node);
    }
    return node.doubleValue();
  }

  private static String text(JsonNode node, String key, String at) {
    String text = node.get(key).asText("");
    if (text.isBlank()) {
      throw wrong(at + "." + key, "expected text, found none");
    }
    return text;
  }

  private static void keys(JsonNode node, String at, Set<String> needed, Set<String> allowed) {
    if (!node.isObject()) {
      throw wrong(at, "expected keys and values, found " + node);
    }
    SortedSet<String> all = new TreeSet<>(needed);
    all.addAll(allowed);
    for (Map.Entry<String, JsonNode> e : node.properties()) {
      if (!all.contains(e.getKey())) {
        throw wrong(at, "unknown key " + e.getKey() + "; known are " + String.join(", ", all));
      }
    }
    for (String key : new TreeSet<>(needed)) {
      if (!node.has(key)) {
        throw wrong(at, "missing key " + key);
      }
    }
  }

  private static IllegalArgumentException wrong(String at, String what) {
    return new IllegalArgumentException(at + ": " + what);
  }
}
