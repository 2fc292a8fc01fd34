package com.rollingdrop.persistence.postgres;

/**
 * What became of a batch of rows.
 *
 * @param changed rows that the table lacked or had older
 * @param rejected rows that Postgres refused and that were set aside
 */
public record Written(int changed, int rejected) {
  static final Written NOTHING = new Written(0, 0);

  Written plus(Written other) {
    return new Written(changed + other.changed, rejected + other.rejected);
  }
}
