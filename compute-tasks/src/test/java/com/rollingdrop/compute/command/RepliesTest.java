package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.Item;
import com.rollingdrop.grid.model.ItemKey;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every reply to the letter: it is what players are told, and it is kept for ever. */
class RepliesTest {
  private static final long ANN = 1;
  private static final long BEN = 2;
  private static final UUID ID = new UUID(1, 1);
  private static final UUID FIRST = new UUID(2, 2);
  private static final UUID SECOND = new UUID(3, 3);
  private static final long HOUR_MS = 3_600_000;
  private static final String AN_HOUR_LATER = "1970-01-01T01:00:05Z";

  private final World world = World.repeatable(Samples.CRATE);
  private UUID anns = ID;
  private UUID bens = ID;

  @BeforeEach
  void begin() {
    world.deposit(ANN, 1_000);
    world.deposit(BEN, 1_000);
    anns = world.open(ANN);
    bens = world.open(BEN);
  }

  @Test
  void deposit() {
    assertReply(
        world.done(new Deposit(ANN, ID, 25)),
        head("DEPOSIT", 3) + ",\"amountMinor\":25,\"balanceMinor\":775}");
  }

  @Test
  void opening() {
    byte[] reply = world.done(new OpenBox(ANN, ID, "crate", 2));
    Wallet wallet = world.walletOf(ANN);
    List<UUID> drawn = world.entryOf(ANN, ID).itemsIn();
    String text = new String(reply, StandardCharsets.UTF_8);

    assertThat(text)
        .startsWith(
            head("BOX_OPENING", 3)
                + ",\"boxId\":\"crate\",\"boxVersion\":1,\"oddsHash\":\""
                + world.crate().oddsHash()
                + "\",\"chargedMinor\":500,\"balanceMinor\":250,\"promoChargedMinor\":0,"
                + "\"promoBalanceMinor\":0,\"items\":["
                + item(ANN, drawn.get(0))
                + ","
                + item(ANN, drawn.get(1))
                + "],\"fairness\":"
                + fairness(wallet).replace("}", ",\"draws\":[{\"draw\":0,\"ticket\":"))
        .contains(
            ",\"totalTickets\":1000,\"definitionId\":\""
                + world.itemOf(ANN, drawn.get(0)).definitionId()
                + "\"},{\"draw\":1,\"ticket\":")
        .endsWith(
            ",\"totalTickets\":1000,\"definitionId\":\""
                + world.itemOf(ANN, drawn.get(1)).definitionId()
                + "\"}]}}");
  }

  @Test
  void withdrawalAndItsEnds() {
    assertReply(
        world.done(new Withdraw(ANN, ID, 300, HOUR_MS, true)),
        head("WITHDRAWAL_HOLD", 3)
            + ",\"amountMinor\":300,\"balanceMinor\":450,\"heldMinor\":300,\"expiresAt\":\""
            + AN_HOUR_LATER
            + "\"}");
    world.done(new Withdraw(ANN, SECOND, 50, HOUR_MS, true));
    assertReply(
        world.done(new EndWithdrawal(ANN, FIRST, ID, EndWithdrawal.How.SETTLE)),
        head(FIRST, "WITHDRAWAL_SETTLEMENT", 5)
            + ",\"withdrawalId\":\""
            + ID
            + "\",\"amountMinor\":300,\"balanceMinor\":400,\"heldMinor\":50}");
    UUID end = new UUID(4, 4);
    assertReply(
        world.done(new EndWithdrawal(ANN, end, SECOND, EndWithdrawal.How.VOID)),
        head(end, "WITHDRAWAL_VOID", 6)
            + ",\"withdrawalId\":\""
            + SECOND
            + "\",\"amountMinor\":50,\"balanceMinor\":450,\"heldMinor\":0}");
  }

  @Test
  void redemption() {
    long valueMinor = world.itemOf(ANN, anns).valueMinor();
    assertReply(
        world.done(new Redeem(ANN, ID, anns)),
        head("REDEMPTION", 3)
            + ",\"amountMinor\":"
            + valueMinor
            + ",\"balanceMinor\":"
            + (750 + valueMinor)
            + ",\"items\":["
            + item(ANN, anns)
            + "]}");
  }

  @Test
  void transferOnBothSides() {
    assertReply(
        world.done(new TransferItem(ANN, ID, anns, BEN)),
        head("TRANSFER_OUT", 3) + ",\"recipientId\":\"2\",\"items\":[" + item(BEN, anns) + "]}");
    assertReply(
        world.entryOf(BEN, ID).reply(),
        head("TRANSFER_IN", 3) + ",\"senderId\":\"1\",\"items\":[" + item(BEN, anns) + "]}");
  }

  @Test
  void listingAndItsEnd() {
    assertReply(
        world.done(new ListItem(ANN, ID, anns, 310)),
        head("LISTING", 3) + ",\"priceMinor\":310,\"items\":[" + item(ANN, anns) + "]}");
    assertReply(
        world.done(new CancelListing(ANN, FIRST, anns)),
        head(FIRST, "DELISTING", 4) + ",\"items\":[" + item(ANN, anns) + "]}");
  }

  @Test
  void purchaseOnBothSides() {
    world.done(new ListItem(ANN, FIRST, anns, 310));
    assertReply(
        world.done(new BuyListing(BEN, ID, ANN, anns, 310)),
        head("PURCHASE", 3)
            + ",\"sellerId\":\"1\",\"amountMinor\":310,\"balanceMinor\":440,\"items\":["
            + item(BEN, anns)
            + "]}");
    assertReply(
        world.entryOf(ANN, ID).reply(),
        head("SALE", 4)
            + ",\"buyerId\":\"2\",\"priceMinor\":310,\"feeMinor\":16,\"amountMinor\":294,"
            + "\"balanceMinor\":1044,\"items\":["
            + item(BEN, anns)
            + "]}");
  }

  @Test
  void offerAndItsEnd() {
    OfferTrade offer =
        new OfferTrade(ANN, FIRST, BEN, List.of(anns), List.of(bens), 0, 40, HOUR_MS);
    assertReply(
        world.done(offer),
        head(FIRST, "TRADE_OFFER", 3)
            + ",\"recipientId\":\"2\",\"offeredItems\":[\""
            + anns
            + "\"],\"askedItems\":[\""
            + bens
            + "\"],\"offeredMinor\":0,\"askedMinor\":40,\"expiresAt\":\""
            + AN_HOUR_LATER
            + "\"}");
    assertReply(
        world.done(new AnswerTrade(BEN, ID, ANN, FIRST, AnswerTrade.How.DECLINE)),
        head("TRADE_END", 3)
            + ",\"offererId\":\"1\",\"offerId\":\""
            + FIRST
            + "\",\"how\":\"DECLINE\"}");
  }

  @Test
  void tradeOnBothSides() {
    world.done(new OfferTrade(ANN, FIRST, BEN, List.of(anns), List.of(bens), 0, 40, HOUR_MS));
    byte[] reply = world.done(new AnswerTrade(BEN, ID, ANN, FIRST, AnswerTrade.How.ACCEPT));

    assertReply(
        reply,
        head("TRADE", 3)
            + ",\"offerId\":\""
            + FIRST
            + "\",\"counterpartyId\":\"1\",\"amountInMinor\":0,\"amountOutMinor\":40,"
            + "\"balanceMinor\":710,\"itemsIn\":["
            + item(BEN, anns)
            + "],\"itemsOut\":["
            + item(ANN, bens)
            + "]}");
    assertReply(
        world.entryOf(ANN, ID).reply(),
        head("TRADE", 4)
            + ",\"offerId\":\""
            + FIRST
            + "\",\"counterpartyId\":\"2\",\"amountInMinor\":40,\"amountOutMinor\":0,"
            + "\"balanceMinor\":790,\"itemsIn\":["
            + item(ANN, bens)
            + "],\"itemsOut\":["
            + item(BEN, anns)
            + "]}");
  }

  @Test
  void reversal() {
    world.done(new TransferItem(ANN, FIRST, anns, BEN));
    Reverse reversal = new Reverse(ANN, ID, FIRST, BEN, "a \"mistake\"");
    UUID id = reversal.ledgerKey().transactionId();
    byte[] reply = world.done(reversal);
    String middle =
        ",\"reversedTransactionId\":\""
            + FIRST
            + "\",\"reversedKind\":\"%s\",\"reason\":\"a \\\"mistake\\\"\",\"amountMinor\":0,"
            + "\"balanceMinor\":750,\"promoAmountMinor\":0,\"promoBalanceMinor\":0,";

    assertReply(
        reply,
        head(id, "REVERSAL", 4)
            + middle.formatted("TRANSFER_OUT")
            + "\"itemsIn\":["
            + item(ANN, anns)
            + "],\"itemsOut\":[]}");
    assertReply(
        world.entryOf(BEN, id).reply(),
        head(id, "REVERSAL", 4)
            + middle.formatted("TRANSFER_IN")
            + "\"itemsIn\":[],\"itemsOut\":["
            + item(ANN, anns)
            + "]}");
  }

  @Test
  void fairnessAndRotation() {
    assertReply(world.done(new OpenWallet(ANN)), fairness(world.walletOf(ANN)));
    byte[] chosen = world.done(new SetClientSeed(ANN, "my seed"));
    assertReply(chosen, fairness(world.walletOf(ANN)));
    assertReply(world.done(new SetClientSeed(ANN, "my seed")), fairness(world.walletOf(ANN)));
    Wallet before = world.walletOf(ANN);
    byte[] reply = world.done(new RotateSeed(ANN));
    byte[] seed =
        Objects.requireNonNull(world.revealed.get(new SeedKey(ANN, before.serverSeedHash())))
            .serverSeed();

    assertReply(
        reply,
        "{\"revealed\":{\"serverSeed\":\""
            + Digests.hex(seed)
            + "\",\"serverSeedHash\":\""
            + before.serverSeedHash()
            + "\",\"clientSeed\":\"my seed\",\"lastNonce\":1},\"serverSeedHash\":\""
            + world.walletOf(ANN).serverSeedHash()
            + "\",\"nonce\":0}");
  }

  private static void assertReply(byte[] reply, String text) {
    assertThat(new String(reply, StandardCharsets.UTF_8)).isEqualTo(text);
  }

  private static String head(String kind, long sequence) {
    return head(ID, kind, sequence);
  }

  private static String head(UUID id, String kind, long sequence) {
    return "{\"transactionId\":\"" + id + "\",\"kind\":\"" + kind + "\",\"sequence\":" + sequence;
  }

  private String item(long owner, UUID id) {
    Item item = Objects.requireNonNull(world.items.get(new ItemKey(owner, id)));
    return "{\"itemId\":\""
        + id
        + "\",\"definitionId\":\""
        + item.definitionId()
        + "\",\"name\":\""
        + item.name()
        + "\",\"rarity\":\""
        + item.rarity()
        + "\",\"valueMinor\":"
        + item.valueMinor()
        + "}";
  }

  private static String fairness(Wallet wallet) {
    return "{\"serverSeedHash\":\""
        + wallet.serverSeedHash()
        + "\",\"clientSeed\":\""
        + wallet.clientSeed()
        + "\",\"nonce\":"
        + wallet.nonce()
        + "}";
  }
}
