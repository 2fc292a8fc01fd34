package com.rollingdrop.grid.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitWindowTest {
  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-03-01T00:00:00Z,     2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
    "DAY,   2026-02-28T23:59:59.999Z, 2026-02-28T00:00:00Z, 2026-03-01T00:00:00Z",
    "DAY,   2028-02-28T23:59:59.999Z, 2028-02-28T00:00:00Z, 2028-02-29T00:00:00Z",
    "WEEK,  2026-11-22T23:59:59.999Z, 2026-11-16T00:00:00Z, 2026-11-23T00:00:00Z",
    "WEEK,  2026-11-23T00:00:00Z,     2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
    "WEEK,  2027-01-01T12:00:00Z,     2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
    "MONTH, 2026-02-28T23:59:59.999Z, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
    "MONTH, 2028-02-29T23:59:59.999Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
    "MONTH, 2026-12-31T23:59:59.999Z, 2026-12-01T00:00:00Z, 2027-01-01T00:00:00Z",
    "DAY,   1969-12-31T23:59:59.999Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z"
  })
  void beginsAndEndsWithTheCalendar(LimitWindow window, Instant time, Instant start, Instant end) {
    assertThat(window.startMs(time.toEpochMilli(), ZoneOffset.UTC)).isEqualTo(start.toEpochMilli());
    assertThat(window.endMs(time.toEpochMilli(), ZoneOffset.UTC)).isEqualTo(end.toEpochMilli());
  }

  @Test
  void aDayHas23Or25HoursWhereClocksChange() {
    ZoneId malta = ZoneId.of("Europe/Malta");
    assertThat(hours(malta, "2026-03-29T12:00:00Z")).isEqualTo(23);
    assertThat(hours(malta, "2026-10-25T12:00:00Z")).isEqualTo(25);
    // No midnight at all on that day: it begins at one o'clock.
    assertThat(hours(ZoneId.of("America/Sao_Paulo"), "2018-11-04T12:00:00Z")).isEqualTo(23);
  }

  private static long hours(ZoneId zone, String time) {
    long timeMs = Instant.parse(time).toEpochMilli();
    return (LimitWindow.DAY.endMs(timeMs, zone) - LimitWindow.DAY.startMs(timeMs, zone))
        / 3_600_000;
  }

  @Test
  void windowsFollowEachOtherWithoutGapOrOverlapInAnyZone() {
    Random random = new Random(20_261_123);
    List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    List<LimitWindow> windows = List.of(LimitWindow.values());
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      LimitWindow window = windows.get(random.nextInt(windows.size()));
      long timeMs = random.nextLong(4_102_444_800_000L);

      long startMs = window.startMs(timeMs, zone);
      long endMs = window.endMs(timeMs, zone);

      assertThat(timeMs)
          .as("%s %s", zone, window)
          .isGreaterThanOrEqualTo(startMs)
          .isLessThan(endMs);
      assertThat(window.startMs(startMs, zone))
          .as("%s %s %d", zone, window, timeMs)
          .isEqualTo(startMs);
      assertThat(window.startMs(endMs - 1, zone))
          .as("%s %s %d", zone, window, timeMs)
          .isEqualTo(startMs);
      assertThat(window.startMs(endMs, zone)).as("%s %s %d", zone, window, timeMs).isEqualTo(endMs);
    }
  }
}
