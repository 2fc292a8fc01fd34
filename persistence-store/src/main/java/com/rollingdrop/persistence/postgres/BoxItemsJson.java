package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.BoxItem;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** The items of a box version as a JSON array in published order. */
final class BoxItemsJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private BoxItemsJson() {}

  static String write(List<BoxItem> items) {
    ArrayNode array = MAPPER.createArrayNode();
    for (BoxItem item : items) {
      array
          .addObject()
          .put("definitionId", Texts.whole(item.definitionId()))
          .put("name", Texts.whole(item.name()))
          .put("rarity", Texts.whole(item.rarity()))
          .put("valueMinor", item.valueMinor())
          .put("tickets", item.tickets());
    }
    return MAPPER.writeValueAsString(array);
  }

  static List<BoxItem> read(String json) {
    List<BoxItem> items = new ArrayList<>();
    for (JsonNode item : MAPPER.readTree(json)) {
      items.add(
          new BoxItem(
              item.required("definitionId").asString(),
              item.required("name").asString(),
              item.required("rarity").asString(),
              item.required("valueMinor").longValue(),
              item.required("tickets").longValue()));
    }
    return items;
  }
}
