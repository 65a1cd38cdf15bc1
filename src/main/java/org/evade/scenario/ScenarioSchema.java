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
    // Parameters may be written under their full names or by section.
    ObjectNode parameters = (ObjectNode) schema.at("/properties/parameters/properties");
    for (ParameterSpec spec : words.catalogue().all()) {
      int dot = spec.name().indexOf('.');
      String section = spec.name().substring(0, dot);
      Shape.Key key = Grammar.parameter(spec, spec.name().substring(dot + 1));
      if (!parameters.has(section)) {
        ObjectNode group = parameters.putObject(section);
        group.put("type", "object").put("additionalProperties", false).putObject("properties");
      }
      ObjectNode group = (ObjectNode) parameters.get(section).get("properties");
      group.set(key.name(), key.schema());
    }
    return schema;
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
