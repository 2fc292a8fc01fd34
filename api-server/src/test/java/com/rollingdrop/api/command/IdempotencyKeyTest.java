package com.rollingdrop.api.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTest {
  @Test
  void oneTo255VisibleAsciiCharactersAreAKey() {
    for (String key : List.of("!", "~", "a".repeat(255), "550e8400-e29b-41d4-a716-446655440000")) {
      assertThat(IdempotencyKey.of(List.of(key)).text()).isEqualTo(key);
    }
  }

  @Test
  void anythingElseIsNot() {
    for (String key : List.of("", " ", "a b", "a\n", "\u007f", "é", "a".repeat(256))) {
      assertThatThrownBy(() -> IdempotencyKey.of(List.of(key)))
          .hasMessageStartingWith("IDEMPOTENCY_KEY_INVALID");
    }
    assertThatThrownBy(() -> IdempotencyKey.of(List.of()))
        .hasMessageStartingWith("IDEMPOTENCY_KEY_REQUIRED");
    assertThatThrownBy(() -> IdempotencyKey.of(List.of("a", "b")))
        .hasMessageStartingWith("IDEMPOTENCY_KEY_INVALID");
  }
}
