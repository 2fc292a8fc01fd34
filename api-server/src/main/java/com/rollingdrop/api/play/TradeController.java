package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.command.TradeForms;
import com.rollingdrop.api.json.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Players offer each other items and money. */
@RestController
final class TradeController {
  private final Commands commands;

  TradeController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(
      path = "/transactions/trade",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> offer(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(TradeForms::offer, player, key, body);
  }

  @PostMapping(
      path = "/transactions/trade/accept",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> accept(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(TradeForms::accept, player, key, body);
  }

  @PostMapping(
      path = "/transactions/trade/decline",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> decline(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(TradeForms::decline, player, key, body);
  }

  @PostMapping(
      path = "/transactions/trade/cancel",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> cancel(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(TradeForms::cancel, player, key, body);
  }
}
