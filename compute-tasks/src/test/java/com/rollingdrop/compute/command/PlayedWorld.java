package com.rollingdrop.compute.command;

import java.util.UUID;

/** A world in which two players have done this and that; the audits are tried on it. */
final class PlayedWorld {
  static final long PLAYER = 1;
  static final long OTHER = 2;
  static final UUID DEPOSIT = new UUID(0, 1);
  static final UUID SECOND_DEPOSIT = new UUID(0, 2);
  static final UUID HOLD = new UUID(0, 3);
  static final UUID PROMO_OPENING = new UUID(0, 5);

  final World world = new World();
  final UUID kept;
  final UUID redeemed;
  final UUID given;

  PlayedWorld() {
    world.done(new Deposit(PLAYER, DEPOSIT, 10_000));
    world.done(new Deposit(OTHER, DEPOSIT, 1_000));
    kept = world.open(PLAYER);
    redeemed = world.open(PLAYER);
    given = world.open(PLAYER);
    world.done(new Redeem(PLAYER, UUID.randomUUID(), redeemed));
    world.done(new TransferItem(PLAYER, UUID.randomUUID(), given, OTHER));
    world.done(new Deposit(PLAYER, SECOND_DEPOSIT, 500));
    UUID settled = UUID.randomUUID();
    world.done(new Withdraw(PLAYER, settled, 300, Withdraw.HOLD_MIN_MS, false));
    world.done(new EndWithdrawal(PLAYER, UUID.randomUUID(), settled, EndWithdrawal.How.SETTLE));
    world.done(new Withdraw(PLAYER, HOLD, 400, Withdraw.HOLD_MIN_MS, false));
    world.done(new GrantPromotion(OTHER, UUID.randomUUID(), 300, "welcome"));
    world.done(new OpenBox(OTHER, PROMO_OPENING, "crate", 2));
    world.done(new GrantPromotion(OTHER, UUID.randomUUID(), 40, "welcome"));
  }
}
