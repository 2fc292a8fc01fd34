package com.rollingdrop.compute.client;

import com.rollingdrop.compute.command.ImportedItem;

/**
 * All that a player has in a few numbers.
 *
 * @param sequence of the player's last ledger entry
 * @param cashMinor minor units, without what is held
 * @param heldMinor minor units
 * @param promoMinor promotional money, minor units
 * @param items how many are in play
 * @param valueMinor what they are worth together, minor units
 * @param hash the sum of their {@link ImportedItem#hash()}, in 64 bits
 */
public record PlayerSum(
    long playerId,
    long sequence,
    long cashMinor,
    long heldMinor,
    long promoMinor,
    long items,
    long valueMinor,
    long hash) {}
