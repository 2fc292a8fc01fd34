package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Many players' items that come to one for little in return. */
class FunnelTest {
  private static final long DAY_MS = 86_400_000;

  private final History ann = new History(1);
  private final Watch watch = new Watch("FUNNEL_SENDERS_MIN", 4, "FUNNEL_VALUE_MIN_MINOR", 1_000);

  @Test
  void giftsOfManyPlayersAreASignal() {
    watch.see(ann.getFrom(11, 250), ann.getFrom(12, 250), ann.getFrom(13, 250));
    assertThat(watch.signals()).isEmpty();
    watch.see(ann.getFrom(14, 250));

    assertThat(watch.signals())
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.rule()).isEqualTo(FraudRule.FUNNEL);
              assertThat(signal.others()).containsExactly(11L, 12L, 13L, 14L);
              assertThat(signal.transactions()).hasSize(4);
              assertThat(signal.figures())
                  .containsEntry("senders", 4L)
                  .containsEntry("giftsMinor", 1_000L);
            });
  }

  @Test
  void salesAtNextToNothingAndTradesForNextToNothingAreGiftsToo() {
    watch.see(ann.buyFrom(11, 5, 300), ann.buyFrom(12, 5, 300));
    watch.see(ann.trade(13, 300, 10), ann.sellTo(14, 300, 2));

    assertThat(watch.signals())
        .singleElement()
        .satisfies(signal -> assertThat(signal.figures()).containsEntry("giftsMinor", 1_178L));
  }

  @Test
  void oneCoinOrOneSenderLessIsNone() {
    watch.see(
        ann.getFrom(11, 250), ann.getFrom(12, 250), ann.getFrom(13, 250), ann.getFrom(14, 249));
    watch.see(new History(2).getFrom(11, 900));
    assertThat(watch.signals()).isEmpty();

    Watch fewer = new Watch("FUNNEL_SENDERS_MIN", 4, "FUNNEL_VALUE_MIN_MINOR", 1_000);
    History bob = new History(2);
    for (int i = 0; i < 100; i++) {
      fewer.see(bob.getFrom(11 + i % 3, 500));
    }
    assertThat(fewer.signals()).isEmpty();
  }

  @Test
  void fairDealsWithManyAreNone() {
    for (int other = 10; other < 110; other++) {
      watch.see(ann.buyFrom(other, 900, 1_000), ann.sellTo(other, 900, 1_000));
      watch.see(ann.trade(other, 1_000, 800), ann.getFrom(other, 300), ann.giveTo(other, 280));
    }

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void giftsThatAreGivenBackInTimeAreNone() {
    for (int other = 10; other < 14; other++) {
      watch.see(ann.giveTo(other, 100), ann.getFrom(other, 399));
    }

    assertThat(watch.signals()).as("more than a quarter went back").isEmpty();
  }

  @Test
  void moreThanAWindowApartTheyDoNotBelongTogether() {
    for (int other = 10; other < 60; other++) {
      watch.see(ann.passMs(3 * DAY_MS).getFrom(other, 350));
    }

    assertThat(watch.signals()).as("never more than three in a week").isEmpty();
  }

  @Test
  void redeliveredGiftsCountOnce() {
    for (int other = 11; other < 14; other++) {
      TransactionEvent gift = ann.getFrom(other, 300);
      watch.see(gift, gift, gift);
    }
    TransactionEvent last = ann.getFrom(14, 50);
    watch.see(last, last, last);

    assertThat(watch.signals()).isEmpty();
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    List<TransactionEvent> events = new ArrayList<>();
    for (int other = 11; other < 18; other++) {
      events.add(ann.passMs(DAY_MS / 100).getFrom(other, 200));
    }
    for (int seed = 0; seed < 20; seed++) {
      List<TransactionEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(seed));
      Watch anyOrder = new Watch("FUNNEL_SENDERS_MIN", 4, "FUNNEL_VALUE_MIN_MINOR", 1_000);
      anyOrder.see(shuffled.toArray(TransactionEvent[]::new));

      assertThat(anyOrder.signals()).hasSize(1);
    }
  }
}
