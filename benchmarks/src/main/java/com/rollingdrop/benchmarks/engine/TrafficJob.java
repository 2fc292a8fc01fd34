package com.rollingdrop.benchmarks.engine;

import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;

/**
 * Reads a node's counters. They are the communication's own and therefore of this moment; the
 * cluster's metrics lag behind by seconds.
 */
final class TrafficJob implements IgniteCallable<long[]> {
  private static final long serialVersionUID = 1L;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /** As {@link Traffic.Counters#toArray} has them: records do not travel. */
  @Override
  public long[] call() {
    return of(ignite).toArray();
  }

  static Traffic.Counters of(Ignite ignite) {
    TcpCommunicationSpi communication =
        (TcpCommunicationSpi) ignite.configuration().getCommunicationSpi();
    return new Traffic.Counters(
        communication.getSentMessagesCount(),
        communication.getSentBytesCount(),
        communication.getReceivedMessagesCount(),
        communication.getReceivedBytesCount());
  }
}
