package com.rollingdrop.api.json;

import tools.jackson.databind.JsonNode;

/** A request's body: one JSON object, read strictly. Controllers take it as a parameter. */
public final class JsonBody {
  private final JsonNode root;

  JsonBody(JsonNode root) {
    this.root = root;
  }

  /** The object's fields; what is wrong with them is noted in {@code problems}. */
  public JsonFields fields(FieldProblems problems) {
    return new JsonFields(root, "", problems);
  }
}
