package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.WarmUp;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a comparison is to do.
 *
 * @param home the project's folder
 * @param work folder for the contenders' data, emptied after each of them
 * @param warmUpLeast seconds of warm-up at least for all; empty for each contender's own
 * @param warmUpMost seconds of warm-up at most for all; empty for each contender's own
 * @param singleSeconds measured time of the single caller, 0 for none
 * @param halfRate whether to measure at half of the top rate as well
 */
record Plan(
    Path home,
    Path work,
    List<Contender> contenders,
    int rounds,
    int callers,
    int players,
    Optional<Integer> warmUpLeast,
    Optional<Integer> warmUpMost,
    int seconds,
    int singleSeconds,
    boolean halfRate) {

  WarmUp warmUpOf(Contender contender) {
    return contender.warmUp().within(warmUpLeast, warmUpMost);
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rounds", rounds + ", the contenders in turn, each on empty data");
    settings.put("callers", callers + " in one process, each waiting for its reply");
    settings.put("players", players + ", chosen alike unless the line says otherwise");
    settings.put("time", seconds + " s after the warm-up");
    settings.put("warm-up", warmUps() + "; it ends when the rate no longer grows");
    if (singleSeconds > 0) {
      settings.put("one caller", singleSeconds + " s");
    }
    return settings;
  }

  private String warmUps() {
    Map<WarmUp, List<String>> names =
        contenders.stream()
            .collect(
                Collectors.groupingBy(
                    this::warmUpOf,
                    LinkedHashMap::new,
                    Collectors.mapping(Contender::name, Collectors.toList())));
    return names.entrySet().stream()
        .map(
            same ->
                same.getKey().secondsMin()
                    + " to "
                    + same.getKey().secondsMax()
                    + " s: "
                    + String.join(", ", same.getValue()))
        .collect(Collectors.joining("; "));
  }
}
