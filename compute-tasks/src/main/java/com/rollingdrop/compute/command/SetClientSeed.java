package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.Wallet;
import java.util.regex.Pattern;

/**
 * The player chooses the client seed; it counts from the next opening on. The nonce goes on, so no
 * draw of the active server seed can be had twice.
 *
 * @param clientSeed 1 to 64 printable ASCII characters
 */
public record SetClientSeed(long playerId, String clientSeed) implements Command {
  private static final Pattern ALLOWED = Pattern.compile("[\\x20-\\x7E]{1,64}");

  public SetClientSeed {
    if (!isAllowed(clientSeed)) {
      throw new IllegalArgumentException("client seed not allowed");
    }
  }

  /** Whether a text can be a client seed. */
  public static boolean isAllowed(String text) {
    return ALLOWED.matcher(text).matches();
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet existing = state.wallet(playerId);
    Wallet before = at.walletOrNew(playerId, existing);
    if (existing != null && before.clientSeed().equals(clientSeed)) {
      return Decision.told(Replies.fairness(before));
    }
    Wallet after =
        before.withSeeds(
            before.sealedServerSeed(),
            before.serverSeedHash(),
            clientSeed,
            before.nonce(),
            at.nowMs());
    return new Decision.Builder().wallet(playerId, after).done(Replies.fairness(after));
  }
}
