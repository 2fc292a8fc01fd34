package com.rollingdrop.compute.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Traceparent;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CommandCodecTest {
  @Test
  void commandsArriveAsTheyWereSent() {
    UUID id = TransactionIds.ofKey(7, "key");
    List<Command> commands =
        List.of(
            new Deposit(7, id, 123),
            new OpenBox(8, id, "crate", 10),
            new OpenWallet(9),
            new SetClientSeed(10, "lucky"),
            new RotateSeed(11),
            new Withdraw(12, id, 5, Withdraw.HOLD_MAX_MS, true),
            new EndWithdrawal(13, id, new UUID(4, 5), EndWithdrawal.How.VOID),
            new Redeem(14, id, new UUID(6, 7)),
            new TransferItem(15, id, new UUID(8, 9), 16),
            new ListItem(17, id, new UUID(10, 11), 18),
            new CancelListing(19, id, new UUID(12, 13)),
            new BuyListing(20, id, 21, new UUID(14, 15), 22),
            new OfferTrade(
                23,
                id,
                24,
                List.of(new UUID(16, 17), new UUID(18, 19)),
                List.of(),
                25,
                0,
                OfferTrade.VALID_MAX_MS),
            new AnswerTrade(26, id, 27, new UUID(20, 21), AnswerTrade.How.ACCEPT),
            new Reverse(28, id, new UUID(22, 23), null, "a mistake"),
            new Reverse(29, id, new UUID(24, 25), 30L, "another"),
            new Batch(
                31,
                id,
                List.of(
                    new Deposit(31, new UUID(26, 27), 32),
                    new OpenBox(31, new UUID(28, 29), "crate", 1))),
            new GrantPromotion(33, id, 34, "Frühling 🎲"),
            new SetLimit(33, id, LimitKind.LOSS, LimitWindow.MONTH, Amounts.BALANCE_MAX_MINOR),
            new SetLimit(34, id, LimitKind.DEPOSIT, LimitWindow.WEEK, 0L),
            new SetLimit(35, id, LimitKind.SPEND, LimitWindow.DAY, null),
            new Pause(36, id, PauseKind.COOL_OFF, Pause.COOL_OFF_MAX_DAYS),
            new Pause(37, id, PauseKind.SELF_EXCLUSION, null),
            new Import(38, 1, 0, -39, List.of(), List.of()),
            new Import(
                40,
                41,
                -42,
                0,
                List.of(id),
                List.of(
                    new ImportedItem(id, "axe", "Frühling 🎲", "rare", 0, -43, null),
                    new ImportedItem(new UUID(30, 31), "axe", "Axe", "rare", 44, 45, 46L))),
            new FreezeWithdrawals(38, id, "a signal"),
            new ReleaseWithdrawals(39, id, new UUID(30, 31), "looked into"),
            new Traced(new Deposit(38, id, 1), new Traceparent(-1, 2, Long.MIN_VALUE, 3)));

    assertThat(CommandCodec.decodeCommands(CommandCodec.encodeCommands(commands)))
        .isEqualTo(commands);
  }

  @Test
  void outcomesArriveAsTheyWereSent() {
    List<Outcome> outcomes =
        List.of(
            new Outcome.Done(new byte[] {1, 2}, false),
            new Outcome.Done(new byte[0], true),
            new Outcome.Refused(Refusal.BOX_NOT_FOUND, "no box"),
            new Outcome.Unknown("lost"));

    assertThat(CommandCodec.decodeOutcomes(CommandCodec.encodeOutcomes(outcomes)))
        .isEqualTo(outcomes);
  }

  @Test
  void repliesAreComparedByTheirBytes() {
    Outcome.Done done = new Outcome.Done(new byte[] {1}, false);

    assertThat(done)
        .isEqualTo(new Outcome.Done(new byte[] {1}, false))
        .hasSameHashCodeAs(new Outcome.Done(new byte[] {1}, false))
        .isNotEqualTo(new Outcome.Done(new byte[] {2}, false))
        .isNotEqualTo(new Outcome.Done(new byte[] {1}, true))
        .isNotEqualTo("1");
    assertThat(done.hashCode()).isNotEqualTo(new Outcome.Done(new byte[] {2}, false).hashCode());
  }

  @Test
  void nothingButLedgerCommandsComesInABatch() {
    UUID id = TransactionIds.ofKey(7, "key");
    byte[] bytes =
        CommandCodec.encodeCommands(
            List.of(new Batch(7, id, List.of(new Deposit(7, new UUID(1, 2), 3)))));
    int typeOfTheFirst = 1 + 4 + 1 + 8 + 16 + 1;
    for (byte type : new byte[] {3, 16}) {
      bytes[typeOfTheFirst] = type;
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> CommandCodec.decodeCommands(bytes));
    }
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> CommandCodec.decodeCommands(new byte[] {9, 0, 0, 0, 0}));
  }
}
