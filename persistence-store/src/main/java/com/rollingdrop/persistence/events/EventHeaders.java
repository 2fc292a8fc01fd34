package com.rollingdrop.persistence.events;

import com.rollingdrop.grid.model.Traceparent;

/** Names and values of the headers that messages carry. Values are UTF-8 text. */
public final class EventHeaders {
  /** CRC-64-AVRO of the schema that the body was written with, hex. */
  public static final String SCHEMA_FINGERPRINT = "avro-schema-fingerprint";

  public static final String CONTENT_TYPE = "content-type";

  /** Raw Avro binary: no container, no framing. */
  public static final String AVRO_BINARY = "avro/binary";

  /** Where the request stood in a trace, by W3C Trace Context; only where it stood in one. */
  public static final String TRACEPARENT = Traceparent.HEADER;

  /** On a dead letter: why it could not be handled. */
  public static final String REASON = "reason";

  /** On a dead letter: what it is, so that a person finds the original. */
  public static final String ORIGIN = "origin";

  private EventHeaders() {}
}
