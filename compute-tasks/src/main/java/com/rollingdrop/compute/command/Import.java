package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a player nearer to what the player has in another system: by how much the money differs,
 * and which items go and come. For the importer, while nobody plays here yet.
 *
 * <p>It takes effect only at the place in the ledger for which it was made, and only when all
 * entries before it are imports. So an importer that believes something old changes nothing, and a
 * player who plays here is never written over. Its transaction id follows from that place: a
 * repetition finds the first, under whatever circumstances it was sent.
 *
 * @param sequence of the entry that it leaves, 1 and up
 * @param cashMinor by how much the cash grows, negative when it shrinks
 * @param promoMinor the same of promotional money; then nothing else moves, for that is an entry of
 *     its own
 * @param itemsOut that go; an item that only changes goes and comes
 * @param itemsIn that come
 */
public record Import(
    long playerId,
    long sequence,
    long cashMinor,
    long promoMinor,
    List<UUID> itemsOut,
    List<ImportedItem> itemsIn)
    implements LedgerCommand {
  /** Most items that go, and most that come, in one command. */
  public static final int ITEMS_MAX = 50;

  public Import {
    itemsOut = List.copyOf(itemsOut);
    itemsIn = List.copyOf(itemsIn);
    if (sequence < 1) {
      throw new IllegalArgumentException("no entry has sequence " + sequence);
    }
    Amounts.checkNotNegative(Math.abs(cashMinor));
    Amounts.checkNotNegative(Math.abs(promoMinor));
    boolean movesItems = !itemsOut.isEmpty() || !itemsIn.isEmpty();
    if (promoMinor == 0 ? cashMinor == 0 && !movesItems : cashMinor != 0 || movesItems) {
      throw new IllegalArgumentException("promotional money alone, or cash and items");
    }
    if (itemsOut.size() > ITEMS_MAX
        || itemsIn.size() > ITEMS_MAX
        || isRepeated(itemsOut)
        || isRepeated(itemsIn.stream().map(ImportedItem::itemId).toList())) {
      throw new IllegalArgumentException("items twice, or more than " + ITEMS_MAX);
    }
  }

  private static boolean isRepeated(List<UUID> ids) {
    return new HashSet<>(ids).size() < ids.size();
  }

  @Override
  public UUID transactionId() {
    return TransactionIds.ofImport(playerId, sequence);
  }

  @Override
  public byte[] fingerprint() {
    StringBuilder text = new StringBuilder("IMPORT\n" + cashMinor + "\n" + promoMinor);
    itemsOut.forEach(item -> text.append("\nout ").append(item));
    itemsIn.forEach(
        item -> text.append("\nin ").append(item.from()).append('\n').append(item.text()));
    return Digests.sha256(text.toString());
  }

  @Override
  public List<Long> players() {
    return Stream.concat(Stream.of(playerId), froms()).distinct().toList();
  }

  private Stream<Long> froms() {
    return itemsIn.stream().flatMap(item -> Stream.ofNullable(item.from()));
  }

  @Override
  public List<LedgerKey> entries() {
    return sequence == 1 ? List.of(ledgerKey()) : List.of(ledgerKey(), before());
  }

  private LedgerKey before() {
    return new LedgerKey(playerId, TransactionIds.ofImport(playerId, sequence - 1));
  }

  @Override
  public List<ItemKey> items(State state) {
    List<ItemKey> keys = new ArrayList<>();
    itemsOut.forEach(item -> keys.add(own(item)));
    for (ImportedItem item : itemsIn) {
      keys.add(own(item.itemId()));
      Long from = item.from();
      if (from != null) {
        keys.add(new ItemKey(from, item.itemId()));
      }
    }
    return keys.stream().distinct().toList();
  }

  private ItemKey own(UUID item) {
    return new ItemKey(playerId, item);
  }

  @Override
  public Decision decide(State state, Surroundings at) {
    Wallet wallet = at.walletOrNew(playerId, state.wallet(playerId));
    if (wallet.sequence() != sequence - 1) {
      return Decision.refused(
          Refusal.IMPORT_STALE,
          "The ledger has " + wallet.sequence() + " entries and not " + (sequence - 1) + ".");
    }
    if (sequence > 1 && !isImport(state.entry(before()))) {
      return Decision.refused(
          Refusal.PLAYER_HAS_PLAYED,
          "Entry " + (sequence - 1) + " of player " + playerId + " is not an import.");
    }
    long cashAfterMinor = wallet.availableMinor() + cashMinor;
    long promoAfterMinor = wallet.promoMinor() + promoMinor;
    if (cashAfterMinor < 0 || promoAfterMinor < 0) {
      return Refusals.insufficientFunds(
          "The import takes",
          -(cashMinor + promoMinor),
          wallet.availableMinor(),
          wallet.promoMinor());
    }
    if (Math.max(cashAfterMinor, promoAfterMinor) > Amounts.BALANCE_MAX_MINOR) {
      return Refusals.balanceLimit();
    }
    for (UUID id : itemsOut) {
      Item item = state.item(own(id));
      if (item == null) {
        return Refusals.itemNotFound(id);
      }
      if (item.state() != ItemState.OWNED) {
        return Refusals.itemNotFree(id, item);
      }
    }
    Booking booking =
        Booking.of(
            ledgerKey(), wallet, draft(), at.nowMs(), after -> Replies.imported(this, after));
    Decision.Builder decision = new Decision.Builder().booked(booking);
    Set<UUID> coming = new HashSet<>();
    for (ImportedItem item : itemsIn) {
      coming.add(item.itemId());
      Item inTheWay = bring(item, state, decision);
      if (inTheWay != null) {
        return Refusals.itemNotFree(item.itemId(), inTheWay);
      }
    }
    for (UUID id : itemsOut) {
      Item item = state.item(own(id));
      if (item != null && !coming.contains(id)) {
        decision.item(own(id), item.inState(ItemState.REVOKED));
      }
    }
    return decision.done(booking.entry().reply());
  }

  private boolean isImport(@Nullable LedgerEntry last) {
    return last != null && last.kind() == TransactionKind.IMPORT && last.sequence() == sequence - 1;
  }

  /**
   * Puts an item with the player.
   *
   * @return what is in the way: the item as somebody has it from whom nothing takes it
   */
  private @Nullable Item bring(ImportedItem item, State state, Decision.Builder decision) {
    ItemKey key = own(item.itemId());
    Item own = state.item(key);
    if (own != null) {
      if (own.state() != ItemState.REVOKED && !itemsOut.contains(item.itemId())) {
        return own;
      }
      decision.item(key, made(item, own.version() + 1));
      return null;
    }
    Long from = item.from();
    ItemKey there = new ItemKey(from == null ? playerId : from, item.itemId());
    Item taken = state.item(there);
    if (taken == null) {
      decision.item(key, made(item, 1));
      return null;
    }
    if (taken.state() != ItemState.REVOKED) {
      return taken;
    }
    decision.itemMoved(there, key, made(item, taken.version() + 1));
    return null;
  }

  private Item made(ImportedItem item, long version) {
    return new Item(
        item.definitionId(),
        item.name(),
        item.rarity(),
        item.valueMinor(),
        ItemState.OWNED,
        0,
        transactionId(),
        sequence,
        item.acquiredAtMs(),
        version);
  }

  private LedgerEntry.Builder draft() {
    LedgerEntry.Builder draft;
    if (promoMinor == 0) {
      draft = moving(cashMinor, Account.IMPORT);
    } else {
      draft = moving(promoMinor, Account.PROMO).promo(Math.abs(promoMinor));
    }
    return draft
        .itemsOut(itemsOut)
        .itemsIn(itemsIn.stream().map(ImportedItem::itemId).toList())
        .fingerprint(fingerprint());
  }

  private static LedgerEntry.Builder moving(long deltaMinor, Account other) {
    if (deltaMinor == 0) {
      return LedgerEntry.of(TransactionKind.IMPORT, Account.PLAYER, Account.PLAYER, 0);
    }
    return deltaMinor > 0
        ? LedgerEntry.of(TransactionKind.IMPORT, other, Account.PLAYER, deltaMinor)
        : LedgerEntry.of(TransactionKind.IMPORT, Account.PLAYER, other, -deltaMinor);
  }
}
