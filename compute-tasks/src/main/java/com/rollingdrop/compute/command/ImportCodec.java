package com.rollingdrop.compute.command;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An {@link Import} as bytes, behind its type and player. */
final class ImportCodec {
  private ImportCodec() {}

  static void write(DataOutputStream out, Import part) throws IOException {
    out.writeLong(part.sequence());
    out.writeLong(part.cashMinor());
    out.writeLong(part.promoMinor());
    out.writeByte(part.itemsOut().size());
    for (UUID item : part.itemsOut()) {
      uuid(out, item);
    }
    out.writeByte(part.itemsIn().size());
    for (ImportedItem item : part.itemsIn()) {
      uuid(out, item.itemId());
      out.writeUTF(item.definitionId());
      out.writeUTF(item.name());
      out.writeUTF(item.rarity());
      out.writeLong(item.valueMinor());
      out.writeLong(item.acquiredAtMs());
      Long from = item.from();
      out.writeBoolean(from != null);
      if (from != null) {
        out.writeLong(from);
      }
    }
  }

  static Import read(long playerId, DataInputStream in) throws IOException {
    long sequence = in.readLong();
    long cashMinor = in.readLong();
    long promoMinor = in.readLong();
    int outCount = in.readUnsignedByte();
    List<UUID> itemsOut = new ArrayList<>(outCount);
    for (int i = 0; i < outCount; i++) {
      itemsOut.add(uuid(in));
    }
    int inCount = in.readUnsignedByte();
    List<ImportedItem> itemsIn = new ArrayList<>(inCount);
    for (int i = 0; i < inCount; i++) {
      itemsIn.add(
          new ImportedItem(
              uuid(in),
              in.readUTF(),
              in.readUTF(),
              in.readUTF(),
              in.readLong(),
              in.readLong(),
              in.readBoolean() ? in.readLong() : null));
    }
    return new Import(playerId, sequence, cashMinor, promoMinor, itemsOut, itemsIn);
  }

  private static void uuid(DataOutputStream out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(DataInputStream in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
