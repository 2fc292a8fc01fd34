package com.rollingdrop.api.web;

import com.rollingdrop.compute.fairness.Digests;

/** Names what a reply says (RFC 9110, section 8.8.3). */
public final class EntityTag {
  private static final int DIGITS = 16;

  private EntityTag() {}

  /**
   * The strong tag of a reply: another one as soon as the reply has other content, or its form has
   * changed with a release.
   *
   * @param reply whose text has all its content, as that of records has
   */
  public static String of(Record reply) {
    return "\"" + Digests.hex(Digests.sha256(reply.toString())).substring(0, DIGITS) + "\"";
  }
}
