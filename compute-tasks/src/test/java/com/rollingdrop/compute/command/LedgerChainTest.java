package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerChainTest {
  private static final LedgerKey KEY = new LedgerKey(7, new UUID(1, 2));
  private static final byte[] NONE = new byte[32];

  @Test
  void theWalletEndsTheChainOfItsLedger() {
    World world = new World();
    world.deposit(7, 1_000);
    world.open(7);
    world.open(7);

    byte[] hash = NONE;
    for (LedgerEntry entry : world.ledgerOf(7)) {
      LedgerKey key =
          world.entries.entrySet().stream()
              .filter(e -> e.getValue() == entry)
              .findFirst()
              .orElseThrow()
              .getKey();
      hash = LedgerChain.hash(hash, key, entry);
      assertThat(entry.hash()).isEqualTo(hash);
    }
    assertThat(world.walletOf(7).ledgerHash()).isEqualTo(hash);
  }

  /** Both were computed from the published form by another program in another language. */
  @Test
  void theHashIsThatOfThePublishedForm() {
    LedgerEntry full =
        LedgerEntry.of(TransactionKind.PURCHASE, Account.PLAYER, Account.MARKET, 100)
            .at(5, 1_234_567_890_123L)
            .after(900, 40)
            .boxId("b\u00f3x")
            .counterparty(8L)
            .reference(new UUID(9, 10))
            .itemsIn(List.of(new UUID(11, 12), new UUID(13, 14)))
            .itemsOut(List.of(new UUID(15, 16)))
            .fingerprint(filled(2))
            .reply(new byte[] {'{', '}'})
            .build();
    LedgerKey key = new LedgerKey(7, new UUID(0x0102030405060708L, 0x1112131415161718L));

    assertThat(HexFormat.of().formatHex(LedgerChain.hash(filled(3), key, full)))
        .isEqualTo("d7a1f31e5efe89439efafd8116d7be9e129533bbcb7ca16bbaf429d5a349b771");
    assertThat(
            HexFormat.of()
                .formatHex(
                    LedgerChain.hash(NONE, new LedgerKey(7, new UUID(1, 2)), draft().build())))
        .isEqualTo("c9d35d8a1d120c676f1aa808562ed035e931ea12ba5fa00a60de562e8431d847");
  }

  @Test
  void everythingAnEntrySaysIsInItsHash() {
    List<byte[]> hashes = new ArrayList<>();
    hashes.add(LedgerChain.hash(NONE, KEY, draft().build()));
    hashes.add(LedgerChain.hash(filled(1), KEY, draft().build()));
    hashes.add(LedgerChain.hash(NONE, new LedgerKey(8, KEY.transactionId()), draft().build()));
    hashes.add(LedgerChain.hash(NONE, new LedgerKey(7, new UUID(1, 3)), draft().build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().at(2, 10).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().at(1, 11).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().after(101, 0).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().after(100, 1).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().promo(1).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().promo(2).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().promoAfter(1).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().promo(1).promoAfter(1).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().boxId("").build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().boxId("b").build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().counterparty(0L).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().reference(new UUID(0, 0)).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().itemsIn(List.of(new UUID(0, 0))).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().itemsOut(List.of(new UUID(0, 0))).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().fingerprint(filled(2)).build()));
    hashes.add(LedgerChain.hash(NONE, KEY, draft().reply(new byte[] {'x'}).build()));
    for (TransactionKind kind : TransactionKind.values()) {
      for (Account credit : Account.values()) {
        if (kind != TransactionKind.DEPOSIT || credit != Account.PLAYER) {
          hashes.add(
              LedgerChain.hash(
                  NONE,
                  KEY,
                  LedgerEntry.of(kind, Account.CASH_IN, credit, 100)
                      .at(1, 10)
                      .after(100, 0)
                      .build()));
        }
      }
    }

    Set<String> distinct = new HashSet<>();
    hashes.forEach(hash -> distinct.add(HexFormat.of().formatHex(hash)));
    assertThat(distinct).hasSameSizeAs(hashes);
  }

  @Test
  void anEntryWithoutPromotionalMoneyHasTheHashThatItAlwaysHad() {
    assertThat(LedgerChain.hash(NONE, KEY, draft().build()))
        .asHexString()
        .isEqualToIgnoringCase("c9d35d8a1d120c676f1aa808562ed035e931ea12ba5fa00a60de562e8431d847");
  }

  private static LedgerEntry.Builder draft() {
    return LedgerEntry.of(TransactionKind.DEPOSIT, Account.CASH_IN, Account.PLAYER, 100)
        .at(1, 10)
        .after(100, 0);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
