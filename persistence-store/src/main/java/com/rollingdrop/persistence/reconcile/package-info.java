/** Proves that grid, Postgres, Kafka and ClickHouse say the same, and mends Postgres. */
@NullMarked
package com.rollingdrop.persistence.reconcile;

import org.jspecify.annotations.NullMarked;
