package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What no decision may do to a player's safeguards, whatever the command: end a pause earlier, let
 * go of a limit before its time, go beyond one, end a freeze unsaid. Part of the {@link
 * Invariants}.
 */
final class KeptSafeguards {
  private KeptSafeguards() {}

  static void check(
      long player, Safeguards before, Wallet wallet, Decision decision, List<String> violations) {
    long nowMs = wallet.updatedAtMs();
    Safeguards was = before.at(nowMs);
    Safeguards is = Safeguards.of(wallet).at(nowMs);
    for (PauseKind kind : PauseKind.values()) {
      if (is.untilMs(kind) < was.untilMs(kind)) {
        violations.add("player " + player + ": the " + kind + " would end before its time");
      }
      if (was.untilMs(kind) > 0 && plays(player, decision)) {
        violations.add("player " + player + ": there would be play in a " + kind);
      }
    }
    freeze(player, was.freezeId(), is.freezeId(), decision, violations);
    for (Limit limit : was.limits()) {
      if (isLoosened(limit, is.limit(limit.kind(), limit.window()), nowMs)) {
        violations.add("player " + player + ": a limit would give way before its time");
      }
    }
    PlayTotals totals = is.totals();
    PlayTotals totalsBefore = was.totals();
    if (totals != null && totalsBefore != null) {
      // Against the limits of before: a batch may set a lower one after it has used more.
      for (Limit limit : was.limits()) {
        if (isExceeded(limit, totalsBefore, totals)) {
          violations.add("player " + player + ": a limit would be exceeded");
        }
      }
    }
  }

  private static void freeze(
      long player,
      @Nullable UUID was,
      @Nullable UUID is,
      Decision decision,
      List<String> violations) {
    if (was == null || has(player, decision, TransactionKind.RELEASE)) {
      return;
    }
    if (!was.equals(is) && !has(player, decision, TransactionKind.FREEZE)) {
      violations.add("player " + player + ": a freeze would end without a release");
    }
    if (has(player, decision, TransactionKind.WITHDRAWAL_HOLD)) {
      violations.add("player " + player + ": there would be a withdrawal in a freeze");
    }
  }

  private static boolean has(long player, Decision decision, TransactionKind kind) {
    return decision.entries().entrySet().stream()
        .anyMatch(each -> each.getKey().playerId() == player && each.getValue().kind() == kind);
  }

  private static boolean isExceeded(Limit limit, PlayTotals before, PlayTotals after) {
    // Losses can go beyond a limit, when an administrator undoes what brought money back.
    long usedMinor = after.of(limit.window()).usedMinor(limit.kind());
    return limit.kind() != LimitKind.LOSS
        && usedMinor > limit.amountMinor()
        && usedMinor > before.of(limit.window()).usedMinor(limit.kind());
  }

  private static boolean plays(long player, Decision decision) {
    return decision.entries().entrySet().stream()
        .anyMatch(
            each -> each.getKey().playerId() == player && Gate.isPlay(each.getValue().kind()));
  }

  private static boolean isLoosened(Limit was, @Nullable Limit is, long nowMs) {
    if (is == null || is.amountMinor() > was.amountMinor()) {
      return true;
    }
    return is.hasNext() && is.nextFromMs() < (was.hasNext() ? was.nextFromMs() : nowMs + 1);
  }
}
