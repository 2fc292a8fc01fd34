package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.command.RotateSeed;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.RevealedSeed;
import com.rollingdrop.grid.model.SeedKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The draws as a stranger checks them: each seed's hash was there before, the nonces of a seed have
 * no gap, and each ticket and item follows from the published formula. All seeds but the active one
 * must be revealed.
 */
final class FairnessCheck {
  private final List<Operation> history;
  private final Books books;
  private final Map<String, BoxDefinition> boxes = new HashMap<>();
  private final Problems problems;

  /** Last nonce of each seed. */
  private final Map<SeedKey, Long> nonces = new TreeMap<>();

  FairnessCheck(
      List<Operation> history, Books books, List<BoxDefinition> boxes, Problems problems) {
    this.history = history;
    this.books = books;
    this.problems = problems;
    boxes.forEach(box -> this.boxes.put(box.boxId(), box));
  }

  void check() {
    books.ledgers().values().forEach(this::checkOpenings);
    books.revealed().forEach(this::checkRevealed);
    books.wallets().forEach(this::checkActive);
    checkRotations();
  }

  private void checkOpenings(List<Books.Line> ledger) {
    Set<String> past = new HashSet<>();
    String active = "";
    for (Books.Line line : ledger) {
      if (line.entry().kind() != TransactionKind.BOX_OPENING) {
        continue;
      }
      Json reply = line.reply();
      Json fairness = reply.object("fairness");
      String hash = fairness.text("serverSeedHash");
      if (!hash.equals(active)) {
        problems.unless(past.add(hash), line, "uses a seed that was replaced before");
        active = hash;
      }
      long nonce = fairness.number("nonce");
      SeedKey seed = new SeedKey(line.player(), hash);
      problems.unless(
          nonces.merge(seed, 1L, Long::sum) == nonce, line, "its nonce " + nonce + " is not next");
      checkDraws(line, reply, fairness, seed);
    }
  }

  private void checkDraws(Books.Line line, Json reply, Json fairness, SeedKey seed) {
    BoxDefinition box = boxes.get(reply.text("boxId"));
    List<Json> draws = fairness.objects("draws");
    List<Json> items = reply.objects("items");
    if (box == null || draws.size() != items.size()) {
      problems.add(line, "has draws of another box or number");
      return;
    }
    RevealedSeed revealed = books.revealed().get(seed);
    for (int i = 0; i < draws.size(); i++) {
      long ticket = draws.get(i).number("ticket");
      List<BoxItem> among = among(box, draws.get(i));
      BoxItem due = itemOf(among, ticket);
      problems.unless(
          draws.get(i).number("draw") == i
              && items.get(i).text("definitionId").equals(due.definitionId())
              && items.get(i).number("valueMinor") == due.valueMinor(),
          line,
          "draw " + i + " gives another item than its ticket " + ticket);
      if (revealed != null) {
        problems.unless(
            ticket
                == Hashes.ticket(
                    revealed.serverSeed(),
                    fairness.text("clientSeed"),
                    fairness.number("nonce"),
                    i,
                    among.stream().mapToLong(BoxItem::tickets).sum()),
            line,
            "draw " + i + " has another ticket than its seeds give");
      }
    }
  }

  /** The items among which a draw was made; whether rightly is for {@link GuaranteeCheck}. */
  private static List<BoxItem> among(BoxDefinition box, Json draw) {
    Guarantee guarantee = box.guarantee();
    return guarantee != null && draw.text("guaranteed").equals("true")
        ? box.items().stream().filter(i -> guarantee.rarities().contains(i.rarity())).toList()
        : box.items();
  }

  private static BoxItem itemOf(List<BoxItem> items, long ticket) {
    long left = ticket;
    for (BoxItem item : items) {
      if (left < item.tickets()) {
        return item;
      }
      left -= item.tickets();
    }
    throw new IllegalArgumentException("no such ticket: " + ticket);
  }

  private void checkRevealed(SeedKey key, RevealedSeed seed) {
    problems.unless(
        HexFormat.of().formatHex(Hashes.sha256(seed.serverSeed())).equals(key.serverSeedHash()),
        "seed " + key,
        "has another hash");
    problems.unless(
        seed.lastNonce() == nonces.getOrDefault(key, 0L),
        "seed " + key,
        "was revealed at nonce " + seed.lastNonce() + ", its openings end with another");
  }

  private void checkActive(long player, Wallet wallet) {
    SeedKey active = new SeedKey(player, wallet.serverSeedHash());
    problems.unless(!books.revealed().containsKey(active), "seed " + active, "is known already");
    problems.unless(
        wallet.nonce() == nonces.getOrDefault(active, 0L),
        "seed " + active,
        "the wallet's nonce is " + wallet.nonce());
    nonces.keySet().stream()
        .filter(seed -> seed.playerId() == player && !seed.equals(active))
        .forEach(
            seed ->
                problems.unless(
                    books.revealed().containsKey(seed), "seed " + seed, "was never revealed"));
  }

  /** Rotations, which stand in no ledger. */
  private void checkRotations() {
    Map<Long, Integer> certain = new TreeMap<>();
    Map<Long, Integer> possible = new TreeMap<>();
    Set<SeedKey> told = new HashSet<>();
    for (Operation operation : history) {
      long player = operation.command().playerId();
      if (operation.command() instanceof RotateSeed && operation.mayHaveHappened()) {
        possible.merge(player, 1, Integer::sum);
        if (operation.answer() instanceof Answer.Ok ok) {
          certain.merge(player, 1, Integer::sum);
          String hash = Json.of(ok.reply()).object("revealed").text("serverSeedHash");
          SeedKey seed = new SeedKey(player, hash);
          problems.unless(
              books.revealed().containsKey(seed), "seed " + seed, "was told and is not there");
          problems.unless(told.add(seed), "seed " + seed, "was revealed twice");
        }
      }
    }
    Map<Long, Integer> revealed = new TreeMap<>();
    books.revealed().keySet().forEach(key -> revealed.merge(key.playerId(), 1, Integer::sum));
    Set<Long> players = new HashSet<>(possible.keySet());
    players.addAll(revealed.keySet());
    for (long player : players) {
      int there = revealed.getOrDefault(player, 0);
      problems.unless(
          there >= certain.getOrDefault(player, 0) && there <= possible.getOrDefault(player, 0),
          "player " + player,
          there + " seeds are revealed, " + certain.getOrDefault(player, 0) + " were told");
    }
  }
}
