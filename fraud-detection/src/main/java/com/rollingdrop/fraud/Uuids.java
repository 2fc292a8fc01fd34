package com.rollingdrop.fraud;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;

/** Ids as 16 bytes. */
final class Uuids {
  private Uuids() {}

  static void write(DataOutput out, UUID id) throws IOException {
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  static UUID read(DataInput in) throws IOException {
    return new UUID(in.readLong(), in.readLong());
  }
}
