package com.rollingdrop.compute.command;

import static com.rollingdrop.compute.command.Replies.head;
import static com.rollingdrop.compute.command.Replies.object;

import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** The replies to what bounds a player's play and money; written like all {@link Replies}. */
final class SafeguardReplies {
  private SafeguardReplies() {}

  /** The limit that holds now, and the one that follows, each null where there is none. */
  static byte[] limit(SetLimit command, @Nullable Limit limit, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.LIMIT_CHANGE, after);
          json.writeStringProperty("limit", command.kind().name());
          json.writeStringProperty("window", command.window().name());
          amount(json, limit == null ? null : limit.amountMinor());
          if (limit != null && limit.hasNext()) {
            json.writeObjectPropertyStart("next");
            amount(json, limit.nextMinor());
            json.writeStringProperty("from", Instant.ofEpochMilli(limit.nextFromMs()).toString());
            json.writeEndObject();
          } else {
            json.writeNullProperty("next");
          }
        });
  }

  private static void amount(JsonGenerator json, @Nullable Long amountMinor) {
    if (amountMinor == null) {
      json.writeNullProperty("amountMinor");
    } else {
      json.writeNumberProperty("amountMinor", amountMinor);
    }
  }

  static byte[] freeze(FreezeWithdrawals command, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.FREEZE, after);
          json.writeStringProperty("reason", command.reason());
        });
  }

  static byte[] release(ReleaseWithdrawals command, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.RELEASE, after);
          json.writeStringProperty("freezeId", command.freezeId().toString());
          json.writeStringProperty("reason", command.reason());
        });
  }

  /** The end is null for ever. */
  static byte[] pause(Pause command, long untilMs, Wallet after) {
    return object(
        json -> {
          head(json, command, TransactionKind.PAUSE, after);
          json.writeStringProperty("pause", command.kind().name());
          if (untilMs == Safeguards.FOR_EVER) {
            json.writeNullProperty("until");
          } else {
            json.writeStringProperty("until", Instant.ofEpochMilli(untilMs).toString());
          }
        });
  }
}
