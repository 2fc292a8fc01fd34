/** The sink that brings transaction events from Kafka to ClickHouse, each exactly once. */
@NullMarked
package com.rollingdrop.persistence.clickhouse;

import org.jspecify.annotations.NullMarked;
