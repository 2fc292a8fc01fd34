package com.rollingdrop.ops.monolith;

import java.util.Locale;
import java.util.Set;

/** The queries of a mapping, and the columns that each must and may give. */
enum Section {
  PLAYERS(true, Set.of("player_id", "cash_minor"), Set.of("promo_minor", "held_minor", "currency")),
  CHANGED_PLAYERS(true, PLAYERS.needed, Set.of("promo_minor", "held_minor", "currency", "gone")),
  ITEMS(
      true,
      Set.of(
          "item_id", "player_id", "definition_id", "name", "rarity", "value_minor", "acquired_at"),
      Set.of()),
  CHANGED_ITEMS(true, ITEMS.needed, Set.of("gone")),
  TRANSACTIONS(
      false,
      Set.of("transaction_id", "player_id", "kind", "amount_minor", "at"),
      Set.of("details")),
  TOTALS(
      false, Set.of("players", "cash_minor", "promo_minor", "items", "item_value_minor"), Set.of());

  private final boolean required;

  @SuppressWarnings("ImmutableEnumChecker") // no set here is ever changed
  private final Set<String> needed;

  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> possible;

  Section(boolean required, Set<String> needed, Set<String> possible) {
    this.required = required;
    this.needed = needed;
    this.possible = possible;
  }

  /** As it is written in a mapping. */
  String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether no mapping may be without it. */
  boolean required() {
    return required;
  }

  /** Whether it asks for what changed, and so has to say since when. */
  boolean asksSince() {
    return this == CHANGED_PLAYERS || this == CHANGED_ITEMS || this == TRANSACTIONS;
  }

  /** Columns without which it makes no sense. */
  Set<String> needed() {
    return needed;
  }

  /** Columns that it may have. */
  Set<String> possible() {
    return possible;
  }
}
