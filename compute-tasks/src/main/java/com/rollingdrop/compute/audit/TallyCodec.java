package com.rollingdrop.compute.audit;

import com.rollingdrop.grid.model.Account;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Map;

/** A tally on its way between nodes of the same release. */
public final class TallyCodec {
  private TallyCodec() {}

  public static byte[] encode(AuditTally tally) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(tally.players);
      out.writeLong(tally.entries);
      out.writeLong(tally.closedLedgers);
      out.writeLong(tally.closedEntries);
      out.writeLong(tally.itemsInPlay);
      out.writeLong(tally.itemsOutOfPlay);
      out.writeLong(tally.withdrawals);
      out.writeUTF(tally.availableMinor.toString());
      out.writeUTF(tally.heldMinor.toString());
      out.writeUTF(tally.promoMinor.toString());
      out.writeUTF(tally.withdrawalsMinor.toString());
      for (Account account : Account.values()) {
        out.writeUTF(tally.sums.debitMinor(account).toString());
        out.writeUTF(tally.sums.creditMinor(account).toString());
      }
      out.writeUTF(tally.sums.promoMinor().toString());
      out.writeInt(tally.draws.size());
      for (Map.Entry<String, Long> box : tally.draws.entrySet()) {
        out.writeUTF(box.getKey());
        out.writeLong(box.getValue());
      }
      out.writeLong(tally.findingCount);
      out.writeInt(tally.findings.size());
      for (Finding finding : tally.findings) {
        out.writeUTF(finding.fault().name());
        out.writeLong(finding.playerId());
        out.writeUTF(finding.key());
        out.writeUTF(finding.sentence());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static AuditTally decode(byte[] bytes) {
    AuditTally tally = new AuditTally();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      tally.players = in.readLong();
      tally.entries = in.readLong();
      tally.closedLedgers = in.readLong();
      tally.closedEntries = in.readLong();
      tally.itemsInPlay = in.readLong();
      tally.itemsOutOfPlay = in.readLong();
      tally.withdrawals = in.readLong();
      tally.availableMinor = number(in);
      tally.heldMinor = number(in);
      tally.promoMinor = number(in);
      tally.withdrawalsMinor = number(in);
      for (Account account : Account.values()) {
        tally.sums.add(account, number(in), number(in));
      }
      tally.sums.addPromo(number(in));
      int boxes = in.readInt();
      for (int i = 0; i < boxes; i++) {
        tally.draws.put(in.readUTF(), in.readLong());
      }
      tally.findingCount = in.readLong();
      int findings = in.readInt();
      for (int i = 0; i < findings; i++) {
        tally.findings.add(
            new Finding(Fault.valueOf(in.readUTF()), in.readLong(), in.readUTF(), in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tally;
  }

  private static BigInteger number(DataInputStream in) throws IOException {
    return new BigInteger(in.readUTF());
  }
}
