package com.rollingdrop.api.json;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids in a request, each in its one spelling, as replies have it. What cannot be read is noted, and
 * a stand-in is given back that names nothing.
 */
public final class Ids {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern USER_FORM = Pattern.compile("[1-9][0-9]{0,18}");
  private static final UUID NOBODYS = new UUID(0, 0);
  private static final long NOBODY = 0;

  private Ids() {}

  /** A required id of an item or a transaction. */
  public static UUID uuid(JsonFields fields, String name) {
    String text = fields.text(name);
    UUID id = text == null ? NOBODYS : parsed(text);
    if (id == null) {
      fields.invalid(name, "must be an id in the form of a UUID, in lower case");
      return NOBODYS;
    }
    return id;
  }

  /**
   * A required array of ids.
   *
   * @return empty when it cannot be read
   */
  public static List<UUID> uuids(JsonFields fields, String name, int max) {
    List<String> texts = fields.texts(name);
    if (texts.size() > max) {
      fields.invalid(name, "must have at most " + max + " elements, but has " + texts.size());
      return List.of();
    }
    List<UUID> ids = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      UUID id = parsed(texts.get(i));
      if (id == null) {
        fields.invalid(name + "[" + i + "]", "must be an id in the form of a UUID, in lower case");
        return List.of();
      }
      ids.add(id);
    }
    return ids;
  }

  /** A required id of a player, a string as in replies. */
  public static long user(JsonFields fields, String name) {
    String text = fields.text(name);
    if (text == null) {
      return NOBODY;
    }
    long id = user(text);
    if (id == NOBODY) {
      fields.invalid(name, "must be a player's id");
    }
    return id;
  }

  /** The player whom a text names, 0 when it names none. */
  public static long user(String text) {
    if (!USER_FORM.matcher(text).matches()) {
      return NOBODY;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      // 19 digits can be too many; then it is nobody's id.
      return NOBODY;
    }
  }

  private static @Nullable UUID parsed(String text) {
    return UUID_FORM.matcher(text).matches() ? UUID.fromString(text) : null;
  }
}
