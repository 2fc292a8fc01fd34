/** The grid's ledger as events: Avro, topics, and change data capture from the WAL to Kafka. */
@NullMarked
package com.rollingdrop.persistence.events;

import org.jspecify.annotations.NullMarked;
