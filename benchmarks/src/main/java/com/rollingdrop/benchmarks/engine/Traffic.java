package com.rollingdrop.benchmarks.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What processes have said to one another over the grid's communication. What is said inside a
 * process and the discovery, which says the same whether there is work or not, are not in it.
 */
public record Traffic(Counters client, List<Counters> nodes) {
  public Traffic {
    nodes = List.copyOf(nodes);
  }

  /** What one process has sent and got, since it was started or between two readings. */
  public record Counters(
      long sentMessages, long sentBytes, long receivedMessages, long receivedBytes) {
    long[] toArray() {
      return new long[] {sentMessages, sentBytes, receivedMessages, receivedBytes};
    }

    static Counters of(long[] numbers) {
      return new Counters(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    Counters minus(Counters other) {
      long[] mine = toArray();
      long[] others = other.toArray();
      Arrays.setAll(mine, i -> mine[i] - others[i]);
      return of(mine);
    }
  }

  /** What was said since an earlier reading, or beyond what was said anyway. */
  public Traffic minus(Traffic other) {
    List<Counters> left = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      left.add(nodes.get(i).minus(other.nodes.get(i)));
    }
    return new Traffic(client.minus(other.client), left);
  }

  /** Every message once, where it was sent. */
  public long messages() {
    return sum(Counters::sentMessages);
  }

  /** Every message once, where it arrived. */
  public long arrived() {
    return sum(Counters::receivedMessages);
  }

  /** Messages between the client and the nodes, both ways. */
  public long clientMessages() {
    return client.sentMessages() + client.receivedMessages();
  }

  /** Bytes on all connections, every byte once, where it was sent. */
  public long bytes() {
    return sum(Counters::sentBytes);
  }

  private long sum(ToLongFunction<Counters> figure) {
    return figure.applyAsLong(client) + nodes.stream().mapToLong(figure).sum();
  }
}
