package com.rollingdrop.compute.client;

import com.rollingdrop.compute.shell.PlayerSumsJob;
import com.rollingdrop.grid.ignite.Partitions;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteException;

/** Adds up what each player of the grid has, some partitions at a time. Thread-safe. */
public final class PlayerSums {
  private final Ignite ignite;

  public PlayerSums(Ignite ignite) {
    this.ignite = ignite;
  }

  /** Is told what comes of some partitions, in one thread. */
  @FunctionalInterface
  public interface Each {
    /**
     * Takes the sums of some partitions.
     *
     * @param partitions all of whose players are told, and nobody else's
     */
    void sums(List<Integer> partitions, List<PlayerSum> players);
  }

  /**
   * Adds up everybody.
   *
   * @throws IgniteException when a part of the grid could not be read
   */
  public void forAll(Each each) {
    new Partitions(ignite)
        .forAll(PlayerSumsJob::new, bytes -> decode(ByteBuffer.wrap(bytes), each));
  }

  private static void decode(ByteBuffer bytes, Each each) {
    int count = bytes.getInt();
    List<Integer> partitions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      partitions.add(bytes.getInt());
    }
    List<PlayerSum> players = new ArrayList<>();
    while (bytes.hasRemaining()) {
      players.add(
          new PlayerSum(
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong(),
              bytes.getLong()));
    }
    each.sums(partitions, players);
  }
}
