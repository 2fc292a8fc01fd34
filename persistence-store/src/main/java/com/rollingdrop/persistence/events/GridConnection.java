package com.rollingdrop.persistence.events;

import java.util.List;
import org.apache.ignite.Ignition;
import org.apache.ignite.client.ClientException;
import org.apache.ignite.client.IgniteClient;
import org.apache.ignite.configuration.ClientConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thin client of the grid that connects when it is needed, and anew after {@link #disconnect}.
 * For one thread, but for {@link #close}.
 */
public final class GridConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GridConnection.class);
  private static final int TIMEOUT_MS = 10_000;

  private final String[] addresses;
  private volatile @Nullable IgniteClient client;

  /**
   * @param addresses {@code host:port[..port]}; one that answers will do
   */
  public GridConnection(List<String> addresses) {
    this.addresses = addresses.toArray(String[]::new);
  }

  /**
   * The client.
   *
   * @throws ClientException when no node answers
   */
  public IgniteClient client() {
    IgniteClient connected = client;
    if (connected == null) {
      connected =
          Ignition.startClient(
              new ClientConfiguration()
                  .setAddresses(addresses)
                  .setTimeout(TIMEOUT_MS)
                  .setPartitionAwarenessEnabled(false));
      client = connected;
    }
    return connected;
  }

  /** Gives up a connection that failed. */
  public void disconnect() {
    IgniteClient connected = client;
    client = null;
    if (connected != null) {
      try {
        connected.close();
      } catch (ClientException e) {
        LOG.debug("closing a broken connection", e);
      }
    }
  }

  @Override
  public void close() {
    disconnect();
  }
}
