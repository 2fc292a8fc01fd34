package com.rollingdrop.persistence.events;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes records of one schema as raw Avro binary. Not thread-safe: it reuses its buffers. */
public final class AvroBinary {
  private final GenericDatumWriter<GenericRecord> writer;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
  private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);

  public AvroBinary(Schema schema) {
    this.writer = new GenericDatumWriter<>(schema);
  }

  /** The record's bytes. */
  public byte[] write(GenericRecord record) {
    out.reset();
    try {
      writer.write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // in memory: can't happen
    }
    return out.toByteArray();
  }
}
