package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.LedgerEntry;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the reply that a ledger entry keeps. Thread-safe. */
final class EntryReply {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EntryReply() {}

  /**
   * The reply as a JSON object.
   *
   * @throws EventFormatException when it is none
   */
  static JsonNode of(LedgerEntry entry) throws EventFormatException {
    try {
      JsonNode reply = JSON.readTree(entry.reply());
      if (reply == null || !reply.isObject()) {
        throw new EventFormatException("the entry's reply is not a JSON object");
      }
      return reply;
    } catch (JacksonException e) {
      throw new EventFormatException("the entry's reply is not JSON: " + e.getOriginalMessage());
    }
  }

  /**
   * A field's text, null when it is not there.
   *
   * @throws EventFormatException when it is something else than text
   */
  static @Nullable String textOf(JsonNode node, String field) throws EventFormatException {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()) {
      throw new EventFormatException(field + " in the reply is not text");
    }
    return value.stringValue();
  }
}
