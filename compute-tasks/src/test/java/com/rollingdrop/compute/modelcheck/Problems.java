package com.rollingdrop.compute.modelcheck;

import java.util.ArrayList;
import java.util.List;

/** What the checker has found, a sentence each; only the first of very many are kept. */
final class Problems {
  private static final int KEPT_MAX = 200;

  private final List<String> found = new ArrayList<>();

  /** Keeps the sentence unless the condition holds. */
  void unless(boolean holds, Object about, String sentence) {
    if (!holds) {
      add(about, sentence);
    }
  }

  void add(Object about, String sentence) {
    if (found.size() < KEPT_MAX) {
      found.add(about + ": " + sentence);
    }
  }

  List<String> found() {
    return List.copyOf(found);
  }
}
