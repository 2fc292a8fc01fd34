package com.rollingdrop.grid.model;

import java.util.Objects;

/** A server seed after its rotation: public, so that everybody can verify its receipts. */
public final class RevealedSeed {
  private final byte[] serverSeed;
  private final String clientSeed;
  private final long lastNonce;
  private final long revealedAtMs;

  public RevealedSeed(byte[] serverSeed, String clientSeed, long lastNonce, long revealedAtMs) {
    this.serverSeed = serverSeed.clone();
    this.clientSeed = Objects.requireNonNull(clientSeed);
    this.lastNonce = lastNonce;
    this.revealedAtMs = revealedAtMs;
  }

  /** 32 bytes. */
  public byte[] serverSeed() {
    return serverSeed.clone();
  }

  /** The client seed at the time of the rotation. */
  public String clientSeed() {
    return clientSeed;
  }

  /** Nonce of the last opening made with this seed, 0 when there was none. */
  public long lastNonce() {
    return lastNonce;
  }

  /** Epoch milliseconds. */
  public long revealedAtMs() {
    return revealedAtMs;
  }
}
