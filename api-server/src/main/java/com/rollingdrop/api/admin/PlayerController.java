package com.rollingdrop.api.admin;

import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.command.MoneyForms;
import com.rollingdrop.api.json.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an administrator does in a player's ledger; the body's {@code userId} says whose. */
@RestController
final class PlayerController {
  private final Commands commands;

  PlayerController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(
      path = "/admin/withdrawals/settle",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> settle(IdempotencyKey key, JsonBody body) {
    return commands.answerAdmin(MoneyForms::settleWithdrawal, key, body);
  }

  @PostMapping(
      path = "/admin/withdrawals/void",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> giveBack(IdempotencyKey key, JsonBody body) {
    return commands.answerAdmin(MoneyForms::cancelWithdrawal, key, body);
  }

  @PostMapping(
      path = "/admin/withdrawals/release",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> release(IdempotencyKey key, JsonBody body) {
    return commands.answerAdmin(AdminForms::releaseWithdrawals, key, body);
  }

  @PostMapping(
      path = "/admin/reversals",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> reverse(IdempotencyKey key, JsonBody body) {
    return commands.answerAdmin(AdminForms::reverse, key, body);
  }

  @PostMapping(
      path = "/admin/promotions",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> grant(IdempotencyKey key, JsonBody body) {
    return commands.answerAdmin(AdminForms::grantPromotion, key, body);
  }
}
