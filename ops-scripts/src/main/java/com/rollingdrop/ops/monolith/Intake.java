package com.rollingdrop.ops.monolith;

import com.rollingdrop.compute.command.ImportedItem;
import com.rollingdrop.ops.OpsException;
import com.rollingdrop.ops.monolith.Cells.BadCell;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.function.LongToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one look at the monolith gives into temporary tables, and what cannot be taken as
 * findings. Used by one thread.
 */
final class Intake {
  /** With more, the mapping is wrong and not the rows. */
  static final int FINDINGS_MAX = 10_000;

  private final LongToIntFunction partition;
  private final String currency;
  private final ReadProgress progress;
  private final ArrayBatch players;
  private final ArrayBatch items;
  private final ArrayBatch findings;
  private final ArrayBatch transactions;
  private int found;

  /**
   * @param partition of a player in the grid
   * @param currency of the grid's wallets
   */
  Intake(
      Connection connection, LongToIntFunction partition, String currency, ReadProgress progress) {
    this.partition = partition;
    this.currency = currency;
    this.progress = progress;
    this.players =
        new ArrayBatch(
            connection,
            "INSERT INTO incoming_players SELECT * FROM unnest(?, ?, ?, ?, ?, ?)",
            "int8",
            "text",
            "int4",
            "int8",
            "int8",
            "bool");
    this.items =
        new ArrayBatch(
            connection,
            "INSERT INTO incoming_items SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            "uuid",
            "text",
            "int8",
            "text",
            "text",
            "text",
            "int8",
            "int8",
            "int8");
    this.findings =
        new ArrayBatch(
            connection,
            "INSERT INTO incoming_findings SELECT * FROM unnest(?, ?, ?, ?)",
            "text",
            "text",
            "int8",
            "text");
    this.transactions =
        new ArrayBatch(
            connection,
            """
            INSERT INTO transactions SELECT key, player_id, kind, amount_minor,
              timestamptz 'epoch' + at_ms * interval '1 millisecond', details
            FROM unnest(?, ?, ?, ?, ?, ?) AS t (key, player_id, kind, amount_minor, at_ms, details)
            ON CONFLICT DO NOTHING""",
            "text",
            "int8",
            "text",
            "int8",
            "int8",
            "text");
  }

  /** Reads everything, or what has changed. */
  void read(Source source, boolean all, OffsetDateTime since) throws SQLException {
    Section ofPlayers = all ? Section.PLAYERS : Section.CHANGED_PLAYERS;
    source.read(ofPlayers, since, this::player, (row, why) -> bad("player", row, "player_id", why));
    Section ofItems = all ? Section.ITEMS : Section.CHANGED_ITEMS;
    source.read(ofItems, since, this::item, (row, why) -> bad("item", row, "item_id", why));
    source.read(
        Section.TRANSACTIONS,
        since,
        this::transaction,
        (row, why) -> find("transaction", row.key("transaction_id"), null, why));
    players.flush();
    items.flush();
    transactions.flush();
    findings.flush();
  }

  private void player(Cells row) throws SQLException, BadCell {
    progress.row("players");
    long id = row.playerId();
    if (row.isGone()) {
      players.add(id, row.key("player_id"), partition.applyAsInt(id), 0L, 0L, true);
      return;
    }
    if (row.balanceMinor("held_minor") != 0) {
      throw new BadCell("held_minor is not 0: what is on its way must be settled there first");
    }
    if (row.has("currency") && !currency.equals(row.text("currency"))) {
      throw new BadCell("currency " + row.text("currency") + " is not " + currency);
    }
    players.add(
        id,
        row.key("player_id"),
        partition.applyAsInt(id),
        row.balanceMinor("cash_minor"),
        row.balanceMinor("promo_minor"),
        false);
  }

  private void item(Cells row) throws SQLException, BadCell {
    progress.row("items");
    UUID id = row.itemId();
    long owner = row.playerId();
    ImportedItem item =
        new ImportedItem(
            id,
            row.text("definition_id"),
            row.text("name"),
            row.text("rarity"),
            row.valueMinor(),
            row.timeMs("acquired_at"),
            null);
    items.add(
        id,
        row.key("item_id"),
        row.isGone() ? null : owner,
        item.definitionId(),
        item.name(),
        item.rarity(),
        item.valueMinor(),
        item.acquiredAtMs(),
        item.hash());
  }

  private void transaction(Cells row) throws SQLException, BadCell {
    progress.row("transactions");
    transactions.add(
        row.text("transaction_id"),
        row.playerId(),
        row.text("kind"),
        row.minor("amount_minor", Long.MIN_VALUE, Long.MAX_VALUE),
        row.timeMs("at"),
        row.has("details") ? row.key("details") : null);
  }

  private void bad(String subject, Cells row, String id, String why) throws SQLException {
    @Nullable Long playerId;
    try {
      playerId = row.playerId();
    } catch (BadCell e) {
      playerId = null;
    }
    find(subject, row.key(id), playerId, why);
  }

  private void find(String subject, String key, @Nullable Long playerId, String why)
      throws SQLException {
    if (++found > FINDINGS_MAX) {
      throw new OpsException(
          "more than "
              + FINDINGS_MAX
              + " rows cannot be taken, the last for this: "
              + subject
              + " "
              + key
              + ": "
              + why
              + "; is the mapping right?");
    }
    findings.add(subject, key, playerId, why);
  }
}
