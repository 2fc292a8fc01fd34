package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.CommandForm;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.command.MoneyForms;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.grid.settings.Settings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A player takes money out: it is held until an administrator settles or voids the withdrawal, the
 * player takes it back, or its time is up.
 */
@RestController
final class WithdrawController {
  private final Commands commands;
  private final CommandForm withdraw;

  WithdrawController(Commands commands, Settings settings) {
    this.commands = commands;
    this.withdraw = MoneyForms.withdraw(settings);
  }

  @PostMapping(
      path = "/transactions/withdraw",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> withdraw(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(withdraw, player, key, body);
  }

  @PostMapping(
      path = "/transactions/withdraw/cancel",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> cancel(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(MoneyForms::cancelWithdrawal, player, key, body);
  }
}
