package com.rollingdrop.persistence.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void daysAreTakenWithBothEnds() {
    Window days = Window.ofDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2));

    assertThat(days.from()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(days.to()).isEqualTo("2026-03-03T00:00:00Z");
    assertThat(days.isWholeDays()).isTrue();
    assertThat(days.hours()).isEqualTo(48);
  }

  @Test
  void monthsAreTakenWithBothEndsWhateverTheirLength() {
    Window months = Window.ofMonths(YearMonth.of(2026, 1), YearMonth.of(2026, 2));

    assertThat(months.from()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(months.to()).isEqualTo("2026-03-01T00:00:00Z");
    assertThat(months.isWholeMonths()).isTrue();
    assertThat(window("2026-01-01T00:00:00Z", "2026-03-02T00:00:00Z").isWholeMonths()).isFalse();
  }

  @Test
  void wholeHoursAreNoWholeDays() {
    assertThat(window("2026-03-01T23:00:00Z", "2026-03-02T00:00:00Z").isWholeDays()).isFalse();
  }

  @Test
  void whatTheRollupsCannotAnswerIsRefused() {
    assertRefused("2026-03-01T00:30:00Z", "2026-03-02T00:00:00Z", "whole hour");
    assertRefused("2026-03-01T00:00:00Z", "2026-03-02T00:00:00.001Z", "whole hour");
    assertRefused("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "before it ends");
    assertRefused("2020-03-01T00:00:00Z", "2026-03-01T00:00:00Z", "longer than");
    assertRefused("1969-12-31T00:00:00Z", "1970-03-01T00:00:00Z", "between");
    assertRefused("2106-02-01T00:00:00Z", "2106-03-01T00:00:00Z", "between");
  }

  private static void assertRefused(String from, String to, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> window(from, to))
        .withMessageContaining(reason);
  }

  private static Window window(String from, String to) {
    return new Window(Instant.parse(from), Instant.parse(to));
  }
}
