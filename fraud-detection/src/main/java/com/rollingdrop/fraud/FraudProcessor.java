package com.rollingdrop.fraud;

import com.rollingdrop.persistence.events.EventFormatException;
import com.rollingdrop.persistence.events.EventReader;
import com.rollingdrop.persistence.events.TransactionEvent;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes each event into the state of its player, and sends on what it gives rise to. State, signals
 * and place in the topic are committed together, so a kill loses no signal and doubles none.
 *
 * <p>It knows no other time than the events'. A message that is no event is left out and counted;
 * the sinks make a dead letter of it.
 */
final class FraudProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  /** The store with what is known of each player. */
  static final String STORE = "players";

  private static final Logger LOG = LoggerFactory.getLogger(FraudProcessor.class);

  private final FraudRules rules;
  private final FraudProgress progress;
  private final EventReader reader = new EventReader();
  private final SignalMessages messages = new SignalMessages();
  private @Nullable ProcessorContext<byte[], byte[]> context;
  private @Nullable KeyValueStore<Long, byte[]> players;

  FraudProcessor(FraudRules rules, FraudProgress progress) {
    this.rules = rules;
    this.progress = progress;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> newContext) {
    context = newContext;
    players = newContext.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], byte[]> message) {
    TransactionEvent event;
    try {
      event = reader.read(message.headers(), message.value());
    } catch (EventFormatException e) {
      progress.onUnreadable();
      LOG.warn("left out a message that is no event: {}", e.toString());
      return;
    }
    KeyValueStore<Long, byte[]> store = Objects.requireNonNull(players);
    PlayerState state = PlayerState.read(store.get(event.userId()));
    FraudRules.Followed followed = rules.follow(state, event);
    if (!followed.isNew()) {
      progress.onRepeated();
      return;
    }
    store.put(event.userId(), state.write());
    progress.onFollowed(event.timestampMs());
    for (Signal signal : followed.signals()) {
      Objects.requireNonNull(context)
          .forward(
              new Record<>(
                  messages.key(signal),
                  messages.body(signal),
                  message.timestamp(),
                  messages.headers()));
    }
  }
}
