package com.rollingdrop.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.grid.settings.FraudRule;
import com.rollingdrop.persistence.events.EventFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class SignalMessagesTest {
  private final SignalMessages messages = new SignalMessages();
  private final Signal signal =
      Signal.of(
          FraudRule.FUNNEL,
          1,
          Severity.CRITICAL,
          new History(42).deposit(5),
          "until 2026-03-01",
          Map.of("senders", 6L, "giftsMinor", Long.MAX_VALUE),
          List.of(new UUID(1, 2), new UUID(3, 4)),
          List.of(7L, 8L));

  @Test
  void aSignalArrivesAsItWasSent() throws Exception {
    assertThat(messages.read(messages.headers(), messages.body(signal))).isEqualTo(signal);
    assertThat(messages.key(signal)).asString().isEqualTo("42");
  }

  @Test
  void whatIsNoSignalIsRefused() {
    byte[] body = messages.body(signal);

    assertThatThrownBy(() -> messages.read(new RecordHeaders(), body))
        .isInstanceOf(EventFormatException.class);
    assertThatThrownBy(() -> messages.read(messages.headers(), null))
        .isInstanceOf(EventFormatException.class);
    assertThatThrownBy(() -> messages.read(messages.headers(), Arrays.copyOf(body, 20)))
        .isInstanceOf(EventFormatException.class);
    assertThatThrownBy(
            () -> messages.read(messages.headers(), Arrays.copyOf(body, body.length + 1)))
        .isInstanceOf(EventFormatException.class);
  }

  @Test
  void theSameFindingHasTheSameIdAndAnotherOneAnother() {
    assertThat(of(42, 1, "a day").id()).isEqualTo(of(42, 1, "a day").id());
    assertThat(
            List.of(
                of(42, 1, "a day").id(),
                of(43, 1, "a day").id(),
                of(42, 2, "a day").id(),
                of(42, 1, "another").id()))
        .doesNotHaveDuplicates();
  }

  @Test
  void evidenceIsBounded() {
    List<UUID> many = LongStream.range(0, 500).mapToObj(i -> new UUID(1, i)).toList();
    Signal bounded =
        Signal.of(
            FraudRule.LUCK,
            1,
            Severity.WARNING,
            new History(1).deposit(1),
            "x",
            Map.of(),
            many,
            List.of());

    assertThat(bounded.transactions()).isEqualTo(many.subList(480, 500));
  }

  private static Signal of(long player, int version, String subject) {
    return Signal.of(
        FraudRule.CYCLING,
        version,
        Severity.WARNING,
        new History(player).deposit(5),
        subject,
        Map.of(),
        List.of(),
        List.of());
  }
}
