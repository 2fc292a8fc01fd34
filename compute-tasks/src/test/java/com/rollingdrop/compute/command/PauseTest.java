package com.rollingdrop.compute.command;

import static com.rollingdrop.grid.model.PauseKind.COOL_OFF;
import static com.rollingdrop.grid.model.PauseKind.SELF_EXCLUSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.TransactionKind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a pause keeps a player from, and what not. */
class PauseTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final long HOUR_MS = 3_600_000;
  private static final long DAY_MS = 24 * HOUR_MS;

  private final World world = new World();

  @BeforeEach
  void begin() {
    world.setTime("2026-11-18T10:00:00Z");
    world.deposit(ANN, 10_000);
    world.deposit(BOB, 10_000);
  }

  @Test
  void aPauseKeepsThePlayerFromPlayUntilItsEndAndStandsInTheLedger() {
    UUID id = UUID.randomUUID();
    byte[] reply = world.done(new Pause(ANN, id, COOL_OFF, 1));

    LedgerEntry entry = world.entryOf(ANN, id);
    assertThat(entry.kind()).isEqualTo(TransactionKind.PAUSE);
    assertThat(entry.amountMinor()).isZero();
    assertThat(new String(reply, StandardCharsets.UTF_8))
        .endsWith("\"pause\":\"COOL_OFF\",\"until\":\"2026-11-19T10:00:00Z\"}");
    assertThat(world.run(open(ANN)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.PLAYER_PAUSED, "The player has a cool-off until 2026-11-19T10:00:00Z."));

    world.passMs(DAY_MS - 1);
    world.refused(open(ANN), Refusal.PLAYER_PAUSED);
    world.passMs(1);
    world.open(ANN);
    assertThat(world.walletOf(ANN).safeguards()).isNull();
  }

  @Test
  void aSelfExclusionForEverHasNoEnd() {
    byte[] reply = world.done(new Pause(ANN, UUID.randomUUID(), SELF_EXCLUSION, null));
    world.passMs(1_000 * 366 * DAY_MS);

    assertThat(new String(reply, StandardCharsets.UTF_8)).endsWith("\"until\":null}");
    assertThat(world.run(open(ANN)))
        .isEqualTo(
            new Outcome.Refused(
                Refusal.PLAYER_EXCLUDED, "The player has a self-exclusion for ever."));
    world.refused(
        new Pause(ANN, UUID.randomUUID(), SELF_EXCLUSION, Pause.EXCLUSION_MAX_DAYS),
        Refusal.PAUSE_CANNOT_BE_SHORTENED);
  }

  @Test
  void whoIsPausedNeitherPutsMoneyInNorPlaysNorDeals() {
    UUID mine = world.open(ANN);
    UUID theirs = world.open(BOB);
    UUID offerToMe = offer(BOB, ANN, List.of(theirs), List.of());
    world.done(new ListItem(BOB, UUID.randomUUID(), world.open(BOB), 100));
    pause(ANN, COOL_OFF, 7);

    world.refused(new Deposit(ANN, UUID.randomUUID(), 1), Refusal.PLAYER_PAUSED);
    world.refused(open(ANN), Refusal.PLAYER_PAUSED);
    world.refused(new ListItem(ANN, UUID.randomUUID(), mine, 5), Refusal.PLAYER_PAUSED);
    world.refused(
        new BuyListing(ANN, UUID.randomUUID(), BOB, listed(BOB), 100), Refusal.PLAYER_PAUSED);
    world.refused(
        new OfferTrade(ANN, UUID.randomUUID(), BOB, List.of(mine), List.of(), 0, 0, HOUR_MS),
        Refusal.PLAYER_PAUSED);
    world.refused(answer(ANN, BOB, offerToMe, AnswerTrade.How.ACCEPT), Refusal.PLAYER_PAUSED);
    world.refused(
        new Batch(ANN, UUID.randomUUID(), List.of(new Deposit(ANN, UUID.randomUUID(), 1))),
        Refusal.BATCH_REFUSED);
  }

  @Test
  void othersNeitherGiveToNorTradeWithWhoIsPausedAndAreNotToldWhy() {
    UUID mine = world.open(ANN);
    UUID theirs = world.open(BOB);
    UUID myOffer = offer(ANN, BOB, List.of(mine), List.of(theirs));
    pause(ANN, SELF_EXCLUSION, 184);

    world.refused(
        new TransferItem(BOB, UUID.randomUUID(), theirs, ANN), Refusal.COUNTERPARTY_UNAVAILABLE);
    world.refused(
        answer(BOB, ANN, myOffer, AnswerTrade.How.ACCEPT), Refusal.COUNTERPARTY_UNAVAILABLE);
  }

  @Test
  void moneyAndItemsStillComeOutAndWhatWasBegunStillEnds() {
    UUID withdrawal = UUID.randomUUID();
    world.done(new Withdraw(ANN, withdrawal, 100, HOUR_MS, false));
    UUID listed = world.open(ANN);
    UUID withdrawn = world.open(ANN);
    UUID redeemed = world.open(ANN);
    UUID given = world.open(ANN);
    world.done(new ListItem(ANN, UUID.randomUUID(), listed, 100));
    world.done(new ListItem(ANN, UUID.randomUUID(), withdrawn, 100));
    UUID myOffer = offer(ANN, BOB, List.of(given), List.of());
    UUID toMe = offer(BOB, ANN, List.of(world.open(BOB)), List.of());
    pause(ANN, SELF_EXCLUSION, null);

    world.done(new Withdraw(ANN, UUID.randomUUID(), 100, HOUR_MS, false));
    world.done(new EndWithdrawal(ANN, UUID.randomUUID(), withdrawal, EndWithdrawal.How.VOID));
    world.done(new BuyListing(BOB, UUID.randomUUID(), ANN, listed, 100));
    world.done(new CancelListing(ANN, UUID.randomUUID(), withdrawn));
    world.done(new Redeem(ANN, UUID.randomUUID(), redeemed));
    world.done(answer(ANN, ANN, myOffer, AnswerTrade.How.CANCEL));
    world.done(answer(ANN, BOB, toMe, AnswerTrade.How.DECLINE));
    world.done(new TransferItem(ANN, UUID.randomUUID(), given, BOB));
    world.done(new SetLimit(ANN, UUID.randomUUID(), LimitKind.SPEND, LimitWindow.DAY, 5L));
    world.done(new RotateSeed(ANN));
    world.refused(open(ANN), Refusal.PLAYER_EXCLUDED);
  }

  @Test
  void anAdministratorStillReverses() {
    OpenBox opening = open(ANN);
    world.done(opening);
    pause(ANN, COOL_OFF, 7);

    world.done(new Reverse(ANN, UUID.randomUUID(), opening.transactionId(), null, "a mistake"));
  }

  @Test
  void aPauseIsOnlyProlonged() {
    pause(ANN, COOL_OFF, 7);
    world.refused(
        new Pause(ANN, UUID.randomUUID(), COOL_OFF, 6), Refusal.PAUSE_CANNOT_BE_SHORTENED);
    pause(ANN, COOL_OFF, 7);
    world.passMs(1);
    pause(ANN, COOL_OFF, 7);
    world.passMs(7 * DAY_MS - 1);
    world.refused(open(ANN), Refusal.PLAYER_PAUSED);
    world.passMs(1);
    world.open(ANN);
  }

  @Test
  void aCoolOffDoesNotShortenASelfExclusionNorTheOtherWayRound() {
    pause(ANN, SELF_EXCLUSION, 184);
    pause(ANN, COOL_OFF, 1);
    world.passMs(2 * DAY_MS);
    world.refused(open(ANN), Refusal.PLAYER_EXCLUDED);

    pause(BOB, COOL_OFF, 42);
    pause(BOB, SELF_EXCLUSION, 184);
    world.refused(open(BOB), Refusal.PLAYER_EXCLUDED);
  }

  @Test
  void nobodyReversesAPause() {
    UUID id = UUID.randomUUID();
    world.done(new Pause(ANN, id, SELF_EXCLUSION, 184));

    world.refused(
        new Reverse(ANN, UUID.randomUUID(), id, null, "let them play"), Refusal.NOT_REVERSIBLE);
  }

  @Test
  void aPlayerCanPauseBeforeAnythingElse() {
    pause(7, COOL_OFF, 1);

    world.refused(new Deposit(7, UUID.randomUUID(), 5), Refusal.PLAYER_PAUSED);
  }

  @Test
  void refusesPausesThatAreTooShortOrTooLong() {
    for (@Nullable Integer days : new @Nullable Integer[] {null, 0, 43, -1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Pause(ANN, UUID.randomUUID(), COOL_OFF, days));
    }
    for (int days : new int[] {0, 183, Pause.EXCLUSION_MAX_DAYS + 1}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new Pause(ANN, UUID.randomUUID(), SELF_EXCLUSION, days));
    }
  }

  private void pause(long player, PauseKind kind, @Nullable Integer days) {
    world.done(new Pause(player, UUID.randomUUID(), kind, days));
  }

  private UUID offer(long player, long recipient, List<UUID> offered, List<UUID> asked) {
    UUID id = UUID.randomUUID();
    world.done(new OfferTrade(player, id, recipient, offered, asked, 0, 0, HOUR_MS));
    return id;
  }

  private UUID listed(long player) {
    return world.items.entrySet().stream()
        .filter(e -> e.getKey().playerId() == player && e.getValue().askMinor() > 0)
        .map(e -> e.getKey().itemId())
        .findFirst()
        .orElseThrow();
  }

  private static AnswerTrade answer(long player, long offerer, UUID offer, AnswerTrade.How how) {
    return new AnswerTrade(player, UUID.randomUUID(), offerer, offer, how);
  }

  private static OpenBox open(long player) {
    return new OpenBox(player, UUID.randomUUID(), "crate", 1);
  }
}
