package com.rollingdrop.api;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * What breaks clients between two contracts: what they may send no longer, and what they get that
 * they were not told of. Requests are read strictly here, so a field that goes breaks those who
 * send it. Problems are left out: whoever reads them decides by a code, and a new one may come at
 * any time. Not thread-safe.
 */
final class ContractChanges {
  /** Of these a greater value in a request is the narrower one. */
  private static final List<String> LEAST = List.of("minimum", "minLength", "minItems");

  private static final List<String> MOST = List.of("maximum", "maxLength", "maxItems");

  private final JsonNode oldRoot;
  private final JsonNode newRoot;
  private final List<String> found = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private ContractChanges(JsonNode oldRoot, JsonNode newRoot) {
    this.oldRoot = oldRoot;
    this.newRoot = newRoot;
  }

  /** What is broken, empty when nothing is. */
  static List<String> breaking(JsonNode oldContract, JsonNode newContract) {
    ContractChanges changes = new ContractChanges(oldContract, newContract);
    changes.compare();
    return changes.found;
  }

  private enum Way {
    /** The new one must take all that the old one took. */
    REQUEST,
    /** The new one must give nothing that the old one did not. */
    RESPONSE
  }

  private void compare() {
    for (Map.Entry<String, JsonNode> path : oldRoot.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey() + " " + path.getKey();
        JsonNode now = newRoot.get("paths").path(path.getKey()).path(operation.getKey());
        if (now.isMissingNode()) {
          found.add(name + ": is gone");
        } else {
          operation(name, operation.getValue(), now);
        }
      }
    }
  }

  private void operation(String name, JsonNode before, JsonNode now) {
    if (before.path("security").isArray() && !now.path("security").isArray()) {
      found.add(name + ": asks for a token");
    }
    parameters(name, before, now);
    JsonNode oldBody = before.path("requestBody");
    JsonNode newBody = now.path("requestBody");
    if (oldBody.isMissingNode() && newBody.path("required").asBoolean(false)) {
      found.add(name + ": asks for a body");
    }
    schema(name + " request", json(oldBody), json(newBody), Way.REQUEST);
    for (Map.Entry<String, JsonNode> response : before.get("responses").properties()) {
      String status = response.getKey();
      if (status.charAt(0) < '4') {
        JsonNode newResponse = now.get("responses").path(status);
        if (newResponse.isMissingNode()) {
          found.add(name + ": answers no " + status);
        } else {
          schema(
              name + " " + status,
              json(resolved(oldRoot, response.getValue())),
              json(resolved(newRoot, newResponse)),
              Way.RESPONSE);
        }
      }
    }
  }

  private void parameters(String name, JsonNode before, JsonNode now) {
    Map<String, JsonNode> oldOnes = byName(oldRoot, before);
    Map<String, JsonNode> newOnes = byName(newRoot, now);
    newOnes.forEach(
        (parameter, node) -> {
          if (node.path("required").asBoolean(false)
              && !oldOnes
                  .getOrDefault(parameter, MissingNode.getInstance())
                  .path("required")
                  .asBoolean(false)) {
            found.add(name + " " + parameter + ": is required");
          }
        });
    oldOnes.forEach(
        (parameter, node) -> {
          JsonNode newOne = newOnes.get(parameter);
          if (newOne == null) {
            found.add(name + " " + parameter + ": is gone");
          } else {
            schema(name + " " + parameter, node.get("schema"), newOne.get("schema"), Way.REQUEST);
          }
        });
  }

  private static Map<String, JsonNode> byName(JsonNode root, JsonNode operation) {
    Map<String, JsonNode> all = new java.util.TreeMap<>();
    for (JsonNode reference : operation.path("parameters")) {
      JsonNode parameter = resolved(root, reference);
      all.put(parameter.get("in").asString() + " " + parameter.get("name").asString(), parameter);
    }
    return all;
  }

  private static JsonNode json(JsonNode bodyOrResponse) {
    return bodyOrResponse.at("/content/application~1json/schema");
  }

  private static JsonNode resolved(JsonNode root, JsonNode node) {
    return node.has("$ref")
        ? resolved(root, root.requiredAt(node.get("$ref").asString().substring(1)))
        : node;
  }

  private void schema(String place, JsonNode beforeNode, JsonNode nowNode, Way way) {
    if (beforeNode.isMissingNode() || nowNode.isMissingNode()) {
      return;
    }
    if (!compared.add(way + "\n" + beforeNode + "\n" + nowNode)) {
      return;
    }
    JsonNode before = resolved(oldRoot, beforeNode);
    JsonNode now = resolved(newRoot, nowNode);
    values(place, "types", types(before), types(now), way);
    if (!now.path("x-grows").asBoolean(false)) {
      values(place, "values", constants(before), constants(now), way);
    }
    if (way == Way.REQUEST) {
      bounds(place, before, now);
    }
    properties(place, before, now, way);
    schema(place + "[]", before.path("items"), now.path("items"), way);
    for (String choice : List.of("oneOf", "anyOf", "allOf")) {
      choices(place + " " + choice, before.path(choice), now.path(choice), way);
    }
  }

  /** Where nothing is said everything is allowed. */
  private void values(String place, String what, Set<String> before, Set<String> now, Way way) {
    Set<String> wider = way == Way.REQUEST ? now : before;
    Set<String> narrower = way == Way.REQUEST ? before : now;
    boolean fits = wider.isEmpty() || (!narrower.isEmpty() && wider.containsAll(narrower));
    if (!fits) {
      found.add(place + ": " + what + " were " + before + " and are " + now);
    }
  }

  private static Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isArray()) {
      type.forEach(one -> types.add(one.asString()));
    } else if (!type.isMissingNode()) {
      types.add(type.asString());
    }
    return types;
  }

  private static Set<String> constants(JsonNode schema) {
    Set<String> constants = new TreeSet<>();
    schema.path("enum").forEach(one -> constants.add(one.toString()));
    if (schema.has("const")) {
      constants.add(schema.get("const").toString());
    }
    return constants;
  }

  private void bounds(String place, JsonNode before, JsonNode now) {
    for (String least : LEAST) {
      if (now.has(least)
          && (!before.has(least) || now.get(least).asLong() > before.get(least).asLong())) {
        found.add(place + ": " + least + " is " + now.get(least));
      }
    }
    for (String most : MOST) {
      if (now.has(most)
          && (!before.has(most) || now.get(most).asLong() < before.get(most).asLong())) {
        found.add(place + ": " + most + " is " + now.get(most));
      }
    }
    for (String form : List.of("pattern", "format")) {
      if (now.has(form) && !now.get(form).equals(before.path(form))) {
        found.add(place + ": " + form + " is " + now.get(form));
      }
    }
    if (now.path("additionalProperties").isBoolean()
        && !now.get("additionalProperties").asBoolean()
        && before.path("additionalProperties").isMissingNode()
        && before.has("properties")) {
      found.add(place + ": refuses other fields");
    }
  }

  private void properties(String place, JsonNode before, JsonNode now, Way way) {
    Set<String> requiredBefore = required(before);
    Set<String> requiredNow = required(now);
    if (way == Way.REQUEST) {
      requiredNow.stream()
          .filter(field -> !requiredBefore.contains(field))
          .forEach(field -> found.add(place + "." + field + ": is required"));
    } else {
      requiredBefore.stream()
          .filter(field -> !requiredNow.contains(field))
          .forEach(field -> found.add(place + "." + field + ": can be missing"));
    }
    for (Map.Entry<String, JsonNode> property : before.path("properties").properties()) {
      String field = place + "." + property.getKey();
      JsonNode other = now.path("properties").path(property.getKey());
      if (other.isMissingNode()) {
        found.add(field + ": is gone");
      } else {
        schema(field, property.getValue(), other, way);
      }
    }
  }

  private static Set<String> required(JsonNode schema) {
    Set<String> required = new TreeSet<>();
    schema.path("required").forEach(field -> required.add(field.asString()));
    return required;
  }

  private void choices(String place, JsonNode before, JsonNode now, Way way) {
    boolean fits =
        before.isMissingNode()
            || (way == Way.REQUEST ? now.size() >= before.size() : now.size() <= before.size());
    if (!fits || (before.isMissingNode() && !now.isMissingNode() && way == Way.REQUEST)) {
      found.add(place + ": were " + before.size() + " and are " + now.size());
      return;
    }
    // In their order: one that was put between others is told, and can be put at the end.
    for (int i = 0; i < Math.min(before.size(), now.size()); i++) {
      schema(place + "[" + i + "]", before.get(i), now.get(i), way);
    }
  }
}
