package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.GuaranteeCounter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuaranteedBoxTest {
  private static final long PLAYER = 7;

  /** A box whose dragon nobody draws but by the guarantee. */
  private static final BoxDefinition HOARD = hoard(List.of("LEGENDARY"), 5);

  private final World world = new World(HOARD);

  @BeforeEach
  void deposit() {
    world.deposit(PLAYER, 100_000);
  }

  @Test
  void theLastDrawWithinTheGuaranteeIsMadeAmongItsItemsOnly() {
    for (int i = 0; i < 4; i++) {
      assertThat(open(1)).contains("\"missesBefore\":" + i + ",\"guaranteed\":false");
    }
    assertThat(open(1))
        .contains("\"definitionId\":\"dragon\",")
        .contains("\"guarantee\":{\"rarities\":[\"LEGENDARY\"],\"within\":5,\"missesAfter\":0}")
        .contains(
            "\"ticket\":0,\"totalTickets\":1,\"definitionId\":\"dragon\",\"missesBefore\":4,\"guaranteed\":true");
    assertThat(open(1)).contains("\"missesBefore\":0,\"guaranteed\":false");
  }

  @Test
  void itComesTrueInTheMiddleOfAnOpeningOfSeveral() {
    open(3);

    assertThat(open(4))
        .containsSubsequence(
            "\"missesAfter\":2",
            "\"missesBefore\":3,\"guaranteed\":false",
            "\"missesBefore\":4,\"guaranteed\":true",
            "\"missesBefore\":0,\"guaranteed\":false",
            "\"missesBefore\":1,\"guaranteed\":false");
  }

  @Test
  void theOpeningsOfABatchCountOn() {
    byte[] reply =
        world.done(
            new Batch(PLAYER, UUID.randomUUID(), List.of(opening(3), opening(1), opening(1))));

    assertThat(new String(reply, StandardCharsets.UTF_8)).contains("\"guaranteed\":true");
    assertThat(misses()).isZero();
  }

  @Test
  void anotherPlayersDrawsDoNotCount() {
    open(4);
    world.deposit(PLAYER + 1, 100);
    byte[] reply = world.done(new OpenBox(PLAYER + 1, UUID.randomUUID(), "hoard", 1));

    assertThat(new String(reply, StandardCharsets.UTF_8)).contains("\"missesBefore\":0");
    assertThat(misses()).isEqualTo(4);
  }

  @Test
  void aRefusedOpeningDoesNotCountAndAReversedOneStillDoes() {
    OpenBox opening = opening(3);
    world.done(opening);
    world.refused(
        new Batch(
            PLAYER,
            UUID.randomUUID(),
            List.of(opening(1), new OpenBox(PLAYER, UUID.randomUUID(), "nothing", 1))),
        Refusal.BATCH_REFUSED);
    world.done(new Reverse(PLAYER, UUID.randomUUID(), opening.transactionId(), null, "a mistake"));

    assertThat(misses()).isEqualTo(3);
  }

  @Test
  void aNewVersionCountsOnWithTheSameGuaranteeAndAfreshWithAnother() {
    open(3);

    assertThat(openAs(hoard(List.of("LEGENDARY"), 5))).contains("\"missesBefore\":3");
    assertThat(openAs(hoard(List.of("LEGENDARY"), 6))).contains("\"missesBefore\":0");
    assertThat(openAs(hoard(List.of("RARE", "LEGENDARY"), 5))).contains("\"missesBefore\":0");
    assertThat(new Guarantee(List.of("A", "B"), 5)).isEqualTo(new Guarantee(List.of("B", "A"), 5));
  }

  private String openAs(BoxDefinition version) {
    World other = new World(version);
    other.deposit(PLAYER, 100);
    other.counters.putAll(world.counters);
    return new String(other.done(opening(1)), StandardCharsets.UTF_8);
  }

  private String open(int count) {
    return new String(world.done(opening(count)), StandardCharsets.UTF_8);
  }

  private int misses() {
    GuaranteeCounter counter = world.counters.get(OpenBox.key(PLAYER, "hoard"));
    return Objects.requireNonNull(counter).misses();
  }

  private static OpenBox opening(int count) {
    return new OpenBox(PLAYER, UUID.randomUUID(), "hoard", count);
  }

  private static BoxDefinition hoard(List<String> rarities, int within) {
    long tickets = 1_000_000_000_000L;
    return new BoxDefinition(
        "hoard",
        "Hoard",
        10,
        tickets,
        List.of(
            new BoxItem("copper", "Copper", "COMMON", 1, tickets - 2),
            new BoxItem("silver", "Silver", "RARE", 1, 1),
            new BoxItem("dragon", "Dragon", "LEGENDARY", 1_000, 1)),
        null,
        new Guarantee(rarities, within));
  }
}
