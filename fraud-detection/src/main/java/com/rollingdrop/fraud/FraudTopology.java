package com.rollingdrop.fraud;

import com.rollingdrop.persistence.events.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * From transactions to signals in one step: all rules look from one player's side, and events are
 * keyed by player, so nothing has to be sent around between tasks.
 */
final class FraudTopology {
  private FraudTopology() {}

  /**
   * @param rules used by one thread
   */
  static Topology of(FraudRules rules, FraudProgress progress) {
    return new Topology()
        .addSource(
            "transactions",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.TRANSACTION_EVENTS)
        .addProcessor("rules", () -> new FraudProcessor(rules, progress), "transactions")
        .addStateStore(
            Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(FraudProcessor.STORE),
                    Serdes.Long(),
                    Serdes.ByteArray())
                .withCachingEnabled(),
            "rules")
        .addSink(
            "signals",
            Topics.FRAUD_SIGNALS,
            new ByteArraySerializer(),
            new ByteArraySerializer(),
            "rules");
  }
}
