package com.rollingdrop.persistence.postgres;

/** What a column is in its table. */
enum ColumnRole {
  /** Of the primary key, and of the cache's key. */
  KEY,
  /** Of the primary key, because the table is partitioned by it. */
  MONTH_KEY,
  /** Money that the row stands for, minor units. */
  MONEY,
  /** Shown nowhere but in its table. */
  SECRET,
  OTHER
}
