package com.rollingdrop.persistence.postgres;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Box;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.GuaranteeCounter;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerStart;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKind;
import com.rollingdrop.grid.model.PendingState;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.SecondFactor;
import com.rollingdrop.grid.model.Traceparent;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.grid.model.WindowTotals;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Values with something awkward in every field. */
public final class Samples {
  /** The first of March 2026, 12:34:56.789 UTC: milliseconds count. */
  public static final long TIME_MS = Instant.parse("2026-03-01T12:34:56.789Z").toEpochMilli();

  private static final String AWKWARD = "Ünï \"quoted\" \\back, {brace} 🎲 NULL";

  private Samples() {}

  public static Wallet wallet(long availableMinor, long version) {
    return wallet(availableMinor, version, AWKWARD);
  }

  public static Wallet wallet(long availableMinor, long version, String clientSeed) {
    return new Wallet(
        availableMinor,
        7,
        11,
        "USD",
        version - 1,
        new byte[] {5, 0, -1},
        version,
        new byte[] {0, 1, -1, 127, -128, '\\', '"'},
        "ab".repeat(32),
        clientSeed,
        42,
        TIME_MS,
        TIME_MS + version);
  }

  /** With everything that can be set, and its far ends. */
  public static Safeguards safeguards() {
    WindowTotals day = new WindowTotals(TIME_MS, TIME_MS + 1, 1, 2, 3);
    WindowTotals week = new WindowTotals(TIME_MS - 7, TIME_MS + 8, 0, Long.MAX_VALUE, 0);
    WindowTotals month = new WindowTotals(TIME_MS - 9, TIME_MS + 10, 11, 12, 13);
    return new Safeguards(
        List.of(
            Limit.of(LimitKind.DEPOSIT, LimitWindow.DAY, 0),
            Limit.of(LimitKind.SPEND, LimitWindow.WEEK, 999_999_999_999L).followedBy(null, TIME_MS),
            Limit.of(LimitKind.LOSS, LimitWindow.MONTH, 5).followedBy(7L, TIME_MS + 1)),
        new PlayTotals("America/St_Johns", TIME_MS - 11, day, week, month),
        TIME_MS,
        Safeguards.FOR_EVER);
  }

  public static Item item(long version) {
    return new Item(
        "knife-01",
        AWKWARD,
        "RARE",
        1_234,
        ItemState.LISTED,
        777,
        new UUID(9, 9),
        version,
        TIME_MS + 1,
        version);
  }

  public static LedgerEntry entry(long sequence, long createdAtMs) {
    return entry(sequence, createdAtMs, "{\"b\": 1,  \"a\":\"" + AWKWARD + "\\u0041\"}\n");
  }

  static LedgerEntry entry(long sequence, long createdAtMs, String reply) {
    boolean opening = sequence % 2 == 0;
    return LedgerEntry.of(
            opening ? TransactionKind.BOX_OPENING : TransactionKind.DEPOSIT,
            opening ? Account.PLAYER : Account.CASH_IN,
            opening ? Account.HOUSE : Account.PLAYER,
            100 + sequence)
        .at(sequence, createdAtMs)
        .after(5_000, 7)
        .promo(opening ? 60 : 0)
        .promoAfter(11)
        .boxId(opening ? "box-1" : null)
        .counterparty(opening ? null : 77L)
        .reference(opening ? null : new UUID(sequence, -1))
        .itemsIn(opening ? List.of(new UUID(1, 1), new UUID(-1, 2)) : List.of())
        .itemsOut(opening ? List.of() : List.of(new UUID(3, 3)))
        .fingerprint(new byte[] {(byte) sequence, 0, -1})
        .reply(reply.getBytes(StandardCharsets.UTF_8))
        .hash(new byte[] {-1, (byte) sequence})
        .traceparent(opening ? new Traceparent(-sequence, 1, sequence + 1, 3) : null)
        .build();
  }

  /** Of a ledger that is closed up to there, with a digest of the rows that Postgres has of it. */
  public static LedgerStart start(long sequence, long rowsDigest) {
    return LedgerStart.of(sequence, new byte[] {9, (byte) sequence, -1})
        .balances(5_000, 7, 11)
        .between(TIME_MS - 2, TIME_MS + sequence)
        .items(3, Long.MIN_VALUE)
        .rowsDigest(rowsDigest)
        .account(Account.PLAYER, 100, Long.MAX_VALUE)
        .account(Account.CASH_IN, 0, 1)
        .draws("box-1", 4)
        .draws("a \"quoted\" box", 1)
        .build();
  }

  public static Pending pending() {
    return new Pending(
        PendingKind.TRADE,
        PendingState.OPEN,
        400,
        true,
        77L,
        List.of(new UUID(1, 1), new UUID(-1, 2)),
        List.of(new UUID(3, 3)),
        5,
        6,
        TIME_MS,
        TIME_MS + 60_000,
        1);
  }

  public static RevealedSeed revealedSeed() {
    return new RevealedSeed(new byte[] {0, -1, 5}, AWKWARD, 3, TIME_MS);
  }

  public static Box box(int version) {
    return new Box(version, AWKWARD, 250, "cd".repeat(32), TIME_MS);
  }

  public static Login login(long playerId, long version) {
    return new Login(
        playerId,
        "$argon2id$v=19$" + AWKWARD,
        Role.AUDITOR,
        // Some have one, some do not.
        version % 2 == 0 ? null : secondFactor(),
        version + 7,
        TIME_MS,
        TIME_MS + version,
        version);
  }

  private static SecondFactor secondFactor() {
    byte[] bytes = new byte[2 * SecondFactor.HASH_BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 11);
    }
    return new SecondFactor(bytes, true, 59_000_000L, bytes);
  }

  public static GuaranteeCounter guaranteeCounter() {
    return new GuaranteeCounter("EPIC,RARE:90", 89, 4, TIME_MS);
  }

  public static BoxVersion boxVersion() {
    List<BoxItem> items =
        List.of(
            new BoxItem("z-first", AWKWARD, "RARE", Long.MAX_VALUE, 1),
            new BoxItem("a-second", "plain", "COMMON", 0, 999_999));
    return new BoxVersion(
        AWKWARD,
        250,
        1_000_000,
        "ef".repeat(32),
        items,
        TIME_MS,
        1_000_000_000_000L,
        new Guarantee(List.of("RARE", "EPIC"), 90));
  }
}
