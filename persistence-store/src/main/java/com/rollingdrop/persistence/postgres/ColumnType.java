package com.rollingdrop.persistence.postgres;

/**
 * How a column travels: its type as an array element, and its expressions on the way in and out.
 */
enum ColumnType {
  BIGINT("int8", "%s", "%s"),
  BOOLEAN("bool", "%s", "%s"),
  INTEGER("int4", "%s", "%s"),
  TEXT("text", "%s", "%s"),
  BYTES("bytea", "%s", "%s"),
  UUID("uuid", "%s", "%s"),
  /** Epoch milliseconds in Java, timestamptz in the table. */
  TIME("int8", "from_epoch_ms(%s)", "epoch_ms(%s)"),
  /** JSON text in Java, jsonb in the table. */
  JSON("text", "%s::jsonb", "%s::text");

  private final String element;
  private final String in;
  private final String out;

  ColumnType(String element, String in, String out) {
    this.element = element;
    this.in = in;
    this.out = out;
  }

  /** Element type of the array that carries the column's values. */
  String element() {
    return element;
  }

  String in(String column) {
    return in.replace("%s", column);
  }

  String out(String column) {
    return out.replace("%s", column);
  }
}
