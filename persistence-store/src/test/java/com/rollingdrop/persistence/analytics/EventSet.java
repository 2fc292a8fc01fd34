package com.rollingdrop.persistence.analytics;

import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.LedgerSamples;
import com.rollingdrop.persistence.events.TestSettings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Two days of three players, few enough to be reckoned by hand. */
final class EventSet {
  // Young enough for the table, which forgets what is older than two years.
  private final LocalDate firstDay = LocalDate.now(ZoneOffset.UTC).minusDays(40);

  private final List<Event> events =
      List.of(
          event(1, TransactionKind.DEPOSIT, 10_000, 0, at(0, "10:15:00")),
          opening(1, "starter", 250, 50, at(0, "10:59:59.999"), 30L, 1_999L),
          opening(1, "gold", 1_000, 0, at(0, "11:00:00"), 400L),
          event(2, TransactionKind.DEPOSIT, 5_000, 0, at(0, "23:59:59.999")),
          opening(2, "starter", 250, 0, at(1, "00:00:00"), 10L),
          opening(2, "starter", 500, 0, at(1, "00:30:00"), 5L, 5L),
          event(3, TransactionKind.PROMOTION, 700, 700, at(1, "05:00:00")),
          event(2, TransactionKind.SALE, 950, 0, at(1, "06:00:00")),
          event(3, TransactionKind.PURCHASE, 1_000, 0, at(1, "06:00:00")),
          event(1, TransactionKind.WITHDRAWAL_HOLD, 2_000, 0, at(1, "07:00:00")),
          event(1, TransactionKind.WITHDRAWAL_SETTLEMENT, 2_000, 0, at(1, "08:00:00")),
          event(1, TransactionKind.REDEMPTION, 1_999, 0, at(1, "09:00:00")));

  private record Event(
      long player,
      TransactionKind kind,
      long amountMinor,
      long promoMinor,
      Instant at,
      @Nullable String box,
      List<Long> values) {}

  int size() {
    return events.size();
  }

  /** A time of a day, counted from the first. */
  Instant at(int day, String time) {
    return firstDay.plusDays(day).atTime(LocalTime.parse(time)).toInstant(ZoneOffset.UTC);
  }

  Window days(int first, int last) {
    return Window.ofDays(firstDay.plusDays(first), firstDay.plusDays(last));
  }

  /** The months in which the days lie. */
  Window months() {
    return Window.ofMonths(YearMonth.from(firstDay), YearMonth.from(firstDay.plusDays(1)));
  }

  Window hours(int day, int from, int to) {
    Instant midnight = at(day, "00:00:00");
    return new Window(midnight.plusSeconds(from * 3_600L), midnight.plusSeconds(to * 3_600L));
  }

  /** As they come on the topic; the same in every call. */
  List<ProducerRecord<byte[], byte[]>> messages(Settings settings) throws EventFormatException {
    EventMessages messages = new EventMessages(settings);
    List<ProducerRecord<byte[], byte[]>> result = new ArrayList<>();
    for (int number = 0; number < events.size(); number++) {
      Event event = events.get(number);
      LedgerKey key = LedgerSamples.key(event.player(), number);
      result.add(messages.of(key, entry(key, number, event)));
    }
    return result;
  }

  /** A deposit that no question in another currency may count, older than all the others. */
  static ProducerRecord<byte[], byte[]> inEuros(TestSettings settings) throws EventFormatException {
    EventSet set = new EventSet();
    LedgerKey key = LedgerSamples.key(1, 1_000);
    Event event = event(1, TransactionKind.DEPOSIT, 999, 0, set.at(0, "10:00:00"));
    return new EventMessages(settings.with("CURRENCY", "EUR").load())
        .of(key, entry(key, 1_000, event));
  }

  private static Event event(
      long player, TransactionKind kind, long amountMinor, long promoMinor, Instant at) {
    return new Event(player, kind, amountMinor, promoMinor, at, null, List.of());
  }

  private static Event opening(
      long player, String box, long paidMinor, long promoMinor, Instant at, Long... values) {
    return new Event(
        player, TransactionKind.BOX_OPENING, paidMinor, promoMinor, at, box, List.of(values));
  }

  private static LedgerEntry entry(LedgerKey key, int number, Event event) {
    StringBuilder items = new StringBuilder();
    for (int i = 0; i < event.values().size(); i++) {
      items
          .append(i == 0 ? "" : ",")
          .append(
              "{\"itemId\":\"%s\",\"rarity\":\"RARE\",\"valueMinor\":%d}"
                  .formatted(new UUID(number, i), event.values().get(i)));
    }
    String reply =
        "{\"transactionId\":\"%s\",\"kind\":\"%s\",\"items\":[%s]}"
            .formatted(key.transactionId(), event.kind(), items);
    return LedgerEntry.of(event.kind(), Account.HOUSE, Account.PLAYER, event.amountMinor())
        .at(number + 1L, event.at().toEpochMilli())
        .boxId(event.box())
        .promo(event.promoMinor())
        .fingerprint(new byte[32])
        .reply(reply.getBytes(StandardCharsets.UTF_8))
        .build();
  }
}
