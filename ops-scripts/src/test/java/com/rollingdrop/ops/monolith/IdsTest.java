package com.rollingdrop.ops.monolith;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {
  private final Ids ids = new Ids("shop");

  /** Whoever imports again years later, with whatever release, must get the same. */
  @Test
  void idsAreWhatTheyWereAtFirst() {
    assertThat(ids.player("ann")).isEqualTo(6426121722423628L);
    assertThat(ids.item("42")).hasToString("4e392ce5-0ad4-8706-b561-6ddefa678679");
  }

  @Test
  void anotherSourceHasOtherIds() {
    Ids others = new Ids("market");

    assertThat(others.player("ann")).isNotEqualTo(ids.player("ann"));
    assertThat(others.item("42")).isNotEqualTo(ids.item("42"));
  }

  @Test
  void aPlayersIdIsANumberThatJavaScriptHoldsExactly() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(ids.player("player" + i)).isBetween(1L, (1L << 53) - 1);
    }
  }
}
