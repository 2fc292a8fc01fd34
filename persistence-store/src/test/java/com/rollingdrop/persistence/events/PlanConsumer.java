package com.rollingdrop.persistence.events;

import java.io.IOException;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** A consumer that knows nothing but the plan's schema. */
public final class PlanConsumer {
  private PlanConsumer() {}

  public static GenericRecord read(byte[] body) throws IOException {
    return new GenericDatumReader<GenericRecord>(EventSchemas.plan())
        .read(null, DecoderFactory.get().binaryDecoder(body, null));
  }
}
