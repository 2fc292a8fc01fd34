package com.rollingdrop.api.inventory;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.command.ItemForms;
import com.rollingdrop.api.json.JsonBody;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A player gives an item to another. */
@RestController
final class TransferController {
  private final Commands commands;

  TransferController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(
      path = "/inventory/transfer",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> transfer(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(ItemForms::transfer, player, key, body);
  }
}
