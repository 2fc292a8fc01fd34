package com.rollingdrop.compute.box;

import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator asks to be published as a box.
 *
 * @param priceMinor price of one opening, minor units; 0 is a free box
 * @param totalTickets the sum that the items' tickets must have, stated so that a slip is seen
 * @param items in the order in which they are to be published
 * @param stock draws that there are in all, over all versions of the box; null for no limit
 * @param guarantee what the box promises, null for nothing
 */
public record BoxDefinition(
    String boxId,
    String name,
    long priceMinor,
    long totalTickets,
    List<BoxItem> items,
    @Nullable Long stock,
    @Nullable Guarantee guarantee) {
  /** Most items in a box. */
  public static final int ITEMS_MAX = 1_000;

  /** Highest price and value, minor units: ten of them still fit one transaction. */
  public static final long AMOUNT_MAX_MINOR = 999_999_999L;

  /** Most tickets of a box: the bias of a draw stays below 2^-24. */
  public static final long TICKETS_MAX = 1_000_000_000_000L;

  /** Largest stock. */
  public static final long STOCK_MAX = 1_000_000_000_000L;

  /** Most draws within which a box can guarantee something. */
  public static final int WITHIN_MAX = 10_000;

  /** What {@link #isId} asks for, for people. */
  public static final String ID_RULE =
      "must be 1 to 96 of a-z, 0-9, '.', '_' and '-', starting with a letter or digit";

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,95}");
  private static final Pattern RARITY = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
  private static final int NAME_MAX = 120;

  public BoxDefinition {
    items = List.copyOf(items);
  }

  /** A box without a stock and without a guarantee. */
  public BoxDefinition(
      String boxId, String name, long priceMinor, long totalTickets, List<BoxItem> items) {
    this(boxId, name, priceMinor, totalTickets, items, null, null);
  }

  /** Whether a text can be the id of a box or of an item's definition. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /**
   * The version that publishing it makes.
   *
   * @param nowMs epoch milliseconds
   */
  public BoxVersion version(long nowMs) {
    return new BoxVersion(
        name,
        priceMinor,
        totalTickets,
        Odds.hash(items, guarantee),
        items,
        nowMs,
        stock,
        guarantee);
  }

  /** Everything that is wrong with it, a sentence each; empty when it can be published. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    id("boxId", boxId, problems);
    name("name", name, problems);
    amount("priceMinor", priceMinor, problems);
    if (items.isEmpty()) {
      problems.add("items: a box needs at least one item");
    }
    if (items.size() > ITEMS_MAX) {
      problems.add("items: at most " + ITEMS_MAX + ", but there are " + items.size());
    }
    Set<String> seen = new HashSet<>();
    long sum = 0;
    for (int i = 0; i < items.size(); i++) {
      BoxItem item = items.get(i);
      String at = "items[" + i + "].";
      id(at + "definitionId", item.definitionId(), problems);
      if (!seen.add(item.definitionId())) {
        problems.add(at + "definitionId: " + item.definitionId() + " is in the box already");
      }
      name(at + "name", item.name(), problems);
      if (!RARITY.matcher(item.rarity()).matches()) {
        problems.add(at + "rarity: must be 1 to 32 of A-Z, 0-9 and _, starting with a letter");
      }
      amount(at + "valueMinor", item.valueMinor(), problems);
      if (item.tickets() < 1 || item.tickets() > TICKETS_MAX) {
        problems.add(
            at + "tickets: must be between 1 and " + TICKETS_MAX + ", but is " + item.tickets());
      } else {
        sum += item.tickets();
      }
    }
    if (totalTickets < 1 || totalTickets > TICKETS_MAX) {
      problems.add(
          "totalTickets: must be between 1 and " + TICKETS_MAX + ", but is " + totalTickets);
    } else if (sum != totalTickets) {
      problems.add(
          "totalTickets: says " + totalTickets + ", but the items' tickets add up to " + sum);
    }
    if (stock != null && (stock < 1 || stock > STOCK_MAX)) {
      problems.add("stock: must be between 1 and " + STOCK_MAX + ", but is " + stock);
    }
    if (guarantee != null) {
      guarantee(guarantee, problems);
    }
    return problems;
  }

  private void guarantee(Guarantee promise, List<String> problems) {
    if (promise.within() < 2 || promise.within() > WITHIN_MAX) {
      problems.add(
          "guarantee.within: must be between 2 and " + WITHIN_MAX + ", but is " + promise.within());
    }
    Set<String> rarities = new HashSet<>(promise.rarities());
    if (rarities.isEmpty() || rarities.size() < promise.rarities().size()) {
      problems.add("guarantee.rarities: must be at least one, and each once");
    }
    items.forEach(item -> rarities.remove(item.rarity()));
    for (String unknown : rarities) {
      problems.add("guarantee.rarities: no item of the box is " + unknown);
    }
    if (!items.isEmpty() && items.stream().allMatch(promise::covers)) {
      problems.add("guarantee.rarities: every item is of one of them, so nothing is promised");
    }
  }

  private static void id(String field, String value, List<String> problems) {
    if (!isId(value)) {
      problems.add(field + ": " + ID_RULE);
    }
  }

  private static void name(String field, String value, List<String> problems) {
    if (value.isBlank()
        || value.length() > NAME_MAX
        || value.codePoints().anyMatch(Character::isISOControl)) {
      problems.add(
          field + ": must be 1 to " + NAME_MAX + " characters, none of them a control one");
    }
  }

  private static void amount(String field, long value, List<String> problems) {
    if (value < 0 || value > AMOUNT_MAX_MINOR) {
      problems.add(field + ": must be between 0 and " + AMOUNT_MAX_MINOR + ", but is " + value);
    }
  }
}
