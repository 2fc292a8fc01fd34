package com.rollingdrop.compute.command;

import java.util.Arrays;

/** What came of a command. */
public sealed interface Outcome {

  /**
   * It took effect, now or earlier.
   *
   * @param reply JSON, UTF-8, the same bytes for each repetition
   * @param replayed whether it had taken effect before
   */
  // The array is private to the batch it travels in; copies would cost and protect nothing.
  @SuppressWarnings("ArrayRecordComponent")
  record Done(byte[] reply, boolean replayed) implements Outcome {
    @Override
    public boolean equals(Object o) {
      return o instanceof Done other
          && Arrays.equals(reply, other.reply)
          && replayed == other.replayed;
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(reply);
    }
  }

  /**
   * It was refused and changed nothing.
   *
   * @param detail a sentence for people
   */
  record Refused(Refusal refusal, String detail) implements Outcome {}

  /**
   * It could not be carried out, and whether it took effect is not known. Asking again with the
   * same idempotency key tells.
   *
   * @param detail for the log
   */
  record Unknown(String detail) implements Outcome {}
}
