package com.rollingdrop.persistence.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TextsTest {
  @Test
  void halfOfASurrogatePairIsRefusedAndAWholeOneIsNot() {
    assertThat(Texts.whole("a🎲b")).isEqualTo("a🎲b");
    assertThatIllegalArgumentException().isThrownBy(() -> Texts.whole("a\uD83C"));
    assertThatIllegalArgumentException().isThrownBy(() -> Texts.whole("\uDFB2a"));
    assertThatIllegalArgumentException().isThrownBy(() -> Texts.whole("\uD83C\uD83C"));
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedRatherThanReplaced() {
    assertThatIllegalArgumentException().isThrownBy(() -> Texts.ofUtf8(new byte[] {'a', -1}));
  }
}
