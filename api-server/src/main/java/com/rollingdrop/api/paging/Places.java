package com.rollingdrop.api.paging;

import com.rollingdrop.compute.client.Place;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cursors of lists that are ordered by a number and an id. */
public final class Places {
  private static final Pattern PLACE =
      Pattern.compile("[0-9]{1,18} [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Places() {}

  /** A cursor that goes on behind a place. */
  public static String cursor(String list, Place place) {
    return Cursor.of(list, place.number() + " " + place.id());
  }

  /**
   * The place that a cursor of this list names, null when there is no cursor.
   *
   * @throws com.rollingdrop.api.web.ProblemException CURSOR_INVALID
   */
  public static @Nullable Place of(String list, @Nullable String cursor) {
    String position = Cursor.position(list, cursor);
    if (position == null) {
      return null;
    }
    if (!PLACE.matcher(position).matches()) {
      throw Cursor.invalid();
    }
    String[] parts = position.split(" ", -1);
    return new Place(Long.parseLong(parts[0]), UUID.fromString(parts[1]));
  }
}
