package com.rollingdrop.ops.monolith;

import com.rollingdrop.ops.OpsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a monolith's tables become players, items and transactions: SQL queries in one file, each
 * behind a line {@code -- players:}. A line {@code -- source: NAME} says what the monolith is
 * called; the name goes into ids, so it stays the same for ever.
 *
 * @param source 1 … 40 lower-case letters, digits and dashes
 * @param queries by section
 */
record Mapping(String source, Map<Section, String> queries) {
  private static final Pattern SOURCE = Pattern.compile("-- source: ([a-z0-9-]{1,40})");
  private static final Pattern TITLE = Pattern.compile("-- ([a-z ]+):");

  /** Not a cast, which has two colons. */
  static final Pattern SINCE = Pattern.compile("(?<!:):since\\b");

  /**
   * Reads a mapping.
   *
   * @throws OpsException when it is none; the message names the line or what is missing
   */
  static Mapping read(Path file) throws IOException {
    return parse(Files.readString(file, StandardCharsets.UTF_8));
  }

  static Mapping parse(String text) {
    String source = "";
    Map<Section, StringBuilder> found = new EnumMap<>(Section.class);
    StringBuilder current = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Matcher name = SOURCE.matcher(line.strip());
      Matcher title = TITLE.matcher(line.strip());
      if (name.matches()) {
        source = name.group(1);
      } else if (title.matches()) {
        Section section = section(title.group(1), number);
        current = new StringBuilder();
        if (found.put(section, current) != null) {
          throw new OpsException("line " + number + ": " + section.title() + " stands here twice");
        }
      } else if (current != null) {
        current.append(line).append('\n');
      } else if (!line.isBlank() && !line.startsWith("--")) {
        throw new OpsException("line " + number + ": a query without its title, as -- players:");
      }
    }
    if (source.isEmpty()) {
      throw new OpsException("the mapping has no line -- source: NAME");
    }
    Map<Section, String> queries = new EnumMap<>(Section.class);
    found.forEach((section, query) -> queries.put(section, query(section, query.toString())));
    for (Section section : Section.values()) {
      if (section.required() && !queries.containsKey(section)) {
        throw new OpsException("the mapping has no section -- " + section.title() + ":");
      }
    }
    return new Mapping(source, queries);
  }

  private static Section section(String title, int line) {
    for (Section section : Section.values()) {
      if (section.title().equals(title)) {
        return section;
      }
    }
    throw new OpsException("line " + line + ": there is no section " + title);
  }

  private static String query(Section section, String text) {
    String query = text.strip();
    if (query.endsWith(";")) {
      query = query.substring(0, query.length() - 1);
    }
    if (query.isBlank()) {
      throw new OpsException("section " + section.title() + " has no query");
    }
    if (SINCE.matcher(query).find() != section.asksSince()) {
      throw new OpsException(
          "section "
              + section.title()
              + (section.asksSince() ? " does not ask with :since" : " must not ask with :since"));
    }
    return query;
  }

  /** The query of a section, empty when the mapping has none. */
  Optional<String> query(Section section) {
    return Optional.ofNullable(queries.get(section));
  }
}
