package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a box version guarantees as a JSON object. */
final class GuaranteeJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private GuaranteeJson() {}

  static @Nullable String write(@Nullable Guarantee guarantee) {
    if (guarantee == null) {
      return null;
    }
    ObjectNode object = MAPPER.createObjectNode();
    guarantee.rarities().forEach(object.putArray("rarities")::add);
    object.put("within", guarantee.within());
    return MAPPER.writeValueAsString(object);
  }

  static @Nullable Guarantee read(@Nullable String json) {
    if (json == null) {
      return null;
    }
    JsonNode object = MAPPER.readTree(json);
    List<String> rarities = new ArrayList<>();
    object.required("rarities").forEach(rarity -> rarities.add(rarity.asString()));
    return new Guarantee(rarities, object.required("within").intValue());
  }
}
