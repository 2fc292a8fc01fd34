package com.rollingdrop.ops.boxes;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads boxes from a file in one of two formats: ours, {@code {"boxes": [definition, …]}} with each
 * definition as {@code POST /admin/boxes} takes it, or the tier-odds format ({@link TierOdds}).
 */
public final class ImportFile {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private ImportFile() {}

  /**
   * The definitions in the file, as they stand there.
   *
   * @throws IllegalArgumentException saying what is wrong with the file
   */
  public static List<BoxDefinition> read(Path file) {
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getOriginalMessage(), e);
    }
    try {
      if (root.has("tierOddsPpm")) {
        return TierOdds.boxes(root);
      }
      List<BoxDefinition> boxes = new ArrayList<>();
      for (JsonNode box : root.required("boxes")) {
        boxes.add(definition(box));
      }
      return boxes;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ": " + e.getOriginalMessage(), e);
    }
  }

  /** The body that publishes a definition. */
  public static String toJson(BoxDefinition box) {
    var body = JSON.createObjectNode();
    body.put("boxId", box.boxId());
    body.put("name", box.name());
    body.put("priceMinor", box.priceMinor());
    body.put("totalTickets", box.totalTickets());
    if (box.stock() != null) {
      body.put("stock", box.stock());
    }
    Guarantee guarantee = box.guarantee();
    if (guarantee != null) {
      var promise = body.putObject("guarantee");
      guarantee.rarities().forEach(promise.putArray("rarities")::add);
      promise.put("within", guarantee.within());
    }
    var items = body.putArray("items");
    for (BoxItem item : box.items()) {
      items
          .addObject()
          .put("definitionId", item.definitionId())
          .put("name", item.name())
          .put("rarity", item.rarity())
          .put("valueMinor", item.valueMinor())
          .put("tickets", item.tickets());
    }
    return JSON.writeValueAsString(body);
  }

  private static BoxDefinition definition(JsonNode box) {
    List<BoxItem> items = new ArrayList<>();
    for (JsonNode item : box.required("items")) {
      items.add(
          new BoxItem(
              item.required("definitionId").stringValue(),
              item.required("name").stringValue(),
              item.required("rarity").stringValue(),
              item.required("valueMinor").longValue(),
              item.required("tickets").longValue()));
    }
    return new BoxDefinition(
        box.required("boxId").stringValue(),
        box.required("name").stringValue(),
        box.required("priceMinor").longValue(),
        box.required("totalTickets").longValue(),
        items,
        box.hasNonNull("stock") ? box.required("stock").longValue() : null,
        box.hasNonNull("guarantee") ? guarantee(box.required("guarantee")) : null);
  }

  private static Guarantee guarantee(JsonNode promise) {
    List<String> rarities = new ArrayList<>();
    promise.required("rarities").forEach(rarity -> rarities.add(rarity.stringValue()));
    return new Guarantee(rarities, promise.required("within").intValue());
  }
}
