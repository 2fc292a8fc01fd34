package com.rollingdrop.compute.command;

import com.rollingdrop.compute.fairness.Digests;
import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Links a player's ledger entries: each entry's hash is the SHA-256 of the hash before and of
 * everything the entry says, in a form that can be read one way only. Who changes, removes or
 * inserts an entry breaks every hash after it, and the last one stands in the wallet.
 *
 * <p>The form, big-endian: the hash before (32 bytes); playerId, sequence, amountMinor,
 * balanceAfterMinor, heldAfterMinor, createdAtMs (8 bytes each); the transaction id (16 bytes);
 * then each of kind, debitAccount, creditAccount, boxId, fingerprint and reply as its length in
 * bytes (4 bytes) and its bytes, -1 for none; counterpartyId and referenceId as one byte 0, or 1
 * and the value; itemsIn and itemsOut as their number (4 bytes) and 16 bytes each. Then, only where
 * one of them is not 0, a byte 1, promoMinor and promoAfterMinor (8 bytes each): so an entry of a
 * player without promotional money has the hash that it had before there was any.
 */
public final class LedgerChain {
  private static final int TYPICAL_BYTES = 1_536;

  /** Begins a part that only some entries have; the next such part takes the next number. */
  private static final int PROMO_PART = 1;

  private LedgerChain() {}

  /**
   * The hash of an entry.
   *
   * @param before hash of the player's entry before, 32 zero bytes for the first
   */
  public static byte[] hash(byte[] before, LedgerKey key, LedgerEntry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(before);
      out.writeLong(key.playerId());
      out.writeLong(entry.sequence());
      out.writeLong(entry.amountMinor());
      out.writeLong(entry.balanceAfterMinor());
      out.writeLong(entry.heldAfterMinor());
      out.writeLong(entry.createdAtMs());
      uuid(out, key.transactionId());
      text(out, entry.kind().name());
      text(out, entry.debitAccount().name());
      text(out, entry.creditAccount().name());
      text(out, entry.boxId());
      bytes(out, entry.fingerprint());
      bytes(out, entry.reply());
      Long counterpartyId = entry.counterpartyId();
      out.writeBoolean(counterpartyId != null);
      if (counterpartyId != null) {
        out.writeLong(counterpartyId);
      }
      UUID referenceId = entry.referenceId();
      out.writeBoolean(referenceId != null);
      if (referenceId != null) {
        uuid(out, referenceId);
      }
      uuids(out, entry.itemsIn());
      uuids(out, entry.itemsOut());
      if (entry.promoMinor() != 0 || entry.promoAfterMinor() != 0) {
        out.writeByte(PROMO_PART);
        out.writeLong(entry.promoMinor());
        out.writeLong(entry.promoAfterMinor());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Digests.sha256(bytes.toByteArray());
  }

  private static void uuids(DataOutputStream out, List<UUID> ids) throws IOException {
    out.writeInt(ids.size());
    for (UUID id : ids) {
      uuid(out, id);
    }
  }

  private static void uuid(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
    } else {
      bytes(out, text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void bytes(DataOutputStream out, byte[] value) throws IOException {
    out.writeInt(value.length);
    out.write(value);
  }
}
