package com.rollingdrop.fraud;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * What the rules remember of one player: bounded, some hundred bytes for most and some ten thousand
 * for the busiest. The first byte of its form is the format. Not thread-safe.
 */
public final class PlayerState {
  private static final int FORMAT = 1;

  private final SeenSequences seen;
  private final VelocityState velocity;
  private final LuckState luck;
  private final CyclingState cycling;
  private final FunnelState funnel;

  private PlayerState(
      SeenSequences seen,
      VelocityState velocity,
      LuckState luck,
      CyclingState cycling,
      FunnelState funnel) {
    this.seen = seen;
    this.velocity = velocity;
    this.luck = luck;
    this.cycling = cycling;
    this.funnel = funnel;
  }

  /** Of a player of whom nothing is known. */
  public PlayerState() {
    this(
        new SeenSequences(),
        new VelocityState(),
        new LuckState(),
        new CyclingState(),
        new FunnelState());
  }

  /**
   * As it was written.
   *
   * @param bytes null for nothing known
   */
  public static PlayerState read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return new PlayerState();
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IOException("no such format: " + format);
      }
      return new PlayerState(
          SeenSequences.read(in),
          VelocityState.read(in),
          LuckState.read(in),
          CyclingState.read(in),
          FunnelState.read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All of it. */
  public byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      seen.write(out);
      velocity.write(out);
      luck.write(out);
      cycling.write(out);
      funnel.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  SeenSequences seen() {
    return seen;
  }

  VelocityState velocity() {
    return velocity;
  }

  LuckState luck() {
    return luck;
  }

  CyclingState cycling() {
    return cycling;
  }

  FunnelState funnel() {
    return funnel;
  }
}
