package com.rollingdrop.compute.modelcheck;

/** What a caller was told about a command. */
sealed interface Answer {

  /** It took effect, now or, if replayed, at an earlier time. */
  record Ok(String reply, boolean replayed) implements Answer {}

  /** It changed nothing: refused by the books, or never sent. */
  record Refused(String code, String detail) implements Answer {}

  /** It may have taken effect or not. */
  record Unknown(String detail) implements Answer {}
}
