package com.rollingdrop.api.command;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.grid.GridLink;
import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.RequestTrace;
import com.rollingdrop.compute.client.CommandGateway;
import com.rollingdrop.compute.client.GridUnavailableException;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.Outcome;
import com.rollingdrop.compute.command.Refusal;
import com.rollingdrop.compute.command.Traced;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Has commands carried out, and answers with what came of them. Thread-safe. */
@Component
public final class Commands {
  private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

  private final CommandGateway gateway;
  private final GridLink link;

  Commands(CommandGateway gateway, GridLink link) {
    this.gateway = gateway;
    this.link = link;
  }

  /**
   * Carries out what a player's body asks for.
   *
   * @throws ProblemException when the body is not in this form, and as {@link #answer(Command)}
   */
  public ResponseEntity<byte[]> answer(
      CommandForm form, Caller player, IdempotencyKey key, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    Supplier<LedgerCommand> command =
        form.read(fields, player.playerId(), key.transactionId(player));
    fields.end();
    problems.check();
    return answer(command.get());
  }

  /**
   * Carries out what an administrator's body asks for, on the player whom its field {@code userId}
   * names.
   *
   * @throws ProblemException when the body is not in this form, and as {@link #answer(Command)}
   */
  public ResponseEntity<byte[]> answerAdmin(CommandForm form, IdempotencyKey key, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    long playerId = Ids.user(fields, "userId");
    Supplier<LedgerCommand> supplier =
        form.read(fields, playerId, key.transactionIdByAdmin(playerId));
    fields.end();
    problems.check();
    LedgerCommand command = supplier.get();
    ResponseEntity<byte[]> reply = answer(command);
    LOG.info(
        "an administrator's {} on player {} took effect as {}",
        command.getClass().getSimpleName(),
        playerId,
        command.ledgerKey().transactionId());
    return reply;
  }

  /**
   * Waits for the command's outcome, at most as long as the gateway does, and answers with its
   * reply byte for byte.
   *
   * @throws ProblemException when it was refused, or its outcome is not known
   */
  public ResponseEntity<byte[]> answer(Command command) {
    // The gateway rides out a node's loss by trying again; while there is no grid at all, waiting
    // would only fill the server with requests.
    if (!link.isUp()) {
      throw new GridUnavailableException("this server is not in the grid");
    }
    Outcome outcome;
    try {
      outcome = gateway.submit(traced(command)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    if (outcome instanceof Outcome.Done done) {
      ResponseEntity.BodyBuilder reply =
          ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON);
      if (done.replayed()) {
        reply.header("Idempotent-Replayed", "true");
      }
      return reply.body(done.reply());
    }
    if (outcome instanceof Outcome.Refused refused) {
      throw new ProblemException(codeOf(refused.refusal()), refused.detail());
    }
    LOG.warn("player {}: outcome not known: {}", command.playerId(), outcome);
    throw new ProblemException(
        ErrorCode.OUTCOME_UNKNOWN,
        command.repeatable()
            ? "Send the same request again, with the same idempotency key if it has one."
            : "Read the state to see whether it took effect before asking again.");
  }

  // Only the ledger keeps a trace; others would carry it for nothing.
  private static Command traced(Command command) {
    return command instanceof LedgerCommand ? new Traced(command, RequestTrace.current()) : command;
  }

  private static ErrorCode codeOf(Refusal refusal) {
    return switch (refusal) {
      case INSUFFICIENT_FUNDS -> ErrorCode.INSUFFICIENT_FUNDS;
      case BALANCE_LIMIT_EXCEEDED -> ErrorCode.BALANCE_LIMIT_EXCEEDED;
      case WITHDRAWAL_NOT_OPEN -> ErrorCode.WITHDRAWAL_NOT_OPEN;
      case ITEM_NOT_FOUND -> ErrorCode.ITEM_NOT_FOUND;
      case ITEM_NOT_AVAILABLE -> ErrorCode.ITEM_NOT_AVAILABLE;
      case RECIPIENT_NOT_FOUND -> ErrorCode.RECIPIENT_NOT_FOUND;
      case RECIPIENT_NOT_ALLOWED -> ErrorCode.RECIPIENT_NOT_ALLOWED;
      case LISTING_NOT_FOUND -> ErrorCode.LISTING_NOT_FOUND;
      case LISTING_PRICE_CHANGED -> ErrorCode.LISTING_PRICE_CHANGED;
      case LISTING_OWN -> ErrorCode.LISTING_OWN;
      case TRADE_NOT_OPEN -> ErrorCode.TRADE_NOT_OPEN;
      case TRADE_STALE -> ErrorCode.TRADE_STALE;
      case TRANSACTION_NOT_FOUND -> ErrorCode.TRANSACTION_NOT_FOUND;
      case TRANSACTION_CLOSED -> ErrorCode.TRANSACTION_CLOSED;
      case NOT_REVERSIBLE -> ErrorCode.NOT_REVERSIBLE;
      case REVERSED_ALREADY -> ErrorCode.REVERSED_ALREADY;
      case REVERSAL_NOT_POSSIBLE -> ErrorCode.REVERSAL_NOT_POSSIBLE;
      case COUNTERPARTY_MISMATCH -> ErrorCode.COUNTERPARTY_MISMATCH;
      case BATCH_REFUSED -> ErrorCode.BATCH_REFUSED;
      case BOX_NOT_FOUND -> ErrorCode.BOX_NOT_FOUND;
      case BOX_SOLD_OUT -> ErrorCode.BOX_SOLD_OUT;
      case LIMIT_REACHED -> ErrorCode.LIMIT_REACHED;
      case PLAYER_PAUSED -> ErrorCode.PLAYER_PAUSED;
      case PLAYER_EXCLUDED -> ErrorCode.PLAYER_EXCLUDED;
      case COUNTERPARTY_UNAVAILABLE -> ErrorCode.COUNTERPARTY_UNAVAILABLE;
      case PAUSE_CANNOT_BE_SHORTENED -> ErrorCode.PAUSE_CANNOT_BE_SHORTENED;
      case IDEMPOTENCY_KEY_CLOSED -> ErrorCode.IDEMPOTENCY_KEY_CLOSED;
      // No request asks for an import.
      case PLAYER_HAS_PLAYED, IMPORT_STALE -> ErrorCode.INTERNAL_ERROR;
      case WITHDRAWALS_FROZEN -> ErrorCode.WITHDRAWALS_FROZEN;
      case FREEZE_NOT_FOUND -> ErrorCode.FREEZE_NOT_FOUND;
      case IDEMPOTENCY_KEY_REUSED -> ErrorCode.IDEMPOTENCY_KEY_REUSED;
    };
  }
}
