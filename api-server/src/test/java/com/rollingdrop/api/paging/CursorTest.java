package com.rollingdrop.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.api.web.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class CursorTest {
  @Test
  void aCursorNamesItsPosition() {
    assertThat(Cursor.sequence("history/7", Cursor.of("history/7", 42L))).isEqualTo(42);
    assertThat(Cursor.position("boxes", Cursor.of("boxes", "a-box"))).isEqualTo("a-box");
  }

  @Test
  void withoutACursorAListBeginsAtItsBeginning() {
    assertThat(Cursor.sequence("history/7", null)).isEqualTo(Long.MAX_VALUE);
    assertThat(Cursor.position("boxes", null)).isNull();
  }

  @Test
  void aCursorOfAnotherListIsRefused() {
    String cursor = Cursor.of("history/7", 42L);
    assertRefused("history/8", cursor);
    assertRefused("inventory/7", cursor);
    assertRefused("history", cursor);
  }

  @Test
  void aCursorWithAnyByteChangedIsRefused() {
    byte[] bytes = Base64.getUrlDecoder().decode(Cursor.of("history/7", 42L));
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertRefused("history/7", Base64.getUrlEncoder().encodeToString(changed));
    }
    assertRefused("history/7", "");
    assertRefused(
        "history/7", Base64.getUrlEncoder().encodeToString("x".getBytes(StandardCharsets.UTF_8)));
  }

  private static void assertRefused(String list, String cursor) {
    assertThatThrownBy(() -> Cursor.sequence(list, cursor))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("CURSOR_INVALID");
  }
}
