package com.rollingdrop.ops;

import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.grid.settings.SettingsLoader;
import com.rollingdrop.persistence.events.EventDelivery;
import com.rollingdrop.persistence.events.EventMessages;
import com.rollingdrop.persistence.events.StopSignal;
import com.rollingdrop.persistence.kafka.KafkaAccess;
import com.rollingdrop.persistence.kafka.KafkaUser;
import com.rollingdrop.persistence.replay.EventReplay;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.apache.ignite.Ignite;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends the events of a time to Kafka once more, from the grid's ledger. */
@Command(
    name = "cdc-replay",
    description = {
      "Sends the events of all transactions of a time to Kafka once more, from the grid's ledger:",
      "the same messages with the same ids, each user's in the order of the ledger. For when a node",
      "was lost for good before its log was read. Waits out an outage of Kafka; it may be repeated.",
      "Exit code 0 when Kafka holds all, 1 when one could not become an event, when the grid is away",
      "or no longer holds all of that time, 2 for a wrong call."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
final class CdcReplay implements Callable<Integer> {
  private static final String NAME = "cdc-replay";
  private static final long PROGRESS_EVERY_NANOS = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      required = true,
      converter = Time.class,
      description = "included; as 2026-01-31T12:00:00Z")
  private Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      required = true,
      converter = Time.class,
      description = "excluded; as 2026-01-31T13:00:00Z")
  private Instant to;

  private long toldNanos = System.nanoTime();

  /** With one sentence for what is no time. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException("is no time as 2026-01-31T12:00:00Z: " + text);
      }
    }
  }

  @Override
  public Integer call() {
    if (!from.isBefore(to)) {
      throw new ParameterException(spec.commandLine(), "--from must be before --to");
    }
    Settings settings = SettingsLoader.load();
    PrintWriter out = spec.commandLine().getOut();
    try (Ignite ignite = GridClient.join(settings, NAME);
        EventDelivery delivery =
            new EventDelivery(
                KafkaAccess.of(settings, KafkaUser.CDC), NAME, new Told(), new StopSignal())) {
      EventReplay replay =
          new EventReplay(ignite, new EventMessages(settings), delivery, settings.cdc().batchMax());
      replay.run(from.toEpochMilli(), to.toEpochMilli(), this::tell);
      out.printf("%d transactions were sent once more%n", replay.entries());
      if (replay.unfit() > 0) {
        out.printf("%,d could not become an event; the log names them%n", replay.unfit());
      }
      long closed = replay.closedLedgers(from.toEpochMilli());
      if (closed > 0) {
        out.printf(
            "of %,d players the grid no longer holds all of that time: their older transactions"
                + " were not sent%n",
            closed);
      }
      out.flush();
      return replay.unfit() == 0 && closed == 0 ? 0 : 1;
    }
  }

  private void tell(int done, int partitions, long entries) {
    long now = System.nanoTime();
    if (now - toldNanos > PROGRESS_EVERY_NANOS) {
      toldNanos = now;
      PrintWriter out = spec.commandLine().getOut();
      out.printf("  partition %d of %d, %,d transactions so far%n", done, partitions, entries);
      out.flush();
    }
  }

  /** Says what keeps the messages. */
  private final class Told implements EventDelivery.Watcher {
    @Override
    public void onFailure(int messages) {
      say("Kafka did not take " + messages + " messages; they are sent again");
    }

    @Override
    public void onRefused(ProducerRecord<byte[], byte[]> message) {
      say("Kafka refuses a message for " + message.topic() + "; it is a dead letter");
    }

    private void say(String sentence) {
      PrintWriter err = spec.commandLine().getErr();
      err.println(sentence);
      err.flush();
    }
  }
}
