package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.BatchForm;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.grid.settings.Settings;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Several commands of a player, all of them or none. */
@RestController
final class BatchController {
  private final Commands commands;
  private final BatchForm form;

  BatchController(Commands commands, Settings settings) {
    this.commands = commands;
    this.form = new BatchForm(settings);
  }

  @PostMapping(
      path = "/transactions/batch",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> batch(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(form, player, key, body);
  }
}
