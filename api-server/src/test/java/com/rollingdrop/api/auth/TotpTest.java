package com.rollingdrop.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
  /** Of the RFCs' test vectors. */
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  private static final long NOW_MS = 1_111_111_111_000L;
  private static final long STEP = NOW_MS / 30_000;

  @ParameterizedTest
  @CsvSource({
    "59, 94287082",
    "1111111109, 07081804",
    "1111111111, 14050471",
    "1234567890, 89005924",
    "2000000000, 69279037",
    "20000000000, 65353130"
  })
  void codesAreThoseOfRfc6238AppendixB(long seconds, String code) {
    assertThat(Totp.code(SECRET, seconds / 30, 8)).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 755224", "1, 287082", "2, 359152", "3, 969429", "4, 338314",
    "5, 254676", "6, 287922", "7, 162583", "8, 399871", "9, 520489"
  })
  void codesAreThoseOfRfc4226AppendixD(long count, String code) {
    assertThat(Totp.code(SECRET, count, Totp.DIGITS)).isEqualTo(code);
  }

  @Test
  void aCodeIsGoodOneStepBeforeAndAfterItsOwn() {
    for (long step = STEP - 1; step <= STEP + 1; step++) {
      assertThat(Totp.stepOf(code(step), SECRET, NOW_MS, 0)).hasValue(step);
    }
    assertThat(Totp.stepOf(code(STEP - 2), SECRET, NOW_MS, 0)).isEmpty();
    assertThat(Totp.stepOf(code(STEP + 2), SECRET, NOW_MS, 0)).isEmpty();
  }

  @Test
  void noCodeIsGoodOfAStepThatWasUsedOrIsBeforeOneThatWas() {
    assertThat(Totp.stepOf(code(STEP), SECRET, NOW_MS, STEP)).isEmpty();
    assertThat(Totp.stepOf(code(STEP - 1), SECRET, NOW_MS, STEP)).isEmpty();
    assertThat(Totp.stepOf(code(STEP + 1), SECRET, NOW_MS, STEP)).hasValue(STEP + 1);
  }

  @Test
  void whatIsNoCodeIsNotGood() {
    String code = code(STEP);
    for (String wrong :
        new String[] {"", "0", code + "0", code.substring(1), " " + code, "٠١٢٣٤٥", "abcdef"}) {
      assertThat(Totp.stepOf(wrong, SECRET, NOW_MS, 0)).as(wrong).isEmpty();
    }
  }

  private static String code(long step) {
    return Totp.code(SECRET, step, Totp.DIGITS);
  }
}
