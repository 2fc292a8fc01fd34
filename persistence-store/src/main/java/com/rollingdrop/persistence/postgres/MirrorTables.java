package com.rollingdrop.persistence.postgres;

import static com.rollingdrop.persistence.postgres.ColumnType.BIGINT;
import static com.rollingdrop.persistence.postgres.ColumnType.BOOLEAN;
import static com.rollingdrop.persistence.postgres.ColumnType.BYTES;
import static com.rollingdrop.persistence.postgres.ColumnType.INTEGER;
import static com.rollingdrop.persistence.postgres.ColumnType.JSON;
import static com.rollingdrop.persistence.postgres.ColumnType.TEXT;
import static com.rollingdrop.persistence.postgres.ColumnType.TIME;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxPlayerKey;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.BoxVersionKey;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The tables of the mirror. What is left of a limited box is in none of them: rows of several
 * partitions that were written at different times would not add up, and it follows from the box's
 * version and the ledger. Nor are the transactions that are closed: they are in the ledger.
 * Sessions and attempts to log in end with the grid, and what administrators did goes to Kafka.
 */
public final class MirrorTables {
  /**
   * True of rows of the table {@code ledger} that have left the grid, by the starts that Postgres
   * knows of.
   */
  public static final String CLOSED_LEDGER =
      "EXISTS (SELECT FROM ledger_starts AS s"
          + " WHERE s.player_id = ledger.player_id AND s.sequence >= ledger.sequence)";

  /** By player; the highest version wins. */
  public static final MirrorTable<Long, Wallet> WALLETS =
      MirrorTable.<Long, Wallet>of(CacheName.WALLETS)
          .key("player_id", BIGINT, k -> k)
          .money("available_minor", (k, v) -> v.availableMinor())
          .money("held_minor", (k, v) -> v.heldMinor())
          .money("promo_minor", (k, v) -> v.promoMinor())
          .column("currency", TEXT, (k, v) -> v.currency())
          .column("sequence", BIGINT, (k, v) -> v.sequence())
          .column("ledger_hash", BYTES, (k, v) -> v.ledgerHash())
          .column("version", BIGINT, (k, v) -> v.version())
          .secret("sealed_server_seed", BYTES, (k, v) -> v.sealedServerSeed())
          .column("server_seed_hash", TEXT, (k, v) -> v.serverSeedHash())
          .column("client_seed", TEXT, (k, v) -> v.clientSeed())
          .column("nonce", BIGINT, (k, v) -> v.nonce())
          .column("created_at", TIME, (k, v) -> v.createdAtMs())
          .column("updated_at", TIME, (k, v) -> v.updatedAtMs())
          .column("safeguards", JSON, (k, v) -> SafeguardsJson.write(v.safeguards()))
          .versioned(Wallet::version)
          .readBy(
              row ->
                  Map.entry(
                      row.getLong("player_id"),
                      new Wallet(
                              row.getLong("available_minor"),
                              row.getLong("held_minor"),
                              row.getLong("promo_minor"),
                              row.getString("currency"),
                              row.getLong("sequence"),
                              row.getBytes("ledger_hash"),
                              row.getLong("version"),
                              row.getBytes("sealed_server_seed"),
                              row.getString("server_seed_hash"),
                              row.getString("client_seed"),
                              row.getLong("nonce"),
                              row.getLong("created_at"),
                              row.getLong("updated_at"))
                          .withSafeguards(SafeguardsJson.read(row.getString("safeguards")))));

  /**
   * By item: an item that changes its owner changes its cache key and stays the same row. Rows are
   * never removed: an item that is gone from play says so by its state.
   */
  public static final MirrorTable<ItemKey, Item> ITEMS =
      MirrorTable.<ItemKey, Item>of(CacheName.ITEMS)
          .key("item_id", ColumnType.UUID, k -> k.itemId())
          .column("player_id", BIGINT, (k, v) -> k.playerId())
          .column("definition_id", TEXT, (k, v) -> v.definitionId())
          .column("name", TEXT, (k, v) -> v.name())
          .column("rarity", TEXT, (k, v) -> v.rarity())
          .money("value_minor", (k, v) -> v.valueMinor())
          .column("state", TEXT, (k, v) -> v.state().name())
          .column("ask_minor", BIGINT, (k, v) -> v.askMinor())
          .column("source_transaction_id", ColumnType.UUID, (k, v) -> v.sourceTransactionId())
          .column("acquired_sequence", BIGINT, (k, v) -> v.acquiredSequence())
          .column("acquired_at", TIME, (k, v) -> v.acquiredAtMs())
          .column("version", BIGINT, (k, v) -> v.version())
          .identity(ItemKey::itemId)
          .versioned(Item::version)
          .readBy(
              row ->
                  Map.entry(
                      new ItemKey(row.getLong("player_id"), row.getObject("item_id", UUID.class)),
                      new Item(
                          row.getString("definition_id"),
                          row.getString("name"),
                          row.getString("rarity"),
                          row.getLong("value_minor"),
                          ItemState.valueOf(row.getString("state")),
                          row.getLong("ask_minor"),
                          row.getObject("source_transaction_id", UUID.class),
                          row.getLong("acquired_sequence"),
                          row.getLong("acquired_at"),
                          row.getLong("version"))));

  /**
   * By transaction, in monthly partitions; append-only. The grid holds those entries only that come
   * after the start of their player's ledger.
   */
  public static final MirrorTable<LedgerKey, LedgerEntry> LEDGER =
      MirrorTable.<LedgerKey, LedgerEntry>of(CacheName.LEDGER)
          .key("player_id", BIGINT, k -> k.playerId())
          .key("transaction_id", ColumnType.UUID, k -> k.transactionId())
          .column("sequence", BIGINT, (k, v) -> v.sequence())
          .column("kind", TEXT, (k, v) -> v.kind().name())
          .column("debit_account", TEXT, (k, v) -> v.debitAccount().name())
          .column("credit_account", TEXT, (k, v) -> v.creditAccount().name())
          .money("amount_minor", (k, v) -> v.amountMinor())
          .column("balance_after_minor", BIGINT, (k, v) -> v.balanceAfterMinor())
          .column("held_after_minor", BIGINT, (k, v) -> v.heldAfterMinor())
          .column("promo_minor", BIGINT, (k, v) -> v.promoMinor())
          .column("promo_after_minor", BIGINT, (k, v) -> v.promoAfterMinor())
          .keyOfMonth("created_at", (k, v) -> v.createdAtMs())
          .column("box_id", TEXT, (k, v) -> v.boxId())
          .column("counterparty_id", BIGINT, (k, v) -> v.counterpartyId())
          .column("reference_id", ColumnType.UUID, (k, v) -> v.referenceId())
          .column("items_in", TEXT, (k, v) -> Texts.ofIds(v.itemsIn()))
          .column("items_out", TEXT, (k, v) -> Texts.ofIds(v.itemsOut()))
          .column("fingerprint", BYTES, (k, v) -> v.fingerprint())
          .column("reply", TEXT, (k, v) -> Texts.ofUtf8(v.reply()))
          .column("hash", BYTES, (k, v) -> v.hash())
          .column("traceparent", TEXT, (k, v) -> Texts.ofTraceparent(v.traceparent()))
          .byMonth(LedgerEntry::createdAtMs)
          .onlyThose("NOT " + CLOSED_LEDGER, value -> true)
          .readBy(
              row ->
                  Map.entry(
                      new LedgerKey(
                          row.getLong("player_id"), row.getObject("transaction_id", UUID.class)),
                      LedgerEntry.of(
                              TransactionKind.valueOf(row.getString("kind")),
                              Account.valueOf(row.getString("debit_account")),
                              Account.valueOf(row.getString("credit_account")),
                              row.getLong("amount_minor"))
                          .at(row.getLong("sequence"), row.getLong("created_at"))
                          .after(
                              row.getLong("balance_after_minor"), row.getLong("held_after_minor"))
                          .promo(row.getLong("promo_minor"))
                          .promoAfter(row.getLong("promo_after_minor"))
                          .boxId(row.getString("box_id"))
                          .counterparty(row.getObject("counterparty_id", Long.class))
                          .reference(row.getObject("reference_id", UUID.class))
                          .itemsIn(Texts.toIds(row.getString("items_in")))
                          .itemsOut(Texts.toIds(row.getString("items_out")))
                          .fingerprint(row.getBytes("fingerprint"))
                          .reply(row.getString("reply").getBytes(StandardCharsets.UTF_8))
                          .hash(row.getBytes("hash"))
                          .traceparent(Texts.toTraceparent(row.getString("traceparent")))
                          .build()));

  /** By transaction; the highest version wins. The grid holds the open ones only. */
  public static final MirrorTable<PendingKey, Pending> PENDING =
      MirrorTable.<PendingKey, Pending>of(CacheName.PENDING)
          .key("player_id", BIGINT, k -> k.playerId())
          .key("transaction_id", ColumnType.UUID, k -> k.transactionId())
          .column("kind", TEXT, (k, v) -> v.kind().name())
          .column("state", TEXT, (k, v) -> v.state().name())
          .money("amount_minor", (k, v) -> v.amountMinor())
          .column("settles_at_expiry", BOOLEAN, (k, v) -> v.settlesAtExpiry())
          .column("recipient_id", BIGINT, (k, v) -> v.recipientId())
          .column("offered_items", TEXT, (k, v) -> Texts.ofIds(v.offeredItems()))
          .column("asked_items", TEXT, (k, v) -> Texts.ofIds(v.askedItems()))
          .column("offered_minor", BIGINT, (k, v) -> v.offeredMinor())
          .column("asked_minor", BIGINT, (k, v) -> v.askedMinor())
          .column("created_at", TIME, (k, v) -> v.createdAtMs())
          .column("expires_at", TIME, (k, v) -> v.expiresAtMs())
          .column("version", BIGINT, (k, v) -> v.version())
          .versioned(Pending::version)
          .onlyThose("state = 'OPEN'", Pending::isOpen)
          .readBy(
              row ->
                  Map.entry(
                      new PendingKey(
                          row.getLong("player_id"), row.getObject("transaction_id", UUID.class)),
                      new Pending(
                          PendingKind.valueOf(row.getString("kind")),
                          PendingState.valueOf(row.getString("state")),
                          row.getLong("amount_minor"),
                          row.getBoolean("settles_at_expiry"),
                          row.getObject("recipient_id", Long.class),
                          Texts.toIds(row.getString("offered_items")),
                          Texts.toIds(row.getString("asked_items")),
                          row.getLong("offered_minor"),
                          row.getLong("asked_minor"),
                          row.getLong("created_at"),
                          row.getLong("expires_at"),
                          row.getLong("version"))));

  /** By player and hash; append-only. */
  public static final MirrorTable<SeedKey, RevealedSeed> REVEALED_SEEDS =
      MirrorTable.<SeedKey, RevealedSeed>of(CacheName.REVEALED_SEEDS)
          .key("player_id", BIGINT, k -> k.playerId())
          .key("server_seed_hash", TEXT, k -> k.serverSeedHash())
          .column("server_seed", BYTES, (k, v) -> v.serverSeed())
          .column("client_seed", TEXT, (k, v) -> v.clientSeed())
          .column("last_nonce", BIGINT, (k, v) -> v.lastNonce())
          .column("revealed_at", TIME, (k, v) -> v.revealedAtMs())
          .readBy(
              row ->
                  Map.entry(
                      new SeedKey(row.getLong("player_id"), row.getString("server_seed_hash")),
                      new RevealedSeed(
                          row.getBytes("server_seed"),
                          row.getString("client_seed"),
                          row.getLong("last_nonce"),
                          row.getLong("revealed_at"))));

  /** By box; the highest version wins. */
  public static final MirrorTable<String, Box> BOXES =
      MirrorTable.<String, Box>of(CacheName.BOXES)
          .key("box_id", TEXT, k -> k)
          .column("version", INTEGER, (k, v) -> v.version())
          .column("name", TEXT, (k, v) -> v.name())
          .column("price_minor", BIGINT, (k, v) -> v.priceMinor())
          .column("odds_hash", TEXT, (k, v) -> v.oddsHash())
          .column("updated_at", TIME, (k, v) -> v.updatedAtMs())
          .versioned(Box::version)
          .readBy(
              row ->
                  Map.entry(
                      row.getString("box_id"),
                      new Box(
                          row.getInt("version"),
                          row.getString("name"),
                          row.getLong("price_minor"),
                          row.getString("odds_hash"),
                          row.getLong("updated_at"))));

  /** By box and version; append-only. */
  public static final MirrorTable<BoxVersionKey, BoxVersion> BOX_VERSIONS =
      MirrorTable.<BoxVersionKey, BoxVersion>of(CacheName.BOX_VERSIONS)
          .key("box_id", TEXT, k -> k.boxId())
          .key("version", INTEGER, k -> k.version())
          .column("name", TEXT, (k, v) -> v.name())
          .column("price_minor", BIGINT, (k, v) -> v.priceMinor())
          .column("total_tickets", BIGINT, (k, v) -> v.totalTickets())
          .column("odds_hash", TEXT, (k, v) -> v.oddsHash())
          .column("items", JSON, (k, v) -> BoxItemsJson.write(v.items()))
          .column("created_at", TIME, (k, v) -> v.createdAtMs())
          .column("stock", BIGINT, (k, v) -> v.stock())
          .column("guarantee", JSON, (k, v) -> GuaranteeJson.write(v.guarantee()))
          .readBy(
              row ->
                  Map.entry(
                      new BoxVersionKey(row.getString("box_id"), row.getInt("version")),
                      new BoxVersion(
                          row.getString("name"),
                          row.getLong("price_minor"),
                          row.getLong("total_tickets"),
                          row.getString("odds_hash"),
                          BoxItemsJson.read(row.getString("items")),
                          row.getLong("created_at"),
                          row.getObject("stock", Long.class),
                          GuaranteeJson.read(row.getString("guarantee")))));

  /** By player and box; the highest version wins. */
  public static final MirrorTable<BoxPlayerKey, GuaranteeCounter> GUARANTEE_COUNTERS =
      MirrorTable.<BoxPlayerKey, GuaranteeCounter>of(CacheName.GUARANTEE_COUNTERS)
          .key("player_id", BIGINT, k -> k.playerId())
          .key("box_id", TEXT, k -> k.boxId())
          .column("guarantee", TEXT, (k, v) -> v.guarantee())
          .column("misses", INTEGER, (k, v) -> v.misses())
          .column("version", BIGINT, (k, v) -> v.version())
          .column("updated_at", TIME, (k, v) -> v.updatedAtMs())
          .versioned(GuaranteeCounter::version)
          .readBy(
              row ->
                  Map.entry(
                      new BoxPlayerKey(row.getLong("player_id"), row.getString("box_id")),
                      new GuaranteeCounter(
                          row.getString("guarantee"),
                          row.getInt("misses"),
                          row.getLong("version"),
                          row.getLong("updated_at"))));

  /** By player; what closes more of the ledger wins. */
  public static final MirrorTable<Long, LedgerStart> LEDGER_STARTS =
      MirrorTable.<Long, LedgerStart>of(CacheName.LEDGER_STARTS)
          .key("player_id", BIGINT, k -> k)
          .column("sequence", BIGINT, (k, v) -> v.sequence())
          .column("hash", BYTES, (k, v) -> v.hash())
          .column("available_minor", BIGINT, (k, v) -> v.availableMinor())
          .column("held_minor", BIGINT, (k, v) -> v.heldMinor())
          .column("promo_minor", BIGINT, (k, v) -> v.promoMinor())
          .column("first_at", TIME, (k, v) -> v.firstAtMs())
          .column("last_at", TIME, (k, v) -> v.lastAtMs())
          .column("items", BIGINT, (k, v) -> v.items())
          .column("items_digest", BIGINT, (k, v) -> v.itemsDigest())
          .column("rows_digest", BIGINT, (k, v) -> v.rowsDigest())
          .column("accounts", JSON, (k, v) -> LedgerStartJson.accounts(v))
          .column("draws", JSON, (k, v) -> LedgerStartJson.draws(v))
          .column("version", BIGINT, (k, v) -> v.sequence())
          .versioned(LedgerStart::sequence)
          .readBy(
              row ->
                  Map.entry(
                      row.getLong("player_id"),
                      LedgerStartJson.read(
                              row.getString("accounts"),
                              row.getString("draws"),
                              LedgerStart.of(row.getLong("sequence"), row.getBytes("hash")))
                          .balances(
                              row.getLong("available_minor"),
                              row.getLong("held_minor"),
                              row.getLong("promo_minor"))
                          .between(row.getLong("first_at"), row.getLong("last_at"))
                          .items(row.getLong("items"), row.getLong("items_digest"))
                          .rowsDigest(row.getLong("rows_digest"))
                          .build()));

  /** By name; the highest version wins. */
  public static final MirrorTable<String, Login> LOGINS =
      MirrorTable.<String, Login>of(CacheName.LOGINS)
          .key("name", TEXT, k -> k)
          .column("player_id", BIGINT, (k, v) -> v.playerId())
          .secret("password_hash", TEXT, (k, v) -> v.passwordHash())
          .column("role", TEXT, (k, v) -> v.role().name())
          .secret("totp_sealed_secret", BYTES, (k, v) -> SecondFactors.sealedSecret(v))
          .column("totp_confirmed", BOOLEAN, (k, v) -> v.confirmedSecondFactor() != null)
          .column("totp_last_step", BIGINT, (k, v) -> SecondFactors.lastStep(v))
          .secret("recovery_hashes", BYTES, (k, v) -> SecondFactors.recoveryHashes(v))
          .column("credentials_version", BIGINT, (k, v) -> v.credentialsVersion())
          .column("created_at", TIME, (k, v) -> v.createdAtMs())
          .column("updated_at", TIME, (k, v) -> v.updatedAtMs())
          .column("version", BIGINT, (k, v) -> v.version())
          .versioned(Login::version)
          .readBy(
              row ->
                  Map.entry(
                      row.getString("name"),
                      new Login(
                          row.getLong("player_id"),
                          row.getString("password_hash"),
                          Role.valueOf(row.getString("role")),
                          SecondFactors.read(row),
                          row.getLong("credentials_version"),
                          row.getLong("created_at"),
                          row.getLong("updated_at"),
                          row.getLong("version"))));

  private MirrorTables() {}

  /** All of them. */
  public static List<MirrorTable<?, ?>> all() {
    return List.of(
        WALLETS,
        ITEMS,
        LEDGER,
        PENDING,
        REVEALED_SEEDS,
        BOXES,
        BOX_VERSIONS,
        GUARANTEE_COUNTERS,
        LEDGER_STARTS,
        LOGINS);
  }
}
