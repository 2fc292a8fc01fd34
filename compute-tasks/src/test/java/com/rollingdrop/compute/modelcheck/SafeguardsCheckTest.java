package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.Deposit;
import com.rollingdrop.compute.command.FreezeWithdrawals;
import com.rollingdrop.compute.command.GrantPromotion;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.OpenBox;
import com.rollingdrop.compute.command.Pause;
import com.rollingdrop.compute.command.ReleaseWithdrawals;
import com.rollingdrop.compute.command.SetLimit;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.compute.command.Withdraw;
import com.rollingdrop.grid.model.Account;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.Limit;
import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.PlayTotals;
import com.rollingdrop.grid.model.Safeguards;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.model.Wallet;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A right history passes; each planted fault is found. */
class SafeguardsCheckTest {
  private static final long ANN = 1;

  private final SmallGrid grid = new SmallGrid();
  private final Books books = grid.books();
  private final OpenBox opening = new OpenBox(ANN, id("open"), "crate", 1);
  private final SetLimit limit =
      new SetLimit(ANN, id("limit"), LimitKind.SPEND, LimitWindow.DAY, 600L);
  private final SetLimit raise =
      new SetLimit(ANN, id("raise"), LimitKind.SPEND, LimitWindow.DAY, 900L);
  private final OpenBox later = new OpenBox(ANN, id("later"), "crate", 1);
  private final GrantPromotion grant = new GrantPromotion(ANN, id("grant"), 250, "welcome");
  private final OpenBox free = new OpenBox(ANN, id("free"), "crate", 1);
  private final Pause pause = new Pause(ANN, id("pause"), PauseKind.COOL_OFF, 7);
  private final Withdraw last = new Withdraw(ANN, id("hold"), 100, 60_000, true);

  @BeforeEach
  void play() {
    for (Command command :
        List.of(
            new Deposit(ANN, id("deposit"), 10_000),
            opening,
            limit,
            raise,
            later,
            grant,
            free,
            pause,
            last)) {
      assertThat(grid.call(command)).isInstanceOf(Answer.Ok.class);
    }
  }

  @Test
  void aRightHistoryHasNoProblems() {
    assertThat(problems()).isEmpty();
  }

  @Test
  void playInAPause() {
    change(
        last,
        entry -> entry(TransactionKind.LISTING, Account.PLAYER, Account.PLAYER, 0, entry).build());
    assertFound("is play in a COOL_OFF");
  }

  @Test
  void anOpeningBeyondALimit() {
    change(
        later,
        entry ->
            entry(TransactionKind.BOX_OPENING, Account.PLAYER, Account.HOUSE, 351, entry).build());
    assertFound("goes beyond the limit of 600 for SPEND per DAY");
    assertFound("has used 500 of SPEND per DAY, by the ledger it is 601");
  }

  @Test
  void anOpeningThatIsPaidWithPromotionalMoneyAndCountedAllTheSame() {
    change(
        free,
        entry ->
            entry(TransactionKind.BOX_OPENING, Account.PLAYER, Account.HOUSE, 250, entry).build());
    assertFound("goes beyond the limit of 600 for SPEND per DAY");
    assertFound("has used 500 of SPEND per DAY, by the ledger it is 750");
  }

  @Test
  void aLimitThatGaveWayAtOnce() {
    change(raise, entry -> told(entry, "\"amountMinor\":600", "\"amountMinor\":900"));
    assertFound("lets go of a limit at once");
    assertFound("has a limit of 600, the ledger says");
  }

  @Test
  void aLimitThatIsRaisedTooSoon() {
    change(raise, entry -> told(entry, "1970-01-02T00:00:05Z", "1970-01-02T00:00:04Z"));
    assertFound("raises a limit before its time");
  }

  @Test
  void aPauseThatWasShortened() {
    change(
        last,
        entry ->
            entry(TransactionKind.PAUSE, Account.PLAYER, Account.PLAYER, 0, entry)
                .reply(
                    "{\"pause\":\"COOL_OFF\",\"until\":\"1970-01-01T01:00:00Z\"}"
                        .getBytes(StandardCharsets.UTF_8))
                .build());
    assertFound("shortens a pause");
  }

  @Test
  void aWalletThatLostItsSafeguards() {
    safeguards(was -> new Safeguards(List.of(), null, 0, 0));
    assertFound("has a COOL_OFF until 0");
    assertFound("has a limit of null");
  }

  @Test
  void aWalletWithAnotherLimit() {
    safeguards(
        was ->
            was.with(
                Limit.of(LimitKind.LOSS, LimitWindow.WEEK, 5),
                Objects.requireNonNull(was.totals())));
    assertFound("has a limit of 5, the ledger says");
  }

  @Test
  void aWalletThatCountedWrong() {
    safeguards(
        was -> {
          PlayTotals totals = Objects.requireNonNull(was.totals());
          return was.withTotals(totals.plus(0, -1, 0));
        });
    assertFound("has used 499 of SPEND per DAY, by the ledger it is 500");
  }

  @Test
  void aWithdrawalInAFreeze() {
    grid.call(new FreezeWithdrawals(ANN, id("freeze"), "a signal"));
    assertThat(problems()).isEmpty();
    Withdraw late = new Withdraw(ANN, id("late"), 100, 60_000, true);
    grid.call(new ReleaseWithdrawals(ANN, id("release"), id("freeze"), "looked into"));
    grid.call(late);
    assertThat(problems()).isEmpty();

    books
        .ledger()
        .computeIfPresent(
            new LedgerKey(ANN, id("release")),
            (key, entry) ->
                entry(TransactionKind.LISTING, Account.PLAYER, Account.PLAYER, 0, entry).build());

    assertFound("is a withdrawal in the freeze " + id("freeze"));
    assertFound("has the freeze null, the ledger says " + id("freeze"));
  }

  @Test
  void aReleaseOfAnotherFreeze() {
    ReleaseWithdrawals release =
        new ReleaseWithdrawals(ANN, id("release"), id("freeze"), "looked into");
    grid.call(new FreezeWithdrawals(ANN, id("freeze"), "a signal"));
    grid.call(release);

    change(
        release,
        entry ->
            entry(TransactionKind.RELEASE, Account.PLAYER, Account.PLAYER, 0, entry)
                .reference(id("another"))
                .build());

    assertFound("ends no freeze");
  }

  private void safeguards(UnaryOperator<Safeguards> change) {
    Wallet wallet = Objects.requireNonNull(books.wallets().get(ANN));
    books.wallets().put(ANN, wallet.withSafeguards(change.apply(Safeguards.of(wallet))));
  }

  private void change(LedgerCommand command, UnaryOperator<LedgerEntry> change) {
    books.ledger().computeIfPresent(command.ledgerKey(), (key, entry) -> change.apply(entry));
  }

  private static LedgerEntry told(LedgerEntry entry, String was, String is) {
    String reply = new String(entry.reply(), StandardCharsets.UTF_8);
    assertThat(reply).contains(was);
    return entry(entry.kind(), entry.debitAccount(), entry.creditAccount(), 0, entry)
        .reply(reply.replaceFirst(was, is).getBytes(StandardCharsets.UTF_8))
        .build();
  }

  private static LedgerEntry.Builder entry(
      TransactionKind kind, Account debit, Account credit, long amountMinor, LedgerEntry like) {
    return LedgerEntry.of(kind, debit, credit, amountMinor)
        .at(like.sequence(), like.createdAtMs())
        .reply(like.reply());
  }

  private List<String> problems() {
    Problems problems = new Problems();
    new SafeguardsCheck(books, problems).check();
    return problems.found();
  }

  private void assertFound(String sentence) {
    assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains(sentence));
  }

  private static UUID id(String key) {
    return TransactionIds.ofKey(ANN, key);
  }
}
