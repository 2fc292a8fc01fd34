package com.rollingdrop.grid.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The reply of a ledger entry in the form in which it is stored: what every reply repeats takes one
 * or two bytes, ids and hashes take their own bytes and not their digits. An opening's reply
 * becomes less than half as long, in memory and twice in the write-ahead log.
 *
 * <p>Unpacking gives back every byte of whatever was packed. The form: one byte format, then a
 * token each for a known field name with its quotes and colon (its number, highest bit set), a
 * quoted UUID (1), 32 bytes as quoted hex (2), 8 bytes as quoted hex (3), any byte that is not
 * printable ASCII (4), a known quoted word (5); every other byte stands for itself.
 */
final class PackedReply {
  private static final byte FORMAT = 1;

  private static final int UUID_TOKEN = 1;
  private static final int HASH_TOKEN = 2;
  private static final int LONG_TOKEN = 3;
  private static final int BYTE_TOKEN = 4;
  private static final int WORD_TOKEN = 5;
  private static final int NAME_BIT = 0x80;

  private static final int UUID_DIGITS = 36;
  private static final int HASH_DIGITS = 64;
  private static final int LONG_DIGITS = 16;

  /** Part of the stored form: add at the end, at most 128, and change none. */
  private static final List<String> NAMES =
      List.of(
          "transactionId",
          "kind",
          "sequence",
          "amountMinor",
          "balanceMinor",
          "heldMinor",
          "promoBalanceMinor",
          "promoChargedMinor",
          "promoAmountMinor",
          "chargedMinor",
          "boxId",
          "boxVersion",
          "oddsHash",
          "items",
          "itemId",
          "definitionId",
          "name",
          "rarity",
          "valueMinor",
          "fairness",
          "serverSeedHash",
          "clientSeed",
          "nonce",
          "draws",
          "draw",
          "ticket",
          "totalTickets",
          "withdrawalId",
          "expiresAt",
          "recipientId",
          "senderId",
          "sellerId",
          "buyerId",
          "priceMinor",
          "feeMinor",
          "offerId",
          "offererId",
          "counterpartyId",
          "offeredMinor",
          "askedMinor",
          "offeredItems",
          "askedItems",
          "how",
          "reason",
          "reversedTransactionId",
          "reversedKind",
          "replies",
          "campaign",
          "itemsIn",
          "itemsOut");

  /** Part of the stored form: add at the end, at most 256, and change none. */
  private static final List<String> WORDS =
      List.of(
          "BOX_OPENING",
          "DEPOSIT",
          "WITHDRAWAL_HOLD",
          "WITHDRAWAL_SETTLEMENT",
          "WITHDRAWAL_VOID",
          "REDEMPTION",
          "TRANSFER_OUT",
          "TRANSFER_IN",
          "LISTING",
          "DELISTING",
          "PURCHASE",
          "SALE",
          "TRADE_OFFER",
          "TRADE",
          "TRADE_END",
          "REVERSAL",
          "BATCH",
          "PROMOTION");

  private static final Map<String, Integer> NAME_NUMBERS = numbers(NAMES);
  private static final Map<String, Integer> WORD_NUMBERS = numbers(WORDS);
  private static final HexFormat HEX = HexFormat.of();

  /** No reply, packed. */
  static final byte[] NONE = {FORMAT};

  private PackedReply() {}

  static byte[] pack(byte[] reply) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(reply.length / 2 + 16);
    out.write(FORMAT);
    int at = 0;
    while (at < reply.length) {
      int token = reply[at] == '"' ? quoted(reply, at, out) : 0;
      if (token > 0) {
        at += token;
      } else {
        plain(reply[at], out);
        at++;
      }
    }
    return out.toByteArray();
  }

  /**
   * @throws IllegalArgumentException when the bytes were not made by {@link #pack}
   */
  static byte[] unpack(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed);
    if (!in.hasRemaining() || in.get() != FORMAT) {
      throw new IllegalArgumentException("not a packed reply");
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(packed.length * 3);
    while (in.hasRemaining()) {
      int token = in.get() & 0xFF;
      if ((token & NAME_BIT) != 0) {
        quoted(NAMES.get(token & ~NAME_BIT), out);
        out.write(':');
        continue;
      }
      switch (token) {
        case UUID_TOKEN -> quoted(new UUID(in.getLong(), in.getLong()).toString(), out);
        case HASH_TOKEN -> quoted(hex(in, HASH_DIGITS / 2), out);
        case LONG_TOKEN -> quoted(hex(in, LONG_DIGITS / 2), out);
        case BYTE_TOKEN -> out.write(in.get());
        case WORD_TOKEN -> quoted(WORDS.get(in.get() & 0xFF), out);
        default -> out.write(token);
      }
    }
    return out.toByteArray();
  }

  /**
   * Writes the token for what is quoted here; how many bytes it stands for, 0 when there is none.
   */
  private static int quoted(byte[] reply, int from, ByteArrayOutputStream out) {
    int end = from + 1;
    while (end < reply.length && reply[end] != '"') {
      end++;
    }
    if (end >= reply.length) {
      return 0;
    }
    int length = end - from - 1;
    String text = new String(reply, from + 1, length, StandardCharsets.ISO_8859_1);
    if (end + 1 < reply.length && reply[end + 1] == ':') {
      Integer name = NAME_NUMBERS.get(text);
      if (name != null) {
        out.write(NAME_BIT | name);
        return length + 3;
      }
    }
    if (length == UUID_DIGITS && isUuid(text)) {
      UUID id = UUID.fromString(text);
      out.write(UUID_TOKEN);
      number(id.getMostSignificantBits(), out);
      number(id.getLeastSignificantBits(), out);
    } else if (length == HASH_DIGITS && isHex(text)) {
      out.write(HASH_TOKEN);
      out.writeBytes(HEX.parseHex(text));
    } else if (length == LONG_DIGITS && isHex(text)) {
      out.write(LONG_TOKEN);
      out.writeBytes(HEX.parseHex(text));
    } else {
      Integer word = WORD_NUMBERS.get(text);
      if (word == null) {
        return 0;
      }
      out.write(WORD_TOKEN);
      out.write(word);
    }
    return length + 2;
  }

  private static void plain(byte value, ByteArrayOutputStream out) {
    if (value < ' ') {
      out.write(BYTE_TOKEN);
    }
    out.write(value);
  }

  private static boolean isHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      char digit = text.charAt(i);
      if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isUuid(String text) {
    return text.charAt(8) == '-'
        && text.charAt(13) == '-'
        && text.charAt(18) == '-'
        && text.charAt(23) == '-'
        && isHex(text.substring(0, 8))
        && isHex(text.substring(9, 13))
        && isHex(text.substring(14, 18))
        && isHex(text.substring(19, 23))
        && isHex(text.substring(24));
  }

  private static String hex(ByteBuffer in, int bytes) {
    byte[] value = new byte[bytes];
    in.get(value);
    return HEX.formatHex(value);
  }

  private static void number(long value, ByteArrayOutputStream out) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
  }

  private static void quoted(String text, ByteArrayOutputStream out) {
    out.write('"');
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    out.write('"');
  }

  private static Map<String, Integer> numbers(List<String> texts) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String text : texts) {
      numbers.put(text, numbers.size());
    }
    return Map.copyOf(numbers);
  }
}
