package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.AuditTally;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever another system has, and whatever it had before: the plan brings the grid to it. */
class ImportLawsTest {
  private static final int PLAYERS = 3;
  private static final int ITEMS = 120;
  private static final long NOBODY = 0;

  /** What another system has: owners of items, and values that differ from time to time. */
  record There(List<Long> cashMinor, List<Long> promoMinor, List<Long> owners, List<Long> values) {
    ImportedPlayer of(long player) {
      Map<UUID, ImportedItem> items = new HashMap<>();
      for (int i = 0; i < owners.size(); i++) {
        if (owners.get(i) == player) {
          UUID id = new UUID(5, i);
          items.put(id, new ImportedItem(id, "d", "Name " + i, "rare", values.get(i), i, null));
        }
      }
      int index = (int) player - 1;
      return new ImportedPlayer(cashMinor.get(index), promoMinor.get(index), items);
    }
  }

  @Provide
  Arbitrary<List<There>> systems() {
    Arbitrary<List<Long>> money =
        Arbitraries.longs().between(0, Amounts.BALANCE_MAX_MINOR / 40).list().ofSize(PLAYERS);
    Arbitrary<List<Long>> owners =
        Arbitraries.longs().between(NOBODY, PLAYERS).list().ofSize(ITEMS);
    Arbitrary<List<Long>> values = Arbitraries.longs().between(0, 3).list().ofSize(ITEMS);
    return Combinators.combine(money, money, owners, values).as(There::new).list().ofMaxSize(5);
  }

  @Property(tries = 60)
  void thePlanBringsTheGridToWhatTheOtherSystemHas(@ForAll("systems") List<There> systems) {
    World world = new World();
    for (There there : systems) {
      carryOut(world, there);

      for (long player = 1; player <= PLAYERS; player++) {
        assertThat(here(world, player)).isEqualTo(there.of(player));
        assertThat(plans(world, there, player)).isEmpty();
      }
    }
    theBooksAreRight(world);
  }

  /** As when an importer is killed in the middle and another one begins anew. */
  @Property(tries = 60)
  void aPlanThatIsCutShortIsCompletedByTheNext(
      @ForAll("systems") List<There> systems, @ForAll int cut) {
    World world = new World();
    for (There there : systems) {
      List<Import> plan = plans(world, there, 1);
      plan.subList(0, Math.floorMod(cut, plan.size() + 1)).forEach(world::run);
      carryOut(world, there);

      for (long player = 1; player <= PLAYERS; player++) {
        assertThat(here(world, player)).isEqualTo(there.of(player));
      }
    }
    theBooksAreRight(world);
  }

  @Property(tries = 60)
  void noImportReadsWhatItDoesNotName(@ForAll("systems") List<There> systems) {
    World world = new World();
    for (There there : systems) {
      for (long player = 1; player <= PLAYERS; player++) {
        for (Import part : plans(world, there, player)) {
          WatchedState.decide(world, part);
          world.run(part);
        }
      }
    }
  }

  @Property(tries = 60)
  void playersAgreeExactlyWhenTheirSumsDo(@ForAll("systems") List<There> systems) {
    List<ImportedPlayer> all = new ArrayList<>();
    systems.forEach(there -> all.add(there.of(1)));
    for (ImportedPlayer one : all) {
      for (ImportedPlayer other : all) {
        assertThat(hash(one) == hash(other)).isEqualTo(one.items().equals(other.items()));
      }
    }
  }

  private static long hash(ImportedPlayer player) {
    return player.items().values().stream().mapToLong(ImportedItem::hash).sum();
  }

  private static void carryOut(World world, There there) {
    for (long player = 1; player <= PLAYERS; player++) {
      ImportPlan.takingOut(player, sequence(world, player), here(world, player), there.of(player))
          .forEach(world::done);
    }
    for (long player = 1; player <= PLAYERS; player++) {
      bringing(world, there, player).forEach(world::done);
    }
  }

  private static List<Import> bringing(World world, There there, long player) {
    return ImportPlan.bringing(
        player, sequence(world, player), here(world, player), located(world, there.of(player)));
  }

  private static List<Import> plans(World world, There there, long player) {
    List<Import> plans =
        ImportPlan.takingOut(
            player, sequence(world, player), here(world, player), there.of(player));
    return plans.isEmpty() ? bringing(world, there, player) : plans;
  }

  /** With who has each item here, in play or not. */
  private static ImportedPlayer located(World world, ImportedPlayer player) {
    Map<UUID, ImportedItem> items = new HashMap<>();
    player
        .items()
        .forEach(
            (id, item) -> {
              Optional<ItemKey> key =
                  world.items.keySet().stream().filter(k -> k.itemId().equals(id)).findFirst();
              items.put(id, item.takenFrom(key.map(ItemKey::playerId).orElse(null)));
            });
    return new ImportedPlayer(player.cashMinor(), player.promoMinor(), items);
  }

  private static long sequence(World world, long player) {
    Wallet wallet = world.wallet(player);
    return wallet == null ? 0 : wallet.sequence();
  }

  private static ImportedPlayer here(World world, long player) {
    Wallet wallet = world.wallet(player);
    if (wallet == null) {
      return ImportedPlayer.NOTHING;
    }
    Map<UUID, ImportedItem> items = new HashMap<>();
    world.items.forEach(
        (key, item) -> {
          if (key.playerId() == player && item.state().isInPlay()) {
            items.put(key.itemId(), ImportedItem.of(key.itemId(), item));
          }
        });
    return new ImportedPlayer(wallet.availableMinor(), wallet.promoMinor(), items);
  }

  private static void theBooksAreRight(World world) {
    AuditTally all = new AuditTally();
    for (long player : world.wallets.keySet()) {
      all.add(WorldAudit.audit(world, player, true));
    }
    all.closeBooks();
    assertThat(all.findings()).isEmpty();
    assertThat(-world.balanceMinor(Account.IMPORT))
        .isEqualTo(world.wallets.values().stream().mapToLong(Wallet::availableMinor).sum());
    assertThat(world.items.keySet().stream().map(ItemKey::itemId)).doesNotHaveDuplicates();
  }
}
