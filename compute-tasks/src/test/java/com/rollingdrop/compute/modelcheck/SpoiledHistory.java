package com.rollingdrop.compute.modelcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.compute.Samples;
import com.rollingdrop.compute.command.Command;
import com.rollingdrop.compute.command.LedgerCommand;
import com.rollingdrop.compute.command.TransactionIds;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import com.rollingdrop.grid.model.TransactionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A right history with its books, made by {@link SmallGrid}, and the ways to spoil either. The
 * calls are one after the other, each 5 ns long and 10 ns after the one before.
 */
final class SpoiledHistory {
  final SmallGrid grid = new SmallGrid();
  final List<Operation> history = new ArrayList<>();
  final Books books = grid.books();

  List<String> problems() {
    return Checker.problems(history, books, List.of(Samples.CRATE));
  }

  void assertRight() {
    assertThat(problems()).isEmpty();
  }

  void assertFound(String sentence) {
    assertThat(problems()).anySatisfy(problem -> assertThat(problem).contains(sentence));
  }

  Answer call(Command command) {
    long at = 10L * (history.size() + 1);
    Answer answer = grid.call(command);
    history.add(new Operation(0, command, at, at + 5, answer));
    return answer;
  }

  /** Calls what is to be carried out. */
  void done(Command command) {
    assertThat(call(command)).isInstanceOf(Answer.Ok.class);
  }

  Operation operation(Command command) {
    return history.stream().filter(o -> o.command().equals(command)).findFirst().orElseThrow();
  }

  /** As if the first call had been answered so, and no other had been made. */
  void answer(Command command, Answer answer) {
    Operation first = operation(command);
    history.removeIf(o -> o.command().equals(command));
    history.add(new Operation(0, command, first.invokedNanos(), first.completedNanos(), answer));
  }

  void retime(Command command, long invoked, long completed) {
    history.replaceAll(
        o ->
            o.command().equals(command)
                ? new Operation(0, command, invoked, completed, o.answer())
                : o);
  }

  /** As if something else had been asked and the answer had been the same. */
  void ask(Command instead, Command of) {
    history.replaceAll(
        o ->
            o.command().equals(of)
                ? new Operation(0, instead, o.invokedNanos(), o.completedNanos(), o.answer())
                : o);
  }

  LedgerEntry entry(LedgerKey key) {
    return Objects.requireNonNull(books.ledger().get(key));
  }

  /** As if a copy from before the last entry had come back. */
  void loseLast(long player) {
    List<Books.Line> ledger = Objects.requireNonNull(books.ledgers().get(player));
    books.ledger().remove(ledger.get(ledger.size() - 1).key());
  }

  void change(LedgerCommand command, UnaryOperator<LedgerEntry.Builder> change) {
    change(command.ledgerKey(), change);
  }

  /** Changes an entry; its hash stays. */
  void change(LedgerKey key, UnaryOperator<LedgerEntry.Builder> change) {
    LedgerEntry entry = entry(key);
    change(key, entry.kind(), change);
  }

  /** Changes an entry and its kind. */
  void change(LedgerKey key, TransactionKind kind, UnaryOperator<LedgerEntry.Builder> change) {
    LedgerEntry entry = entry(key);
    LedgerEntry.Builder copy =
        LedgerEntry.of(kind, entry.debitAccount(), entry.creditAccount(), entry.amountMinor());
    books.ledger().put(key, change.apply(filled(copy, entry)).build());
  }

  /** As if the entry had been written at another time. */
  void date(LedgerKey key, long createdAtMs) {
    long sequence = entry(key).sequence();
    change(key, entry -> entry.at(sequence, createdAtMs));
  }

  /** As if the entry had moved another amount. */
  void pay(LedgerKey key, long amountMinor) {
    LedgerEntry entry = entry(key);
    LedgerEntry.Builder copy =
        LedgerEntry.of(entry.kind(), entry.debitAccount(), entry.creditAccount(), amountMinor);
    books.ledger().put(key, filled(copy, entry).build());
  }

  private static LedgerEntry.Builder filled(LedgerEntry.Builder copy, LedgerEntry entry) {
    return copy.at(entry.sequence(), entry.createdAtMs())
        .after(entry.balanceAfterMinor(), entry.heldAfterMinor())
        .promo(entry.promoMinor())
        .promoAfter(entry.promoAfterMinor())
        .boxId(entry.boxId())
        .counterparty(entry.counterpartyId())
        .reference(entry.referenceId())
        .itemsIn(entry.itemsIn())
        .itemsOut(entry.itemsOut())
        .fingerprint(entry.fingerprint())
        .reply(entry.reply())
        .hash(entry.hash());
  }

  static UUID id(long player, String key) {
    return TransactionIds.ofKey(player, key);
  }
}
