package com.rollingdrop.api.fairness;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.json.FieldProblems;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.json.JsonFields;
import com.rollingdrop.compute.command.OpenWallet;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.compute.command.SetClientSeed;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The seeds that a player's draws come from. */
@RestController
final class FairnessController {
  private final Commands commands;

  FairnessController(Commands commands) {
    this.commands = commands;
  }

  /**
   * A player who has none yet gets seeds, so that their hash is published before the first draw.
   */
  @GetMapping(path = "/fairness", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> state(@AuthenticationPrincipal Caller player) {
    return commands.answer(new OpenWallet(player.playerId()));
  }

  @PutMapping(
      path = "/fairness/client-seed",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> setClientSeed(@AuthenticationPrincipal Caller player, JsonBody body) {
    FieldProblems problems = new FieldProblems();
    JsonFields fields = body.fields(problems);
    String clientSeed = fields.text("clientSeed");
    if (clientSeed != null && !SetClientSeed.isAllowed(clientSeed)) {
      problems.invalid("clientSeed", "must be 1 to 64 printable ASCII characters");
    }
    fields.end();
    problems.check();
    return commands.answer(new SetClientSeed(player.playerId(), String.valueOf(clientSeed)));
  }

  @PostMapping(path = "/fairness/rotate", produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> rotate(@AuthenticationPrincipal Caller player) {
    return commands.answer(new RotateSeed(player.playerId()));
  }
}
