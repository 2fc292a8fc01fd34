package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.audit.Fault;
import com.rollingdrop.compute.audit.Finding;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.ItemState;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the audit sees of dealings between players: listings, and the two sides of each deal. */
class DealsAuditTest {
  private static final long ANN = 1;
  private static final long BOB = 2;
  private static final UUID LISTING = new UUID(0, 1);
  private static final UUID PURCHASE = new UUID(0, 2);
  private static final UUID TRANSFER = new UUID(0, 3);
  private static final UUID OFFER = new UUID(0, 4);
  private static final UUID TRADE = new UUID(0, 5);
  private static final UUID SECOND_LISTING = new UUID(0, 6);
  private static final UUID DELISTING = new UUID(0, 7);

  private final World world = new World();
  private UUID sold = new UUID(0, 0);
  private UUID listed = new UUID(0, 0);
  private UUID kept = new UUID(0, 0);

  @BeforeEach
  void deal() {
    world.deposit(ANN, 10_000);
    world.deposit(BOB, 10_000);
    sold = world.open(ANN);
    listed = world.open(ANN);
    kept = world.open(ANN);
    UUID given = world.open(ANN);
    UUID traded = world.open(ANN);
    world.done(new ListItem(ANN, LISTING, sold, 300));
    world.done(new BuyListing(BOB, PURCHASE, ANN, sold, 300));
    world.done(new ListItem(ANN, SECOND_LISTING, listed, 400));
    world.done(new ListItem(ANN, UUID.randomUUID(), kept, 500));
    world.done(new CancelListing(ANN, DELISTING, kept));
    world.done(new TransferItem(ANN, TRANSFER, given, BOB));
    world.done(new OfferTrade(ANN, OFFER, BOB, List.of(traded), List.of(), 0, 50, 3_600_000));
    world.done(new AnswerTrade(BOB, TRADE, ANN, OFFER, AnswerTrade.How.ACCEPT));
  }

  @Test
  void whatPlayersDealIsCleanOnBothSides() {
    assertThat(findings(ANN)).isEmpty();
    assertThat(findings(BOB)).isEmpty();
  }

  @Test
  void anItemThatIsNoLongerForSaleThoughTheLedgerSaysSoIsFound() {
    ItemKey key = new ItemKey(ANN, listed);
    world.items.put(key, world.itemOf(ANN, listed).inState(ItemState.OWNED));

    assertFound(ANN, Fault.LISTING_WRONG, key.toString(), "by the ledger the item is for sale");
  }

  @Test
  void anItemForSaleThatNobodyListedIsFound() {
    ItemKey key = new ItemKey(ANN, kept);
    world.items.put(key, world.itemOf(ANN, kept).listed(1));

    assertFound(ANN, Fault.LISTING_WRONG, key.toString(), "by the ledger it is not");
  }

  @Test
  void aSideThatIsMissingIsFoundFromTheOther() {
    for (UUID deal : List.of(PURCHASE, TRANSFER, TRADE)) {
      for (long player : new long[] {ANN, BOB}) {
        LedgerEntry entry = world.entries.remove(new LedgerKey(player, deal));
        long other = ANN + BOB - player;

        assertFound(
            other,
            Fault.COUNTERPART_WRONG,
            other + "/" + deal,
            "with player " + player + ", whose ledger does not say the same");
        world.entries.put(new LedgerKey(player, deal), entry);
      }
    }
  }

  @Test
  void sidesThatDoNotSayTheSameAreFound() {
    assertWrong(TRADE, TransactionKind.TRADE, 49, ANN, List.of());
    assertWrong(TRADE, TransactionKind.TRADE, 50, 3, List.of());
    assertWrong(TRADE, TransactionKind.TRADE_END, 50, ANN, List.of());
    assertWrong(TRADE, TransactionKind.TRADE, 50, ANN, List.of(kept));
    assertWrong(PURCHASE, TransactionKind.PURCHASE, 1, ANN, List.of(sold));
  }

  /** Bob's side as told, and what Ann's says of it. */
  private void assertWrong(
      UUID deal, TransactionKind kind, long amountMinor, long counterpartyId, List<UUID> itemsIn) {
    LedgerKey key = new LedgerKey(BOB, deal);
    LedgerEntry right = world.entryOf(BOB, deal);
    world.entries.put(
        key,
        LedgerEntry.of(kind, Account.PLAYER, right.creditAccount(), amountMinor)
            .at(right.sequence(), right.createdAtMs())
            .counterparty(counterpartyId)
            .itemsIn(itemsIn.isEmpty() ? right.itemsIn() : itemsIn)
            .build());

    assertThat(findings(ANN)).extracting(Finding::fault).containsExactly(Fault.COUNTERPART_WRONG);
    world.entries.put(key, right);
  }

  private void assertFound(long player, Fault fault, String key, String sentence) {
    assertThat(findings(player))
        .anySatisfy(
            finding -> {
              assertThat(finding.fault()).isEqualTo(fault);
              assertThat(finding.key()).isEqualTo(key);
              assertThat(finding.sentence()).contains(sentence);
            });
  }

  private List<Finding> findings(long player) {
    return WorldAudit.audit(world, player, true).findings();
  }
}
