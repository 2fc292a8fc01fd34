package com.rollingdrop.grid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The examples and rules of W3C Trace Context, level 2, section 3.2. */
class TraceparentTest {
  private static final String IDS = "4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7";

  @Test
  void aHeaderIsHandedOnAsItCame() {
    for (String flags : List.of("00", "01", "02", "03")) {
      String text = "00-" + IDS + "-" + flags;
      Traceparent traceparent = Traceparent.parse(text).orElseThrow();

      assertThat(traceparent).hasToString(text);
      assertThat(Traceparent.of(traceparent.bytes())).isEqualTo(traceparent);
      assertThat(traceparent.bytes()).hasSize(25);
    }
  }

  @Test
  void flagsThatAreNotDefinedYetAreLeftOut() {
    assertThat(Traceparent.parse("00-" + IDS + "-ff").orElseThrow())
        .hasToString("00-" + IDS + "-03");
  }

  @Test
  void ofALaterVersionIsReadWhatEachHasInFront() {
    for (String text : List.of("01-" + IDS + "-01", "cc-" + IDS + "-01-what-will-be")) {
      assertThat(Traceparent.parse(text).orElseThrow()).hasToString("00-" + IDS + "-01");
    }
  }

  @Test
  void whatIsNotValidIsNone() {
    for (String text :
        List.of(
            "",
            "00",
            IDS,
            "ff-" + IDS + "-01",
            "00-" + IDS + "-01-more",
            "cc-" + IDS + "-01.what",
            "00-" + IDS + "-1",
            "00-" + IDS + "-0g",
            "0g-" + IDS + "-01",
            "00-" + IDS.toUpperCase(Locale.ROOT) + "-01",
            "00-" + IDS.replace('-', '_') + "-01",
            " 00-" + IDS + "-01",
            "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-" + "0".repeat(16) + "-01",
            "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-001",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")) {
      assertThat(Traceparent.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void oneThatBeginsHereIsValidAndNewEachTime() {
    SplittableRandom random = new SplittableRandom(1);
    Traceparent first = Traceparent.random(random);

    assertThat(Traceparent.parse(first.toString())).contains(first);
    assertThat(Traceparent.random(random).traceIdLow()).isNotEqualTo(first.traceIdLow());
  }

  @Test
  void foreignBytesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Traceparent.of(new byte[25]));
    assertThatIllegalArgumentException().isThrownBy(() -> Traceparent.of(new byte[26]));
  }
}
