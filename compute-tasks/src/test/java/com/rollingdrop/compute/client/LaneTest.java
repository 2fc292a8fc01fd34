package com.rollingdrop.compute.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.grid.settings.SettingsLoader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final List<List<PendingCommand>> sent = new ArrayList<>();
  private final Queue<List<PendingCommand>> underWay = new ArrayDeque<>();
  private long nextPlayer = 1;

  @Test
  void anIdleLaneSendsAtOnce() {
    Lane lane = lane(Map.of());

    offer(lane, 1);

    assertThat(sizes()).containsExactly(1);
  }

  @Test
  void whatArrivesWhileBatchesAreUnderWayMakesTheNextOnes() {
    Lane lane = lane(Map.of());
    offer(lane, 10);
    assertThat(sizes()).containsExactly(1, 1);

    arrived(lane);
    assertThat(sizes()).as("half of what is about, for there can be two").containsExactly(1, 1, 5);

    arrived(lane);
    arrived(lane);
    assertThat(sizes()).containsExactly(1, 1, 5, 3);
  }

  @Test
  void callersWhoComeAgainFillTheirBatchWhileAnotherIsUnderWay() {
    Lane lane = lane(Map.of());
    offer(lane, 64);
    for (int turn = 0; turn < 20; turn++) {
      offer(lane, arrived(lane));
    }
    int formed = sent.size();

    for (int turn = 0; turn < 20; turn++) {
      offer(lane, arrived(lane));
    }

    assertThat(sizes().subList(formed, sent.size())).isNotEmpty().allMatch(size -> size >= 31);
  }

  @Test
  void nothingWaitsWhenNothingIsUnderWay() {
    Lane lane = lane(Map.of());
    offer(lane, 1_000);
    while (!underWay.isEmpty()) {
      arrived(lane);
    }

    offer(lane, 1);

    assertThat(lane.waiting()).isZero();
    assertThat(sizes()).last().isEqualTo(1);
  }

  @Test
  void aBatchIsNeverLargerThanItsBound() {
    Lane lane = lane(Map.of("BATCH_MAX", "3"));
    offer(lane, 12);
    while (!underWay.isEmpty()) {
      arrived(lane);
    }

    assertThat(sizes()).allMatch(size -> size <= 3);
    assertThat(sent.stream().mapToInt(List::size).sum()).isEqualTo(12);
  }

  @Test
  void aBatchIsBoundInBytes() {
    Lane lane = lane(Map.of("BATCH_BYTES_MAX", "1024"));
    int bytesEach = command(1).encoded().length;
    offer(lane, 500);
    while (!underWay.isEmpty()) {
      arrived(lane);
    }

    assertThat(sizes()).allMatch(size -> size * bytesEach <= 1_024).contains(1_024 / bytesEach);
  }

  @Test
  void aFullLaneTakesNoMore() {
    Lane lane = lane(Map.of("QUEUE_MAX", "4"));
    offer(lane, 6);

    assertThat(lane.offer(command(99))).isFalse();
    assertThat(lane.waiting()).isEqualTo(4);
  }

  @Test
  void onePlayerFillsTheLaneToThePlayersBoundAndNoFurther() {
    Lane lane = lane(Map.of("QUEUE_MAX_PER_PLAYER", "3"));
    offer(lane, 2);
    for (int i = 0; i < 3; i++) {
      assertThat(lane.offer(command(77))).isTrue();
    }

    assertThat(lane.offer(command(77))).isFalse();
    assertThat(lane.offer(command(78))).isTrue();
  }

  @Test
  void onePlayerWhoAsksOftenDoesNotHoldUpTheOthers() {
    Lane lane = lane(Map.of("BATCH_MAX", "4"));
    offer(lane, 2);
    for (int i = 0; i < 100; i++) {
      assertThat(lane.offer(command(77))).isTrue();
    }
    assertThat(lane.offer(command(78))).isTrue();

    arrived(lane);

    assertThat(sent.get(2).stream().map(one -> one.command().playerId())).contains(77L, 78L);
  }

  @Test
  void noPlayerIsInTwoBatchesAtOnce() {
    Lane lane = lane(Map.of());
    for (int i = 0; i < 10; i++) {
      assertThat(lane.offer(command(77))).isTrue();
    }
    assertThat(sizes()).as("the rest waits, though there could be two").containsExactly(1);

    offer(lane, 1);
    assertThat(players(1)).as("others do not wait for it").doesNotContain(77L);

    arrived(lane);
    assertThat(players(2)).containsOnly(77L);
    arrived(lane);
    while (!underWay.isEmpty()) {
      arrived(lane);
    }
    assertThat(lane.isIdle()).isTrue();
    assertThat(sent.stream().mapToInt(List::size).sum()).isEqualTo(11);
  }

  @Test
  void oneLonePlayersCommandsGoTogether() {
    Lane lane = lane(Map.of("BATCH_MAX", "6"));
    for (int i = 0; i < 10; i++) {
      assertThat(lane.offer(command(77))).isTrue();
    }
    while (!underWay.isEmpty()) {
      arrived(lane);
    }

    assertThat(sizes()).as("not by halves, for there can't be two").containsExactly(1, 6, 3);
  }

  @Test
  void isIdleWhenAllIsThrough() {
    Lane lane = lane(Map.of());
    offer(lane, 1);
    assertThat(lane.isIdle()).isFalse();

    arrived(lane);

    assertThat(lane.isIdle()).isTrue();
  }

  private Lane lane(Map<String, String> settings) {
    Map<String, String> environment =
        new HashMap<>(Map.of("ROLLINGDROP_GATEWAY_IN_FLIGHT_MAX", "2"));
    settings.forEach((key, value) -> environment.put("ROLLINGDROP_GATEWAY_" + key, value));
    return new Lane(
        SettingsLoader.load(environment).gateway(),
        batch -> {
          sent.add(batch);
          underWay.add(batch);
        });
  }

  /** The oldest batch is through; how many it held. */
  private int arrived(Lane lane) {
    List<PendingCommand> batch = underWay.remove();
    lane.arrived(batch);
    return batch.size();
  }

  /** One command each of as many players. */
  private void offer(Lane lane, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(lane.offer(command(nextPlayer++))).isTrue();
    }
  }

  private List<Long> players(int batch) {
    return sent.get(batch).stream().map(one -> one.command().playerId()).toList();
  }

  private List<Integer> sizes() {
    return sent.stream().map(List::size).toList();
  }

  private static PendingCommand command(long playerId) {
    return new PendingCommand(new Deposit(playerId, new UUID(1, 1), 100), Long.MAX_VALUE);
  }
}
