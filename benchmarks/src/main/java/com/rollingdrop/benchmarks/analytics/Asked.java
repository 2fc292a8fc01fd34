package com.rollingdrop.benchmarks.analytics;

import com.rollingdrop.persistence.analytics.Analytics;
import com.rollingdrop.persistence.analytics.Answer;
import com.rollingdrop.persistence.analytics.Ranking;
import com.rollingdrop.persistence.analytics.Step;
import com.rollingdrop.persistence.analytics.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The questions that are timed, each as the api-server would ask it. */
final class Asked {
  private static final int TOP = 100;

  private Asked() {}

  /**
   * By name.
   *
   * @param firstDay of the events
   * @param lastDay of the events
   */
  static Map<String, Function<Analytics, Answer<?>>> all(
      long player, LocalDate firstDay, LocalDate lastDay) {
    Window months = Window.ofMonths(YearMonth.from(firstDay), YearMonth.from(lastDay));
    Window all = Window.ofDays(firstDay, lastDay);
    Window day = Window.ofDays(lastDay, lastDay);
    Window week = Window.ofDays(lastDay.minusDays(6), lastDay);
    Window month = Window.ofDays(lastDay.minusDays(29), lastDay);
    Map<String, Function<Analytics, Answer<?>>> asked = new LinkedHashMap<>();
    asked.put("player: the busiest one", a -> a.player(player));
    asked.put("overview: a day", a -> a.overview(day));
    asked.put("overview: 30 days", a -> a.overview(month));
    asked.put("overview: all months", a -> a.overview(months));
    asked.put("boxes and return to player: 7 days", a -> a.boxes(week, TOP));
    asked.put("boxes and return to player: everything", a -> a.boxes(all, TOP));
    asked.put("revenue by hour: 30 days", a -> a.series(month, Step.HOUR));
    asked.put("revenue by day: everything", a -> a.series(all, Step.DAY));
    asked.put("top 100 players: 7 days", a -> a.topPlayers(week, Ranking.PAID, TOP));
    asked.put("top 100 players: 30 days", a -> a.topPlayers(month, Ranking.WON, TOP));
    asked.put("top 100 players: all months", a -> a.topPlayers(months, Ranking.PAID, TOP));
    return asked;
  }
}
