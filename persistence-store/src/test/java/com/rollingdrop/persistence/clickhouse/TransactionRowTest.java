package com.rollingdrop.persistence.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.TransactionEvent;
import com.rollingdrop.persistence.events.TransactionEvent.Origin;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TransactionRowTest {
  @Test
  void theAmountIsExactInMajorUnits() throws Exception {
    assertThat(row(1, 30).amount()).isEqualByComparingTo("0.30");
    assertThat(row(1, 9_999_999_999L).amount()).isEqualByComparingTo("99999999.99");
  }

  @Test
  void theTimestampIsInWholeSeconds() throws Exception {
    assertThat(row(1_750_000_000_999L, 1).timestampS()).isEqualTo(1_750_000_000L);
  }

  @Test
  void theMetadataIsJsonOfSourceRegionAndApiVersion() throws Exception {
    assertThat(row(1, 1).metadata())
        .isEqualTo("{\"source\":\"grid\",\"region\":\"a\\\"b\",\"apiVersion\":\"1\"}");
  }

  @Test
  void whatAColumnCannotHoldIsRefusedWithTheReason() {
    assertThatThrownBy(() -> row(1, 10_000_000_000L))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("amountMinor 10000000000 does not fit");
    assertThatThrownBy(() -> row(-1, 1))
        .isInstanceOf(EventFormatException.class)
        .hasMessageContaining("timestamp");
    assertThatThrownBy(() -> row((1L << 32) * 1_000, 1)).isInstanceOf(EventFormatException.class);
  }

  private static TransactionRow row(long timestampMs, long amountMinor)
      throws EventFormatException {
    return TransactionRow.of(
        new TransactionEvent(
            timestampMs,
            "DEPOSIT",
            new UUID(1, 2),
            7,
            null,
            null,
            null,
            List.of(),
            amountMinor,
            0,
            0,
            1,
            "USD",
            "DEPOSIT",
            0,
            null,
            null,
            0,
            0,
            null,
            0,
            0,
            new Origin("a\"b", "1", "grid")));
  }
}
