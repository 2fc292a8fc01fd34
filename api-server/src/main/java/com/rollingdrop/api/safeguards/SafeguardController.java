package com.rollingdrop.api.safeguards;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.command.Commands;
import com.rollingdrop.api.command.IdempotencyKey;
import com.rollingdrop.api.command.SafeguardForms;
import com.rollingdrop.api.json.JsonBody;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** A player sets limits, and keeps away from play for a time. */
@RestController
final class SafeguardController {
  private final Commands commands;

  SafeguardController(Commands commands) {
    this.commands = commands;
  }

  @PutMapping(
      path = "/limits/{limit}/{window}",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> limit(
      @AuthenticationPrincipal Caller player,
      @PathVariable("limit") String limit,
      @PathVariable("window") String window,
      IdempotencyKey key,
      JsonBody body) {
    LimitKind kind = named(LimitKind.values(), "limit", limit);
    return commands.answer(
        SafeguardForms.limit(kind, named(LimitWindow.values(), "window", window)),
        player,
        key,
        body);
  }

  @PostMapping(
      path = "/limits/cool-off",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> coolOff(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(SafeguardForms::coolOff, player, key, body);
  }

  @PostMapping(
      path = "/limits/self-exclusion",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<byte[]> selfExclusion(
      @AuthenticationPrincipal Caller player, IdempotencyKey key, JsonBody body) {
    return commands.answer(SafeguardForms::selfExclusion, player, key, body);
  }

  private static <E extends Enum<E>> E named(E[] all, String field, String name) {
    return Arrays.stream(all)
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalid(
                    field,
                    "must be one of "
                        + Arrays.stream(all).map(Enum::name).collect(Collectors.joining(", "))));
  }
}
