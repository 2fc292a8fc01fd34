package com.rollingdrop.grid.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AttemptsTest {
  private static final int FREE = 3;
  private static final long FIRST_MS = 1_000;

  private static Attempts made(int count, long nowMs) {
    Attempts attempts = Attempts.NONE;
    for (int i = 0; i < count; i++) {
      attempts = attempts.another(nowMs, FREE, FIRST_MS);
    }
    return attempts;
  }

  @Test
  void theFirstOnesNeedNotWait() {
    assertThat(made(FREE - 1, 5).waitMs(5)).isZero();
  }

  @Test
  void eachFurtherOneDoublesTheWaitUpToItsBound() {
    for (int more = 0; more < 10; more++) {
      assertThat(made(FREE + more, 5).waitMs(5))
          .isEqualTo(Math.min(Attempts.WAIT_MAX_MS, FIRST_MS << more));
    }
    assertThat(made(5_000, 5).waitMs(5)).isEqualTo(Attempts.WAIT_MAX_MS);
  }

  @Test
  void aWaitEndsWithItsTime() {
    Attempts attempts = made(FREE, 5);

    assertThat(attempts.waitMs(5 + FIRST_MS - 1)).isEqualTo(1);
    assertThat(attempts.waitMs(5 + FIRST_MS)).isZero();
  }

  @Test
  void whatWasLongAgoIsForgottenButNotBefore() {
    Attempts attempts = made(FREE, 5);
    long quietMs = 5 + FIRST_MS + Attempts.FORGOTTEN_AFTER_MS;

    assertThat(attempts.another(quietMs, FREE, FIRST_MS).waitMs(quietMs)).isEqualTo(2 * FIRST_MS);
    assertThat(attempts.another(quietMs + 1, FREE, FIRST_MS).waitMs(quietMs + 1)).isZero();
  }

  @Test
  void oneThatIsTakenBackDoesNotCount() {
    Attempts attempts = made(FREE, 5).oneLess();

    assertThat(attempts.waitMs(5)).isZero();
    assertThat(attempts.another(6, FREE, FIRST_MS).waitMs(6)).isEqualTo(FIRST_MS);
    assertThat(made(1, 5).oneLess().oneLess().another(6, FREE, FIRST_MS).waitMs(6)).isZero();
  }
}
