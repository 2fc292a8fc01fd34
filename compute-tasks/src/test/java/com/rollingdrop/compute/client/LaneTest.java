package com.rollingdrop.compute.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.command.OpenWallet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaneTest {
  private final List<List<PendingCommand>> sent = new ArrayList<>();
  private final Lane lane = new Lane(3, 2, 4, sent::add);

  @Test
  void anIdleLaneSendsAtOnce() {
    offer(1);

    assertThat(sent).hasSize(1);
  }

  @Test
  void whatArrivesWhileBatchesAreUnderWayMakesTheNextOne() {
    offer(5);
    assertThat(sizes()).containsExactly(1, 1);

    lane.arrived();

    assertThat(sizes()).containsExactly(1, 1, 3);
  }

  @Test
  void aBatchIsNeverLargerThanItsBound() {
    offer(6);
    lane.arrived();
    lane.arrived();

    assertThat(sizes()).containsExactly(1, 1, 3, 1);
  }

  @Test
  void aFullLaneTakesNoMore() {
    offer(6);

    assertThat(lane.offer(pending())).isFalse();
    assertThat(lane.waiting()).isEqualTo(4);
  }

  @Test
  void isIdleWhenAllIsThrough() {
    offer(1);
    assertThat(lane.isIdle()).isFalse();

    lane.arrived();

    assertThat(lane.isIdle()).isTrue();
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(lane.offer(pending())).isTrue();
    }
  }

  private List<Integer> sizes() {
    return sent.stream().map(List::size).toList();
  }

  private static PendingCommand pending() {
    return new PendingCommand(new OpenWallet(1), Long.MAX_VALUE);
  }
}
