package com.rollingdrop.api;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/** The written contract. */
final class Contract {
  static final JsonNode ROOT = read();

  private Contract() {}

  private static JsonNode read() {
    try (Reader reader = Files.newBufferedReader(Path.of("openapi.yaml"))) {
      return Api.JSON.valueToTree(new Yaml().<Object>load(reader));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a local reference points to; whatever it is, it must be there. */
  static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? ROOT.requiredAt(node.get("$ref").asString().substring(1)) : node;
  }

  /** Operations by {@code METHOD path}. */
  static Map<String, JsonNode> operations() {
    Map<String, JsonNode> operations = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : ROOT.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        operations.put(
            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
            operation.getValue());
      }
    }
    return operations;
  }

  /** The schema of the body that an operation takes; missing when it takes none. */
  static JsonNode bodyOf(JsonNode operation) {
    return resolved(operation.at("/requestBody/content/application~1json/schema"));
  }
}
