package com.rollingdrop.api.json;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, read by name and type without any conversion: {@code "3"} and
 * {@code 3.0} are not 3. Each reading notes what is wrong; {@link #end} notes what nobody read.
 */
public final class JsonFields {
  private final JsonNode object;
  private final String path;
  private final FieldProblems problems;
  private final Set<String> read = new HashSet<>();

  JsonFields(JsonNode object, String path, FieldProblems problems) {
    this.object = object;
    this.path = path;
    this.problems = problems;
  }

  /** A required string, null when there is none. */
  public @Nullable String text(String name) {
    JsonNode value = required(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      problems.invalid(path + name, "must be a string");
      return null;
    }
    String text = value.stringValue();
    if (hasLoneSurrogate(text)) {
      problems.invalid(path + name, "must be Unicode text, without half of a surrogate pair");
      return null;
    }
    return text;
  }

  /** A required integer of 64 bits, null when there is none. */
  public @Nullable Long integer(String name) {
    JsonNode value = required(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()) {
      problems.invalid(path + name, "must be an integer");
      return null;
    }
    if (!value.canConvertToLong()) {
      problems.invalid(path + name, "must be an integer of at most 64 bits");
      return null;
    }
    return value.longValue();
  }

  /** Whether there is a value to be read; null counts as none. */
  public boolean has(String name) {
    read.add(name);
    return object.hasNonNull(name);
  }

  /** Whether there is a value, and it is null: for a field where that says something. */
  public boolean isNull(String name) {
    read.add(name);
    JsonNode value = object.get(name);
    return value != null && value.isNull();
  }

  /** Whether nothing is wrong with what was read of it so far. */
  public boolean isFine(String name) {
    return !problems.concern(path + name);
  }

  /** Notes that a field can be read, but breaks a rule. */
  public void invalid(String name, String message) {
    problems.invalid(path + name, message);
  }

  /** A required array of strings, empty when there is none; elements of other types are noted. */
  public List<String> texts(String name) {
    JsonNode value = required(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || !value.valueStream().allMatch(JsonNode::isString)) {
      problems.invalid(path + name, "must be an array of strings");
      return List.of();
    }
    return value.valueStream().map(JsonNode::stringValue).toList();
  }

  /** A required object, null when there is none. */
  public @Nullable JsonFields object(String name) {
    JsonNode value = required(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      problems.invalid(path + name, "must be an object");
      return null;
    }
    return new JsonFields(value, path + name + ".", problems);
  }

  /**
   * A required integer.
   *
   * @return {@code min} when there is none within the bounds
   */
  public long integer(String name, long min, long max) {
    Long value = integer(name);
    if (value == null) {
      return min;
    }
    if (value < min || value > max) {
      problems.invalid(path + name, "must be between " + min + " and " + max + ", but is " + value);
      return min;
    }
    return value;
  }

  /** A required array of objects, empty when there is none; elements of other types are noted. */
  public List<JsonFields> objects(String name) {
    JsonNode value = required(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      problems.invalid(path + name, "must be an array");
      return List.of();
    }
    List<JsonFields> objects = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      String at = path + name + "[" + i + "]";
      JsonNode element = value.get(i);
      if (element.isObject()) {
        objects.add(new JsonFields(element, at + ".", problems));
      } else {
        problems.invalid(at, "must be an object");
      }
    }
    return objects;
  }

  /** Notes the fields that were not read: nobody knows them. */
  public void end() {
    for (String name : object.propertyNames()) {
      if (!read.contains(name)) {
        problems.unknown(path + name);
      }
    }
  }

  private @Nullable JsonNode required(String name) {
    read.add(name);
    JsonNode value = object.get(name);
    if (value == null) {
      problems.invalid(path + name, "is required");
      return null;
    }
    if (value.isNull()) {
      problems.invalid(path + name, "must not be null");
      return null;
    }
    return value;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
