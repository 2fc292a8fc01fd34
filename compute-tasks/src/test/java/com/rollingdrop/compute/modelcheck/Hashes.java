package com.rollingdrop.compute.modelcheck;

import com.rollingdrop.grid.model.LedgerEntry;
import com.rollingdrop.grid.model.LedgerKey;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The published formulas a second time, written from their descriptions: the chain of the ledger,
 * the ticket of a draw, the ids that are derived.
 */
final class Hashes {
  private static final int LARGEST_ENTRY = 1 << 16;

  private Hashes() {}

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The link of an entry to the one before. */
  static byte[] link(byte[] before, LedgerKey key, LedgerEntry entry) {
    ByteBuffer form = ByteBuffer.allocate(LARGEST_ENTRY);
    form.put(before).putLong(key.playerId()).putLong(entry.sequence());
    form.putLong(entry.amountMinor()).putLong(entry.balanceAfterMinor());
    form.putLong(entry.heldAfterMinor()).putLong(entry.createdAtMs());
    put(form, key.transactionId());
    put(form, utf8(entry.kind().name()));
    put(form, utf8(entry.debitAccount().name()));
    put(form, utf8(entry.creditAccount().name()));
    put(form, entry.boxId() == null ? null : utf8(entry.boxId()));
    put(form, entry.fingerprint());
    put(form, entry.reply());
    Long counterparty = entry.counterpartyId();
    form.put((byte) (counterparty == null ? 0 : 1));
    if (counterparty != null) {
      form.putLong(counterparty);
    }
    UUID reference = entry.referenceId();
    form.put((byte) (reference == null ? 0 : 1));
    if (reference != null) {
      put(form, reference);
    }
    for (List<UUID> ids : List.of(entry.itemsIn(), entry.itemsOut())) {
      form.putInt(ids.size());
      ids.forEach(id -> put(form, id));
    }
    if (entry.promoMinor() != 0 || entry.promoAfterMinor() != 0) {
      form.put((byte) 1).putLong(entry.promoMinor()).putLong(entry.promoAfterMinor());
    }
    byte[] bytes = new byte[form.position()];
    form.flip().get(bytes);
    return sha256(bytes);
  }

  /** The first 8 bytes of the HMAC, unsigned, times the tickets, divided by 2^64. */
  static long ticket(byte[] serverSeed, String clientSeed, long nonce, long draw, long tickets) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(serverSeed, "HmacSHA256"));
      byte[] digest = mac.doFinal(utf8(clientSeed + ":" + nonce + ":" + draw));
      return new BigInteger(1, ByteBuffer.allocate(8).put(digest, 0, 8).array())
          .multiply(BigInteger.valueOf(tickets))
          .shiftRight(64)
          .longValueExact();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A version 8 UUID of the text's SHA-256. */
  static UUID derivedId(String text) {
    byte[] digest = sha256(utf8(text));
    digest[6] = (byte) ((digest[6] & 0x0F) | 0x80);
    digest[8] = (byte) ((digest[8] & 0x3F) | 0x80);
    ByteBuffer id = ByteBuffer.wrap(digest);
    return new UUID(id.getLong(), id.getLong());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer form, UUID id) {
    form.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void put(ByteBuffer form, byte @Nullable [] bytes) {
    form.putInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      form.put(bytes);
    }
  }
}
