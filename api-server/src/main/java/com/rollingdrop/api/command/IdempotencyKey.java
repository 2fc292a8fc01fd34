package com.rollingdrop.api.command;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.compute.command.TransactionIds;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the client calls this attempt. The same text from the same player is the same transaction,
 * for ever.
 */
public record IdempotencyKey(String text) {
  /** The header that carries it. */
  static final String HEADER = "Idempotency-Key";

  private static final Pattern ALLOWED = Pattern.compile("[\\x21-\\x7E]{1,255}");

  /**
   * The key that a request's header values give.
   *
   * @throws ProblemException IDEMPOTENCY_KEY_REQUIRED or IDEMPOTENCY_KEY_INVALID
   */
  static IdempotencyKey of(List<String> values) {
    if (values.isEmpty()) {
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_KEY_REQUIRED,
          "Send the header " + HEADER + ", new for each transaction and the same for each retry.");
    }
    if (values.size() > 1) {
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_KEY_INVALID, "The header " + HEADER + " must be sent once.");
    }
    String text = values.get(0);
    if (!ALLOWED.matcher(text).matches()) {
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_KEY_INVALID,
          HEADER + " must be 1 to 255 visible ASCII characters.");
    }
    return new IdempotencyKey(text);
  }

  /**
   * The transaction that this key of an administrator's names in a player's ledger. No key of the
   * player's names the same one, so nobody can use it up beforehand.
   */
  public UUID transactionIdByAdmin(long playerId) {
    return TransactionIds.ofAdminKey(playerId, text);
  }

  /** The transaction that this key names for a player. */
  public UUID transactionId(Caller player) {
    return TransactionIds.ofKey(player.playerId(), text);
  }
}
