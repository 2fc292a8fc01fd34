package com.rollingdrop.benchmarks.compare;

import com.rollingdrop.benchmarks.load.Contender;
import com.rollingdrop.benchmarks.load.WarmUp;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a comparison is to do.
 *
 * @param home the project's folder
 * @param work folder for the contenders' data, emptied after each of them
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
    WarmUp warmUp,
    int seconds,
    int singleSeconds,
    boolean halfRate) {

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("rounds", rounds + ", the contenders in turn, each on empty data");
    settings.put("callers", callers + " in one process, each waiting for its reply");
    settings.put("players", players + ", chosen alike unless the line says otherwise");
    settings.put(
        "time",
        seconds
            + " s after a warm-up of "
            + warmUp.secondsMin()
            + " to "
            + warmUp.secondsMax()
            + " s that ends when the rate no longer grows");
    if (singleSeconds > 0) {
      settings.put("one caller", singleSeconds + " s");
    }
    return settings;
  }
}
