package org.evade.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.SortedSet;
import java.util.TreeSet;
import org.evade.catalogue.DrugReader;
import org.evade.catalogue.ParameterSpec;

/** The JSON Schema of scenario files, for editors; made of the grammar that checks the files. */
public final class ScenarioSchema {

  private ScenarioSchema() {}

  /** The schema (draft 2020-12) of scenarios written in a vocabulary. */
  public static ObjectNode of(Vocabulary words) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Evade scenario");
    schema.put("description", "A virtual patient with lung cancer and what is done to it.");
    schema.setAll(Grammar.root(words).schema());
    ObjectNode parameters = (ObjectNode) schema.at("/properties/parameters");
    for (ParameterSpec spec : words.catalogue().all()) {
      ObjectNode value = Grammar.parameter(spec, spec.name()).schema();
      put((ObjectNode) parameters.get("properties"), spec.name(), value);
    }
    parameters.set("patternProperties", ownDrugs(words));
    return schema;
  }

  /** The numbers of drugs with files of their own, by patterns that fit no section known. */
  private static ObjectNode ownDrugs(Vocabulary words) {
    SortedSet<String> sections = new TreeSet<>();
    words.catalogue().names().forEach(n -> sections.add(n.substring(0, n.indexOf('.'))));
    String drug = "^(?!(?:" + String.join("|", sections) + ")(?:\\.|$))" + DrugReader.NAME;
    ObjectNode patterns = JsonNodeFactory.instance.objectNode();
    ObjectNode bySection = patterns.putObject(drug + "$");
    bySection.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = bySection.putObject("properties");
    DrugReader.settable()
        .forEach(
            (name, unit) -> {
              ObjectNode value =
                  Shape.Quantity.unbounded(unit)
                      .put("description", "A number of a drug with a file of its own.");
              put(properties, name, value);
              patterns.set(drug + "\\." + name.replace(".", "\\.") + "$", value);
            });
    return patterns;
  }

  /** A parameter under its full name, and under the rest of it by section. */
  private static void put(ObjectNode properties, String name, ObjectNode value) {
    properties.set(name, value);
    int dot = name.indexOf('.');
    if (dot < 0) {
      return;
    }
    String section = name.substring(0, dot);
    if (!properties.has(section)) {
      ObjectNode group = properties.putObject(section);
      group.put("type", "object").put("additionalProperties", false).putObject("properties");
    }
    put((ObjectNode) properties.get(section).get("properties"), name.substring(dot + 1), value);
  }

  /** The schema as the text of a file, with lines that end in a line feed on every system. */
  public static String text(Vocabulary words) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(of(words)) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
