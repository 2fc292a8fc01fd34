package com.rollingdrop.ops.boxes;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The tier-odds format: odds are published per tier, in parts per million, and shared evenly by the
 * tier's items.
 *
 * <p>Rules of the conversion; each box totals the sum of the tiers' odds (1,000,000 where they are
 * complete):
 *
 * <ul>
 *   <li>A tier's tickets are shared evenly; where they do not divide, the first items of the tier
 *       have one ticket more.
 *   <li>A tier without items gives its tickets to the other tiers in proportion to their odds; what
 *       rounding leaves goes to the tiers with the largest remainders, the more common tier first.
 *   <li>{@code specials} are the items of the tier {@value #SPECIALS}.
 *   <li>An id is made of the tier and the name; the second item of that name in a tier gets {@code
 *       -2}, and so on. The box's id is made of its name.
 *   <li>The format has no values: an item is valued at a percentage of the box's price by its tier,
 *       {@link #VALUE_PERCENT}.
 * </ul>
 */
final class TierOdds {
  static final String SPECIALS = "RARE_SPECIAL";

  /** With the published odds of five tiers these return about 80 % of the price. */
  static final Map<String, Integer> VALUE_PERCENT =
      Map.of(
          "MIL_SPEC", 20, "RESTRICTED", 80, "CLASSIFIED", 400, "COVERT", 2_000, SPECIALS, 10_000);

  private static final int VALUE_PERCENT_OTHERWISE = 50;

  private final LinkedHashMap<String, Long> oddsByTier = new LinkedHashMap<>();

  private TierOdds(JsonNode odds) {
    odds.properties().forEach(tier -> oddsByTier.put(tier.getKey(), tier.getValue().longValue()));
  }

  static List<BoxDefinition> boxes(JsonNode root) {
    TierOdds odds = new TierOdds(root.required("tierOddsPpm"));
    List<BoxDefinition> boxes = new ArrayList<>();
    for (JsonNode box : root.required("cases")) {
      boxes.add(odds.box(box));
    }
    return boxes;
  }

  private BoxDefinition box(JsonNode box) {
    String name = box.required("name").stringValue();
    long priceMinor = box.required("keyPriceCents").longValue();
    Map<String, List<String>> namesByTier = namesByTier(name, box);
    Map<String, Long> ticketsByTier = ticketsByTier(namesByTier);
    List<BoxItem> items = new ArrayList<>();
    ticketsByTier.forEach(
        (tier, tickets) ->
            items.addAll(
                itemsOf(tier, namesByTier.getOrDefault(tier, List.of()), tickets, priceMinor)));
    long total = ticketsByTier.values().stream().mapToLong(Long::longValue).sum();
    return new BoxDefinition(slug(name), name, priceMinor, total, items);
  }

  private Map<String, List<String>> namesByTier(String box, JsonNode node) {
    Map<String, List<String>> names = new HashMap<>();
    for (JsonNode item : node.required("items")) {
      String tier = item.required("tier").stringValue();
      if (!oddsByTier.containsKey(tier)) {
        throw new IllegalArgumentException(box + ": no odds for tier " + tier);
      }
      names.computeIfAbsent(tier, t -> new ArrayList<>()).add(item.required("name").stringValue());
    }
    for (JsonNode special : node.path("specials")) {
      names.computeIfAbsent(SPECIALS, t -> new ArrayList<>()).add(special.stringValue());
    }
    return names;
  }

  /** Tickets of the tiers that have items, in published order of the tiers. */
  private Map<String, Long> ticketsByTier(Map<String, List<String>> namesByTier) {
    LinkedHashMap<String, Long> present = new LinkedHashMap<>(oddsByTier);
    present.keySet().removeIf(tier -> !namesByTier.containsKey(tier));
    if (present.isEmpty()) {
      throw new IllegalArgumentException("a box without items");
    }
    long total = oddsByTier.values().stream().mapToLong(Long::longValue).sum();
    return LargestRemainder.share(total, present);
  }

  private static List<BoxItem> itemsOf(
      String tier, List<String> names, long tickets, long priceMinor) {
    long valueMinor = priceMinor * VALUE_PERCENT.getOrDefault(tier, VALUE_PERCENT_OTHERWISE) / 100;
    Map<String, Integer> seen = new HashMap<>();
    List<BoxItem> items = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String id = slug(tier) + "." + slug(names.get(i));
      int nth = seen.merge(id, 1, Integer::sum);
      long share = tickets / names.size() + (i < tickets % names.size() ? 1 : 0);
      items.add(new BoxItem(nth == 1 ? id : id + "-" + nth, names.get(i), tier, valueMinor, share));
    }
    return items;
  }

  private static String slug(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
