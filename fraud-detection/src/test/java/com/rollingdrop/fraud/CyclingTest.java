package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Money that comes in and goes out again with little play between. */
class CyclingTest {
  private static final long HOUR_MS = 3_600_000;

  private final History ann = new History(1);
  private final Watch watch = new Watch("CYCLING_MIN_MINOR", 1_000);

  @Test
  void moneyThatGoesInAndOutTwiceIsASignal() {
    TransactionEvent first = turn(500);
    watch.see(ann.passMs(HOUR_MS).deposit(500));
    assertThat(watch.signals()).isEmpty();
    TransactionEvent second = ann.passMs(HOUR_MS).withdraw(500);
    watch.see(second);

    assertThat(watch.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.rule()).isEqualTo(FraudRule.CYCLING);
              assertThat(signal.figures())
                  .containsEntry("cycledMinor", 1_000L)
                  .containsEntry("playedMinor", 0L);
              assertThat(signal.transactions())
                  .containsExactly(first.transactionId(), second.transactionId());
            });
  }

  @Test
  void oneCoinLessIsNone() {
    turn(500);
    turn(499);

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void whoChangesTheirMindOnceIsNotCycling() {
    turn(100_000);

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void aQuarterOfItPlayedMakesItPlay() {
    turn(800);
    watch.see(ann.deposit(1_250), ann.open(250, 1L), ann.withdraw(200));
    assertThat(watch.signals()).as("250 of 1,000 were played").hasSize(1);

    Watch other = new Watch("CYCLING_MIN_MINOR", 1_000);
    History bob = new History(2);
    other.see(bob.deposit(800), bob.withdraw(800), bob.deposit(1_250), bob.open(251, 1L));
    other.see(bob.withdraw(200));
    assertThat(other.signals()).as("251 of 1,000 were played").isEmpty();
  }

  @Test
  void winningsMayBeTakenOutWithNewMoneyLeftInTheWallet() {
    for (int i = 0; i < 10; i++) {
      watch.see(ann.deposit(1_000), ann.open(1_000, 5_000L), ann.redeem(5_000));
      watch.see(ann.deposit(400), ann.withdraw(4_900), ann.open(400, 1L));
    }

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void moreThanAWindowApartTheyDoNotBelongTogether() {
    turn(500);
    ann.passMs(72 * HOUR_MS);
    turn(500);

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void withdrawalsThatWereGivenBackWereNone() {
    for (int i = 0; i < 5; i++) {
      watch.see(ann.passMs(HOUR_MS).deposit(500));
      TransactionEvent withdrawal = ann.withdraw(500);
      watch.see(withdrawal, ann.giveBack(withdrawal));
    }

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void aWithdrawalThatWasGivenBackIsNoTurn() {
    watch.see(ann.deposit(600));
    TransactionEvent withdrawal = ann.withdraw(600);
    watch.see(withdrawal, ann.giveBack(withdrawal));
    watch.see(ann.deposit(600), ann.withdraw(1_200));

    assertThat(watch.signals()).as("one withdrawal of all of it").isEmpty();
  }

  @Test
  void redeliveredMoneyCountsOnce() {
    TransactionEvent in = ann.deposit(500);
    TransactionEvent out = ann.withdraw(500);
    watch.see(in, out, in, out, in, out);

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<TransactionEvent> events = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      events.add(ann.passMs(HOUR_MS).deposit(300));
      events.add(ann.passMs(HOUR_MS).withdraw(300));
    }
    for (int seed = 0; seed < 20; seed++) {
      List<TransactionEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(seed));
      Watch anyOrder = new Watch("CYCLING_MIN_MINOR", 1_000);
      anyOrder.see(shuffled.toArray(TransactionEvent[]::new));

      assertThat(anyOrder.signals())
          .singleElement()
          .satisfies(signal -> assertThat(signal.subject()).isEqualTo("until 2026-03-01"));
    }
  }

  /** Pays in and takes out. */
  private TransactionEvent turn(long amountMinor) {
    watch.see(ann.passMs(HOUR_MS).deposit(amountMinor));
    TransactionEvent out = ann.passMs(HOUR_MS).withdraw(amountMinor);
    watch.see(out);
    return out;
  }
}
