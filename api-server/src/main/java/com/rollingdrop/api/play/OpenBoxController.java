package com.rollingdrop.api.play;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.OpenBox;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** A player opens a box. */
@RestController
final class OpenBoxController {
  private final Commands commands;

  OpenBoxController(Commands commands) {
    this.commands = commands;
  }

  @PostMapping(
      path = "/transactions/open-box",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> open(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String boxId = fields.text("boxId");
    if (boxId != null && !BoxDefinition.isId(boxId)) {
      problems.invalid("boxId", BoxDefinition.ID_RULE);
    }
    long count = fields.integer("count", 1, OpenBox.COUNT_MAX);
    fields.end();
    problems.check();
    return commands.answer(
        new OpenBox(
            player.playerId(), key.transactionId(player), String.valueOf(boxId), (int) count));
  }
}
