package com.rollingdrop.benchmarks.messages;

import java.util.List;

/**
 * What was counted on one grid.
 *
 * @param about versions and settings
 */
record Grid(String name, String title, String about, List<Tally> tallies) {
  Grid {
    tallies = List.copyOf(tallies);
  }
}
