package com.rollingdrop.compute.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.command.Deposit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  private final FairQueue queue = new FairQueue(8, 4);

  @Test
  void takesOneOfEachPlayerInTurn() {
    offer(1, 1, 1, 2, 2, 3);

    assertThat(drained()).containsExactly("1:0", "2:3", "3:5", "1:1", "2:4", "1:2");
  }

  @Test
  void aPlayerWhoComesLaterWaitsForTheTurnsBegun() {
    offer(1, 1);
    queue.remove();
    offer(2);

    assertThat(drained()).containsExactly("1:1", "2:0");
  }

  @Test
  void passesAPlayerOverWhoseCommandsAreUnderWay() {
    offer(1, 1, 2);
    List<PendingCommand> batch = List.of(Objects.requireNonNull(queue.peek()));
    queue.remove();
    queue.leave(batch);
    offer(1);
    assertThat(queue.readySize()).isEqualTo(1);
    assertThat(queue.size()).isEqualTo(3);
    assertThat(drained()).containsExactly("2:2");

    offer(2);
    queue.arrive(batch);

    assertThat(queue.readySize()).isEqualTo(3);
    assertThat(drained()).as("behind those who wait").containsExactly("2:0", "1:1", "1:0");
  }

  @Test
  void boundsAlsoThoseWhoArePassedOver() {
    offer(1);
    List<PendingCommand> batch = List.of(Objects.requireNonNull(queue.peek()));
    queue.remove();
    queue.leave(batch);

    offer(1, 1, 1, 1);
    assertThat(queue.offer(command(1, 9))).isFalse();
    offer(2, 2, 2, 2);
    assertThat(queue.offer(command(3, 9))).isFalse();
  }

  @Test
  void boundsAllAndEachPlayer() {
    offer(1, 1, 1, 1);
    assertThat(queue.offer(command(1, 9))).isFalse();

    offer(2, 2, 2, 2);
    assertThat(queue.offer(command(3, 9))).isFalse();
    assertThat(queue.size()).isEqualTo(8);
  }

  @Test
  void showsNothingWhenNobodyWaits() {
    assertThat(queue.peek()).isNull();

    offer(1);
    queue.remove();

    assertThat(queue.peek()).isNull();
    assertThat(queue.size()).isZero();
  }

  /** A command of each player named, with its place in the list as amount. */
  private void offer(long... players) {
    for (int i = 0; i < players.length; i++) {
      assertThat(queue.offer(command(players[i], i))).isTrue();
    }
  }

  private List<String> drained() {
    List<String> taken = new ArrayList<>();
    for (PendingCommand next = queue.peek(); next != null; next = queue.peek()) {
      Deposit deposit = (Deposit) next.command();
      taken.add(deposit.playerId() + ":" + (deposit.amountMinor() - 1));
      queue.remove();
    }
    return taken;
  }

  private static PendingCommand command(long playerId, int number) {
    return new PendingCommand(new Deposit(playerId, new UUID(1, number), number + 1), 0);
  }
}
