package org.evade.results;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * Writes trees of maps, lists, texts, numbers and booleans as JSON or YAML, the same text on every
 * JDK. Streamed, without data binding, whose classes would be a good part of a run's start-up.
 */
public final class Trees {

  private Trees() {}

  /**
   * Indented JSON with a final line end.
   *
   * @param tree the tree
   */
  static String json(Map<String, ?> tree) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    return text(new JsonFactory(), printer, tree) + "\n";
  }

  /**
   * YAML without a start marker, its lines whole and texts quoted only where they must be.
   *
   * @param tree the tree
   */
  public static String yaml(Map<String, ?> tree) {
    YAMLFactory factory =
        YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();
    return text(factory, new DefaultPrettyPrinter(), tree);
  }

  private static String text(JsonFactory factory, DefaultPrettyPrinter printer, Object tree) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = factory.createGenerator(text)) {
      out.setPrettyPrinter(printer);
      write(out, tree);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot be written to memory", e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator out, Object value) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.writeFieldName(entry.getKey().toString());
        write(out, entry.getValue());
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object item : list) {
        write(out, item);
      }
      out.writeEndArray();
    } else if (value instanceof Double number && Double.isFinite(number)) {
      // Jackson's own text of doubles differs between JDKs.
      out.writeNumber(Numbers.exact(number));
    } else if (value instanceof Number number && !(value instanceof Double)) {
      out.writeNumber(number.toString());
    } else if (value instanceof Boolean flag) {
      out.writeBoolean(flag);
    } else if (value == null) {
      out.writeNull();
    } else {
      out.writeString(value.toString());
    }
  }
}
