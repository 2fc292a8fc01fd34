package com.rollingdrop.api.json;

import com.rollingdrop.api.web.ProblemException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Looks into a body before anybody has read it strictly. */
public final class TopFields {
  private TopFields() {}

  /**
   * Strings, numbers and truth values of the body's own fields, as text.
   *
   * @param names of those to be taken; all others are left out
   * @param lengthMax of a text, which is cut there
   * @return none when the body is not a JSON object
   */
  public static Map<String, String> of(byte[] body, Set<String> names, int lengthMax) {
    JsonNode object;
    try {
      object = StrictJson.object(body);
    } catch (ProblemException e) {
      // Whoever reads it strictly says so.
      return Map.of();
    }
    Map<String, String> texts = new TreeMap<>();
    for (String name : names) {
      JsonNode value = object.get(name);
      if (value != null && value.isValueNode() && !value.isNull()) {
        String text = value.asString();
        texts.put(name, text.length() > lengthMax ? text.substring(0, lengthMax) + "…" : text);
      }
    }
    return texts;
  }
}
