package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.fairness.Draws;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenBoxTest {
  private static final long PLAYER = 7;

  private final Surroundings at = Samples.surroundings(Samples.CRATE);
  private final UUID id = TransactionIds.ofKey(PLAYER, "key");

  @Test
  void chargesTheWalletOnceForAllDraws() {
    Decision decision = new OpenBox(PLAYER, id, "crate", 3).decide(with(walletWith(1_000)), at);

    assertThat(wallet(decision).availableMinor()).isEqualTo(250);
    assertThat(wallet(decision).sequence()).isEqualTo(1);
    LedgerEntry entry = entry(decision);
    assertThat(entry.amountMinor()).isEqualTo(750);
    assertThat(entry.debitAccount()).isEqualTo(Account.PLAYER);
    assertThat(entry.creditAccount()).isEqualTo(Account.HOUSE);
    assertThat(entry.balanceAfterMinor()).isEqualTo(250);
    assertThat(entry.walletDeltaMinor()).isEqualTo(-750);
  }

  @Test
  void givesOneItemPerDrawAsTheTicketsSay() {
    Wallet before = walletWith(10_000);
    byte[] seed = at.seeds().open(PLAYER, before.sealedServerSeed());

    Decision decision = new OpenBox(PLAYER, id, "crate", 10).decide(with(before), at);

    assertThat(decision.items()).hasSize(10);
    Draws draws = new Draws(seed, before.clientSeed(), 1);
    for (int draw = 0; draw < 10; draw++) {
      Item item =
          Objects.requireNonNull(
              decision.items().get(new ItemKey(PLAYER, TransactionIds.ofItem(id, draw))));
      String expected =
          Samples.table(Samples.CRATE).itemOf(draws.ticket(draw, 1_000)).definitionId();
      assertThat(item.definitionId()).isEqualTo(expected);
    }
  }

  @Test
  void eachOpeningHasTheNextNonce() {
    Wallet first = wallet(new OpenBox(PLAYER, id, "crate", 5).decide(with(walletWith(10_000)), at));
    Wallet second =
        wallet(
            new OpenBox(PLAYER, TransactionIds.ofKey(PLAYER, "other"), "crate", 1)
                .decide(with(first), at));

    assertThat(first.nonce()).isEqualTo(1);
    assertThat(second.nonce()).isEqualTo(2);
  }

  @Test
  void spendsTheLastMinorUnitButNotOneMore() {
    OpenBox command = new OpenBox(PLAYER, id, "crate", 1);

    assertThat(wallet(command.decide(with(walletWith(250)), at)).availableMinor()).isZero();
    assertRefused(command.decide(with(walletWith(249)), at), Refusal.INSUFFICIENT_FUNDS);
  }

  @Test
  void aPlayerWithoutAWalletCanOpenAFreeBoxOnly() {
    OpenBox command = new OpenBox(PLAYER, id, "crate", 1);

    assertRefused(command.decide(new World(), at), Refusal.INSUFFICIENT_FUNDS);
  }

  @Test
  void anUnknownBoxIsRefusedAndNothingIsWritten() {
    Decision decision = new OpenBox(PLAYER, id, "nothing", 1).decide(with(walletWith(1_000)), at);

    assertRefused(decision, Refusal.BOX_NOT_FOUND);
  }

  @Test
  void refusesACountThatIsOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OpenBox(PLAYER, id, "crate", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new OpenBox(PLAYER, id, "crate", 11));
  }

  @Test
  void theReceiptSaysWhatHappenedAndTheLedgerKeepsItToTheLetter() {
    Decision decision = new OpenBox(PLAYER, id, "crate", 1).decide(with(walletWith(1_000)), at);

    Outcome.Done done = (Outcome.Done) decision.outcome();
    assertThat(entry(decision).reply()).isEqualTo(done.reply());
    assertThat(new String(done.reply(), StandardCharsets.UTF_8))
        .startsWith(
            "{\"transactionId\":\""
                + id
                + "\",\"kind\":\"BOX_OPENING\",\"sequence\":1,\"boxId\":\"crate\",\"boxVersion\":1,")
        .contains("\"chargedMinor\":250,\"balanceMinor\":750,")
        .contains("\"fairness\":{\"serverSeedHash\":\"" + wallet(decision).serverSeedHash() + "\"")
        .contains("\"nonce\":1,\"draws\":[{\"draw\":0,\"ticket\":")
        .doesNotContain("serverSeed\":");
  }

  @Test
  void aRepetitionGetsTheFirstReplyAndAnotherRequestIsRefused() {
    OpenBox command = new OpenBox(PLAYER, id, "crate", 1);
    LedgerEntry first = entry(command.decide(with(walletWith(1_000)), at));

    assertThat(command.repeated(first)).isEqualTo(new Outcome.Done(first.reply(), true));
    assertThat(new OpenBox(PLAYER, id, "crate", 2).repeated(first))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            r -> assertThat(r.refusal()).isEqualTo(Refusal.IDEMPOTENCY_KEY_REUSED));
    assertThat(new Deposit(PLAYER, id, 250).repeated(first)).isInstanceOf(Outcome.Refused.class);
  }

  private Wallet walletWith(long minor) {
    Wallet fresh = at.walletOrNew(PLAYER, null);
    return new Wallet(
        minor,
        0,
        0,
        "USD",
        0,
        new byte[32],
        1,
        fresh.sealedServerSeed(),
        fresh.serverSeedHash(),
        fresh.clientSeed(),
        0,
        1_000,
        1_000);
  }

  private static State with(Wallet wallet) {
    World world = new World();
    world.wallets.put(PLAYER, wallet);
    return world;
  }

  private static void assertRefused(Decision decision, Refusal refusal) {
    assertThat(decision.outcome())
        .isInstanceOfSatisfying(
            Outcome.Refused.class, r -> assertThat(r.refusal()).isEqualTo(refusal));
    assertThat(decision.wallets()).isEmpty();
    assertThat(decision.entries()).isEmpty();
    assertThat(decision.items()).isEmpty();
    assertThat(decision.revealed()).isEmpty();
  }

  private static Wallet wallet(Decision decision) {
    return Objects.requireNonNull(decision.wallets().get(PLAYER));
  }

  private static LedgerEntry entry(Decision decision) {
    return decision.entries().values().iterator().next();
  }
}
