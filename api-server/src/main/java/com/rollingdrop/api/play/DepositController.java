package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.Amounts;
import com.rollingdrop.compute.command.Deposit;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Money comes into a player's wallet. */
@RestController
final class DepositController {
  private final Commands commands;

  DepositController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(
      path = "/transactions/deposit",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> deposit(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    long amountMinor = fields.integer("amountMinor", 1, Amounts.TRANSACTION_MAX_MINOR);
    fields.end();
    problems.check();
    return commands.answer(new Deposit(player.playerId(), key.transactionId(player), amountMinor));
  }
}
