package com.rollingdrop.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rollingdrop.api.web.ProblemException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonFieldsTest {
  private final FieldProblems problems = new FieldProblems();

  private JsonFields fields(String json) {
    return new JsonBody(StrictJson.object(json.getBytes(StandardCharsets.UTF_8))).fields(problems);
  }

  @Test
  void integersUpToTheEndsOfALongAreRead() {
    assertThat(fields("{\"n\":9223372036854775807}").integer("n")).isEqualTo(Long.MAX_VALUE);
    assertThat(fields("{\"n\":-9223372036854775808}").integer("n")).isEqualTo(Long.MIN_VALUE);
    assertThat(problems.isEmpty()).isTrue();
  }

  @Test
  void anIntegerOutOfBoundsIsNotedAndStoodInFor() {
    assertThat(fields("{\"n\":11}").integer("n", 1, 10)).isEqualTo(1);
    assertThatThrownBy(problems::check)
        .isInstanceOf(ProblemException.class)
        .hasMessage("FIELD_INVALID: n must be between 1 and 10, but is 11.");
  }

  @Test
  void nestedFieldsAreNamedByTheirPath() {
    for (JsonFields item : fields("{\"items\":[{\"a\":1},{\"b\":1}]}").objects("items")) {
      item.integer("a");
      item.end();
    }
    assertThat(problems.concern("items[1].a")).isTrue();
    assertThat(problems.concern("items[1].b")).isTrue();
    assertThat(problems.concern("items[0]")).isFalse();
  }

  @Test
  void textBeyondAsciiIsKeptAndHalfACharacterIsNot() {
    assertThat(fields("{\"t\":\"★ \\ud83c\\udfb2\"}").text("t")).isEqualTo("★ 🎲");
    assertThat(fields("{\"t\":\"\\ud83c\"}").text("t")).isNull();
  }

  @Test
  void aByteOrderMarkIsNoJson() {
    assertThatThrownBy(() -> fields("\ufeff{}"))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("REQUEST_MALFORMED");
  }
}
