package com.rollingdrop.compute.command;

import com.rollingdrop.grid.model.LimitKind;
import com.rollingdrop.grid.model.LimitWindow;
import com.rollingdrop.grid.model.PauseKind;
import com.rollingdrop.grid.model.Traceparent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch of commands on its way to a node, and its outcomes on their way back, as bytes. The first
 * byte is the format, so that nodes of two releases can talk during a rolling upgrade.
 */
public final class CommandCodec {
  private static final int FORMAT = 1;

  private static final int DEPOSIT = 1;
  private static final int OPEN_BOX = 2;
  private static final int OPEN_WALLET = 3;
  private static final int SET_CLIENT_SEED = 4;
  private static final int ROTATE_SEED = 5;
  private static final int WITHDRAW = 6;
  private static final int END_WITHDRAWAL = 7;
  private static final int REDEEM = 8;
  private static final int TRANSFER_ITEM = 9;
  private static final int LIST_ITEM = 10;
  private static final int CANCEL_LISTING = 11;
  private static final int BUY_LISTING = 12;
  private static final int OFFER_TRADE = 13;
  private static final int ANSWER_TRADE = 14;
  private static final int REVERSE = 15;
  private static final int BATCH = 16;

  private static final int GRANT_PROMOTION = 20;
  private static final int SET_LIMIT = 30;
  private static final int PAUSE = 31;
  private static final int IMPORT = 40;
  private static final int FREEZE_WITHDRAWALS = 32;
  private static final int RELEASE_WITHDRAWALS = 33;

  /** In front of another: a traceparent, and the command that has it. */
  private static final int TRACED = 50;

  /** Instead of a number that is not there. */
  private static final int NONE = -1;

  private static final int DONE = 1;
  private static final int REPLAYED = 2;
  private static final int REFUSED = 3;
  private static final int UNKNOWN = 4;

  private CommandCodec() {}

  public static byte[] encodeCommands(List<? extends Command> commands) {
    return joinCommands(commands.stream().map(CommandCodec::encode).toList());
  }

  /** One command, to be sent with others by {@link #joinCommands}. */
  public static byte[] encode(Command command) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    try {
      write(new DataOutputStream(bytes), command);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * A batch of commands.
   *
   * @param encoded by {@link #encode}, each
   */
  public static byte[] joinCommands(List<byte[]> encoded) {
    return encode(encoded, DataOutputStream::write);
  }

  public static List<Command> decodeCommands(byte[] bytes) {
    return decode(bytes, CommandCodec::readCommand);
  }

  public static byte[] encodeOutcomes(List<Outcome> outcomes) {
    return encode(outcomes, CommandCodec::write);
  }

  public static List<Outcome> decodeOutcomes(byte[] bytes) {
    return decode(bytes, CommandCodec::readOutcome);
  }

  private static void write(DataOutputStream out, Command command) throws IOException {
    if (command instanceof Traced traced) {
      out.writeByte(TRACED);
      out.write(traced.traceparent().bytes());
      write(out, traced.command());
    } else if (command instanceof Deposit deposit) {
      ledgerCommand(out, DEPOSIT, deposit);
      out.writeLong(deposit.amountMinor());
    } else if (command instanceof OpenBox opening) {
      ledgerCommand(out, OPEN_BOX, opening);
      out.writeUTF(opening.boxId());
      out.writeByte(opening.count());
    } else if (command instanceof Withdraw withdrawal) {
      ledgerCommand(out, WITHDRAW, withdrawal);
      out.writeLong(withdrawal.amountMinor());
      out.writeLong(withdrawal.holdForMs());
      out.writeBoolean(withdrawal.settlesAtExpiry());
    } else if (command instanceof EndWithdrawal end) {
      ledgerCommand(out, END_WITHDRAWAL, end);
      uuid(out, end.withdrawalId());
      out.writeUTF(end.how().name());
    } else if (command instanceof Redeem redemption) {
      ledgerCommand(out, REDEEM, redemption);
      uuid(out, redemption.itemId());
    } else if (command instanceof TransferItem transfer) {
      ledgerCommand(out, TRANSFER_ITEM, transfer);
      uuid(out, transfer.itemId());
      out.writeLong(transfer.recipientId());
    } else if (command instanceof ListItem listing) {
      ledgerCommand(out, LIST_ITEM, listing);
      uuid(out, listing.itemId());
      out.writeLong(listing.priceMinor());
    } else if (command instanceof CancelListing cancellation) {
      ledgerCommand(out, CANCEL_LISTING, cancellation);
      uuid(out, cancellation.itemId());
    } else if (command instanceof BuyListing purchase) {
      ledgerCommand(out, BUY_LISTING, purchase);
      out.writeLong(purchase.sellerId());
      uuid(out, purchase.itemId());
      out.writeLong(purchase.priceMinor());
    } else if (command instanceof OfferTrade offer) {
      ledgerCommand(out, OFFER_TRADE, offer);
      out.writeLong(offer.recipientId());
      uuids(out, offer.offeredItems());
      uuids(out, offer.askedItems());
      out.writeLong(offer.offeredMinor());
      out.writeLong(offer.askedMinor());
      out.writeLong(offer.validForMs());
    } else if (command instanceof AnswerTrade answer) {
      ledgerCommand(out, ANSWER_TRADE, answer);
      out.writeLong(answer.offererId());
      uuid(out, answer.offerId());
      out.writeUTF(answer.how().name());
    } else if (command instanceof Reverse reversal) {
      ledgerCommand(out, REVERSE, reversal);
      uuid(out, reversal.targetTransactionId());
      Long counterpartyId = reversal.counterpartyId();
      out.writeBoolean(counterpartyId != null);
      if (counterpartyId != null) {
        out.writeLong(counterpartyId);
      }
      out.writeUTF(reversal.reason());
    } else if (command instanceof Batch batch) {
      ledgerCommand(out, BATCH, batch);
      out.writeByte(batch.commands().size());
      for (LedgerCommand each : batch.commands()) {
        write(out, each);
      }
    } else if (command instanceof GrantPromotion grant) {
      ledgerCommand(out, GRANT_PROMOTION, grant);
      out.writeLong(grant.amountMinor());
      out.writeUTF(grant.campaign());
    } else if (command instanceof SetLimit limit) {
      ledgerCommand(out, SET_LIMIT, limit);
      out.writeUTF(limit.kind().name());
      out.writeUTF(limit.window().name());
      Long amountMinor = limit.amountMinor();
      out.writeLong(amountMinor == null ? NONE : amountMinor);
    } else if (command instanceof Pause pause) {
      ledgerCommand(out, PAUSE, pause);
      out.writeUTF(pause.kind().name());
      Integer days = pause.days();
      out.writeInt(days == null ? NONE : days);
    } else if (command instanceof Import part) {
      head(out, IMPORT, part);
      ImportCodec.write(out, part);
    } else if (command instanceof FreezeWithdrawals freeze) {
      ledgerCommand(out, FREEZE_WITHDRAWALS, freeze);
      out.writeUTF(freeze.reason());
    } else if (command instanceof ReleaseWithdrawals release) {
      ledgerCommand(out, RELEASE_WITHDRAWALS, release);
      uuid(out, release.freezeId());
      out.writeUTF(release.reason());
    } else if (command instanceof OpenWallet) {
      head(out, OPEN_WALLET, command);
    } else if (command instanceof SetClientSeed choice) {
      head(out, SET_CLIENT_SEED, command);
      out.writeUTF(choice.clientSeed());
    } else if (command instanceof RotateSeed) {
      head(out, ROTATE_SEED, command);
    } else {
      throw new IllegalArgumentException("no form for " + command.getClass());
    }
  }

  private static void head(DataOutputStream out, int type, Command command) throws IOException {
    out.writeByte(type);
    out.writeLong(command.playerId());
  }

  private static void ledgerCommand(DataOutputStream out, int type, LedgerCommand command)
      throws IOException {
    head(out, type, command);
    uuid(out, command.transactionId());
  }

  private static void uuid(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void uuids(DataOutputStream out, List<UUID> ids) throws IOException {
    out.writeByte(ids.size());
    for (UUID id : ids) {
      uuid(out, id);
    }
  }

  private static Command readCommand(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    if (type == TRACED) {
      byte[] traceparent = new byte[Traceparent.BYTES];
      in.readFully(traceparent);
      return new Traced(readCommand(in.readUnsignedByte(), in), Traceparent.of(traceparent));
    }
    return readCommand(type, in);
  }

  private static List<LedgerCommand> readLedgerCommands(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    List<LedgerCommand> commands = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int type = in.readUnsignedByte();
      // Looked at before it is read: batches in batches would go as deep as the bytes allow.
      if (type == BATCH || !(readCommand(type, in) instanceof LedgerCommand command)) {
        throw new IOException("no command of type " + type + " in a batch");
      }
      commands.add(command);
    }
    return commands;
  }

  private static Command readCommand(int type, DataInputStream in) throws IOException {
    long playerId = in.readLong();
    return switch (type) {
      case DEPOSIT -> new Deposit(playerId, uuid(in), in.readLong());
      case OPEN_BOX -> new OpenBox(playerId, uuid(in), in.readUTF(), in.readUnsignedByte());
      case WITHDRAW ->
          new Withdraw(playerId, uuid(in), in.readLong(), in.readLong(), in.readBoolean());
      case END_WITHDRAWAL ->
          new EndWithdrawal(playerId, uuid(in), uuid(in), EndWithdrawal.How.valueOf(in.readUTF()));
      case REDEEM -> new Redeem(playerId, uuid(in), uuid(in));
      case TRANSFER_ITEM -> new TransferItem(playerId, uuid(in), uuid(in), in.readLong());
      case LIST_ITEM -> new ListItem(playerId, uuid(in), uuid(in), in.readLong());
      case CANCEL_LISTING -> new CancelListing(playerId, uuid(in), uuid(in));
      case BUY_LISTING ->
          new BuyListing(playerId, uuid(in), in.readLong(), uuid(in), in.readLong());
      case OFFER_TRADE ->
          new OfferTrade(
              playerId,
              uuid(in),
              in.readLong(),
              uuids(in),
              uuids(in),
              in.readLong(),
              in.readLong(),
              in.readLong());
      case ANSWER_TRADE ->
          new AnswerTrade(
              playerId, uuid(in), in.readLong(), uuid(in), AnswerTrade.How.valueOf(in.readUTF()));
      case REVERSE ->
          new Reverse(
              playerId, uuid(in), uuid(in), in.readBoolean() ? in.readLong() : null, in.readUTF());
      case BATCH -> new Batch(playerId, uuid(in), readLedgerCommands(in));
      case GRANT_PROMOTION -> new GrantPromotion(playerId, uuid(in), in.readLong(), in.readUTF());
      case SET_LIMIT ->
          new SetLimit(
              playerId,
              uuid(in),
              LimitKind.valueOf(in.readUTF()),
              LimitWindow.valueOf(in.readUTF()),
              amount(in.readLong()));
      case PAUSE ->
          new Pause(playerId, uuid(in), PauseKind.valueOf(in.readUTF()), days(in.readInt()));
      case IMPORT -> ImportCodec.read(playerId, in);
      case FREEZE_WITHDRAWALS -> new FreezeWithdrawals(playerId, uuid(in), in.readUTF());
      case RELEASE_WITHDRAWALS ->
          new ReleaseWithdrawals(playerId, uuid(in), uuid(in), in.readUTF());
      case OPEN_WALLET -> new OpenWallet(playerId);
      case SET_CLIENT_SEED -> new SetClientSeed(playerId, in.readUTF());
      case ROTATE_SEED -> new RotateSeed(playerId);
      default -> throw new IOException("no command of type " + type);
    };
  }

  private static @Nullable Long amount(long amountMinor) {
    return amountMinor == NONE ? null : amountMinor;
  }

  private static @Nullable Integer days(int days) {
    return days == NONE ? null : days;
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }

  private static List<UUID> uuids(DataInputStream in) throws IOException {
    int count = in.readUnsignedByte();
    List<UUID> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(uuid(in));
    }
    return ids;
  }

  private static void write(DataOutputStream out, Outcome outcome) throws IOException {
    if (outcome instanceof Outcome.Done done) {
      out.writeByte(done.replayed() ? REPLAYED : DONE);
      out.writeInt(done.reply().length);
      out.write(done.reply());
    } else if (outcome instanceof Outcome.Refused refused) {
      out.writeByte(REFUSED);
      out.writeUTF(refused.refusal().name());
      out.writeUTF(refused.detail());
    } else if (outcome instanceof Outcome.Unknown unknown) {
      out.writeByte(UNKNOWN);
      out.writeUTF(unknown.detail());
    }
  }

  private static Outcome readOutcome(DataInputStream in) throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case DONE, REPLAYED -> new Outcome.Done(in.readNBytes(in.readInt()), type == REPLAYED);
      case REFUSED -> new Outcome.Refused(Refusal.valueOf(in.readUTF()), in.readUTF());
      case UNKNOWN -> new Outcome.Unknown(in.readUTF());
      default -> throw new IOException("no outcome of type " + type);
    };
  }

  @FunctionalInterface
  private interface Writer<T> {
    void write(DataOutputStream out, T value) throws IOException;
  }

  @FunctionalInterface
  private interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  private static <T> byte[] encode(List<? extends T> values, Writer<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * values.size() + 8);
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      out.writeByte(FORMAT);
      out.writeInt(values.size());
      for (T value : values) {
        writer.write(out, value);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static <T> List<T> decode(byte[] bytes, Reader<T> reader) {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    try {
      int format = in.readUnsignedByte();
      if (format != FORMAT) {
        throw new IOException("no such format: " + format);
      }
      int count = in.readInt();
      List<T> values = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        values.add(reader.read(in));
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
