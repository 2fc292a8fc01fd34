package com.rollingdrop.compute.shell;

import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.ignite.Caches;
import com.rollingdrop.grid.ignite.Mirror;
import com.rollingdrop.grid.model.Login;
import com.rollingdrop.grid.model.Role;
import com.rollingdrop.grid.model.Wallet;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.transactions.Transaction;
import org.apache.ignite.transactions.TransactionConcurrency;
import org.apache.ignite.transactions.TransactionIsolation;
import org.jspecify.annotations.Nullable;

/**
 * Makes logins, and the players behind them. A login and the wallet of its player are written in
 * one transaction, and a player's id is taken when it has a wallet: so no two logins ever get one
 * id, nor does one get the id of a player who was imported. Thread-safe.
 */
final class LoginRegistry {
  /** Far below any id that comes up twice by chance; each is tried in a transaction of its own. */
  private static final int IDS_TRIED_MAX = 8;

  private static final int TRIES_MAX = 3;

  private final Ignite ignite;
  private final IgniteCache<String, Login> logins;
  private final IgniteCache<Long, Wallet> wallets;
  private final LongSupplier playerIds;
  private final LongFunction<Wallet> newWallet;
  private final InstantSource clock;
  private final Mirror mirror;

  /**
   * @param playerIds ids for players who register
   * @param newWallet the wallet of a player who has none
   */
  LoginRegistry(
      Ignite ignite,
      LongSupplier playerIds,
      LongFunction<Wallet> newWallet,
      InstantSource clock,
      Mirror mirror) {
    this.ignite = ignite;
    this.logins = Caches.logins(ignite);
    this.wallets = Caches.wallets(ignite);
    this.playerIds = playerIds;
    this.newWallet = newWallet;
    this.clock = clock;
    this.mirror = mirror;
  }

  /**
   * Opens a login with a player and a wallet of its own. Sent twice with one hash, which holds a
   * salt of its own, it has one effect.
   *
   * @return the login, null when the name is another's
   */
  @Nullable Login register(String name, String passwordHash) {
    for (int id = 0; id < IDS_TRIED_MAX; id++) {
      long playerId = playerIds.getAsLong();
      Attempt attempt = attempted(name, passwordHash, playerId);
      if (!attempt.idTaken()) {
        return attempt.login();
      }
    }
    throw new IllegalStateException("no free player id was found");
  }

  /** What came of one try. */
  private record Attempt(@Nullable Login login, boolean idTaken) {}

  private Attempt attempted(String name, String passwordHash, long playerId) {
    for (int tries = 1; ; tries++) {
      try {
        return inTransaction(name, passwordHash, playerId);
      } catch (RuntimeException e) {
        // A node of the transaction was lost: what took effect is found by its hash.
        if (tries == TRIES_MAX || !TopologyChange.await(e)) {
          throw e;
        }
      }
    }
  }

  private Attempt inTransaction(String name, String passwordHash, long playerId) {
    try (Transaction transaction = begin()) {
      Login existing = logins.get(name);
      if (existing != null) {
        return new Attempt(existing.passwordHash().equals(passwordHash) ? existing : null, false);
      }
      if (wallets.get(playerId) != null) {
        return new Attempt(null, true);
      }
      Login login = Login.ofPlayer(playerId, passwordHash, clock.millis());
      Wallet wallet = newWallet.apply(playerId);
      logins.put(name, login);
      wallets.put(playerId, wallet);
      transaction.commit();
      mirror.committed(CacheName.LOGINS, Map.of(name, login));
      mirror.committed(CacheName.WALLETS, Map.of(playerId, wallet));
      return new Attempt(login, false);
    }
  }

  /**
   * Gives a login a role.
   *
   * @return the login as it is now, null when there is none of this name
   */
  @Nullable Login assign(String name, Role role) {
    try (Transaction transaction = begin()) {
      Login existing = logins.get(name);
      if (existing == null || existing.role() == role) {
        return existing;
      }
      Login login = existing.withRole(role, clock.millis());
      logins.put(name, login);
      transaction.commit();
      mirror.committed(CacheName.LOGINS, Map.of(name, login));
      return login;
    }
  }

  /**
   * Changes a login, unless somebody else has changed it meanwhile.
   *
   * @param version the one that {@code next} was made from
   * @return whether it was changed
   */
  boolean replace(String name, long version, Login next) {
    try (Transaction transaction = begin()) {
      Login existing = logins.get(name);
      if (existing == null || existing.version() != version) {
        return false;
      }
      logins.put(name, next);
      transaction.commit();
      mirror.committed(CacheName.LOGINS, Map.of(name, next));
      return true;
    }
  }

  private Transaction begin() {
    return ignite
        .transactions()
        .txStart(TransactionConcurrency.PESSIMISTIC, TransactionIsolation.REPEATABLE_READ);
  }
}
