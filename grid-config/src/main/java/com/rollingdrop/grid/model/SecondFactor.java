package com.rollingdrop.grid.model;

import java.util.Arrays;
import java.util.Objects;

/**
 * What somebody shows besides the password: codes of an authenticator (RFC 6238), or one of a few
 * recovery codes. Immutable, and it counts only once it is confirmed.
 */
public final class SecondFactor {
  /** SHA-256. */
  public static final int HASH_BYTES = 32;

  private final byte[] sealedSecret;
  private final boolean confirmed;
  private final long lastStep;
  private final byte[] recoveryHashes;

  /**
   * @param lastStep the step of the last code that was used; none of it or before it is good again
   * @param recoveryHashes of {@link #HASH_BYTES} each, one behind the other
   */
  public SecondFactor(
      byte[] sealedSecret, boolean confirmed, long lastStep, byte[] recoveryHashes) {
    this.sealedSecret = sealedSecret.clone();
    this.confirmed = confirmed;
    this.lastStep = lastStep;
    this.recoveryHashes = recoveryHashes.clone();
  }

  /** One that was offered, and is not in use yet. */
  public static SecondFactor offered(byte[] sealedSecret) {
    return new SecondFactor(sealedSecret, false, 0, new byte[0]);
  }

  /** The authenticator's secret, sealed for this login. */
  public byte[] sealedSecret() {
    return sealedSecret.clone();
  }

  /** Whether its owner has shown to have it. */
  public boolean confirmed() {
    return confirmed;
  }

  /** Time steps of RFC 6238. */
  public long lastStep() {
    return lastStep;
  }

  /** One behind the other. */
  public byte[] recoveryHashes() {
    return recoveryHashes.clone();
  }

  /** Recovery codes that were not used yet. */
  public int recoveryCodesLeft() {
    return recoveryHashes.length / HASH_BYTES;
  }

  /** The same, in use from now on. */
  public SecondFactor confirmed(long step, byte[] newRecoveryHashes) {
    return new SecondFactor(sealedSecret, true, step, newRecoveryHashes);
  }

  /** The same after the code of a step was used. */
  public SecondFactor used(long step) {
    return new SecondFactor(sealedSecret, confirmed, step, recoveryHashes);
  }

  /** Whether a recovery code with this hash is left. */
  public boolean hasRecovery(byte[] hash) {
    return placeOf(hash) >= 0;
  }

  /** The same without the recovery code of this hash, which must be left. */
  public SecondFactor withoutRecovery(byte[] hash) {
    int place = Objects.checkIndex(placeOf(hash), recoveryHashes.length);
    byte[] left = new byte[recoveryHashes.length - HASH_BYTES];
    System.arraycopy(recoveryHashes, 0, left, 0, place);
    System.arraycopy(recoveryHashes, place + HASH_BYTES, left, place, left.length - place);
    return new SecondFactor(sealedSecret, confirmed, lastStep, left);
  }

  private int placeOf(byte[] hash) {
    for (int at = 0; at + HASH_BYTES <= recoveryHashes.length; at += HASH_BYTES) {
      if (Arrays.equals(recoveryHashes, at, at + HASH_BYTES, hash, 0, hash.length)) {
        return at;
      }
    }
    return -1;
  }

  /** Without secret and hashes. */
  @Override
  public String toString() {
    return (confirmed ? "" : "offered ") + "second factor, " + recoveryCodesLeft() + " codes left";
  }
}
