package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Ledger entries as the grid writes them. */
public final class LedgerSamples {
  public static final String ODDS_HASH = "ab".repeat(32);

  private LedgerSamples() {}

  /** A key that is always the same for the same player and number. */
  public static LedgerKey key(long playerId, int number) {
    return new LedgerKey(playerId, new UUID(playerId, 0x8000_0000_0000_0000L | number));
  }

  public static LedgerEntry deposit(LedgerKey key, long sequence, long amountMinor, long atMs) {
    String reply =
        """
        {"transactionId":"%s","kind":"DEPOSIT","sequence":%d,"amountMinor":%d,"balanceMinor":%d}"""
            .formatted(key.transactionId(), sequence, amountMinor, amountMinor);
    return entry(
            TransactionKind.DEPOSIT,
            Account.CASH_IN,
            Account.PLAYER,
            sequence,
            amountMinor,
            amountMinor,
            atMs,
            reply)
        .build();
  }

  /** An opening of a box with items of these values. */
  public static LedgerEntry opening(
      LedgerKey key, long sequence, long chargedMinor, long atMs, long... itemValuesMinor) {
    StringBuilder items = new StringBuilder();
    List<UUID> drawn = new ArrayList<>();
    for (int i = 0; i < itemValuesMinor.length; i++) {
      drawn.add(new UUID(key.transactionId().getLeastSignificantBits(), i));
      items
          .append(i == 0 ? "" : ",")
          .append(
              """
              {"itemId":"%s","definitionId":"def-%d","name":"It's a \\"sword\\" ⚔","rarity":"RARE","valueMinor":%d}"""
                  .formatted(drawn.get(i), i, itemValuesMinor[i]));
    }
    String reply =
        """
        {"transactionId":"%s","kind":"BOX_OPENING","sequence":%d,"boxId":"starter","boxVersion":3,\
        "oddsHash":"%s","chargedMinor":%d,"balanceMinor":%d,"items":[%s],\
        "fairness":{"serverSeedHash":"00","clientSeed":"c","nonce":1,"draws":[]}}"""
            .formatted(key.transactionId(), sequence, ODDS_HASH, chargedMinor, 5_000, items);
    return entry(
            TransactionKind.BOX_OPENING,
            Account.PLAYER,
            Account.HOUSE,
            sequence,
            chargedMinor,
            5_000,
            atMs,
            reply)
        .itemsIn(drawn)
        .build();
  }

  /** Promotional money of a campaign. */
  public static LedgerEntry promotion(
      LedgerKey key, long sequence, long amountMinor, long atMs, String campaign) {
    String reply =
        """
        {"transactionId":"%s","kind":"PROMOTION","sequence":%d,"campaign":"%s","amountMinor":%d,\
        "balanceMinor":70,"promoBalanceMinor":%d}"""
            .formatted(key.transactionId(), sequence, campaign, amountMinor, amountMinor);
    return LedgerEntry.of(TransactionKind.PROMOTION, Account.PROMO, Account.PLAYER, amountMinor)
        .at(sequence, atMs)
        .after(70, 0)
        .promo(amountMinor)
        .promoAfter(amountMinor)
        .fingerprint(new byte[32])
        .reply(reply.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** An item put up for sale. */
  public static LedgerEntry listing(LedgerKey key, long sequence, UUID itemId, long atMs) {
    String reply =
        """
        {"transactionId":"%s","kind":"LISTING","sequence":%d,"items":[\
        {"itemId":"%s","definitionId":"def","name":"A shield","rarity":"COMMON","valueMinor":12}]}"""
            .formatted(key.transactionId(), sequence, itemId);
    return LedgerEntry.of(TransactionKind.LISTING, Account.PLAYER, Account.PLAYER, 0)
        .at(sequence, atMs)
        .reference(itemId)
        .fingerprint(new byte[32])
        .reply(reply.getBytes(StandardCharsets.UTF_8))
        .build();
  }

  /** An entry whose reply is not what an event can be made of. */
  public static LedgerEntry broken(long sequence, long atMs) {
    return entry(
            TransactionKind.DEPOSIT,
            Account.CASH_IN,
            Account.PLAYER,
            sequence,
            1,
            1,
            atMs,
            "no JSON at all")
        .build();
  }

  private static LedgerEntry.Builder entry(
      TransactionKind kind,
      Account debit,
      Account credit,
      long sequence,
      long amountMinor,
      long balanceMinor,
      long atMs,
      String reply) {
    return LedgerEntry.of(kind, debit, credit, amountMinor)
        .at(sequence, atMs)
        .after(balanceMinor, 0)
        .boxId(kind == TransactionKind.BOX_OPENING ? "starter" : null)
        .fingerprint(new byte[32])
        .reply(reply.getBytes(StandardCharsets.UTF_8));
  }
}
