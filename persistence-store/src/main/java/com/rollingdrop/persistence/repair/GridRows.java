package com.rollingdrop.persistence.repair;

import com.rollingdrop.grid.ignite.CacheConfigurations;
import com.rollingdrop.grid.ignite.CacheName;
import com.rollingdrop.grid.model.Pending;
import com.rollingdrop.grid.model.PendingKey;
import com.rollingdrop.grid.model.TransactionKind;
import com.rollingdrop.grid.settings.Settings;
import com.rollingdrop.persistence.events.GridConnection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.ignite.cache.query.SqlFieldsQuery;
import org.apache.ignite.client.IgniteClient;

/**
 * What the grid holds now, asked by thin client. Each method throws {@link
 * org.apache.ignite.client.ClientException} when the grid can't be asked. For one thread, but for
 * {@link #close}.
 */
public final class GridRows implements AutoCloseable {
  /** As many as discovery looks for at one address. */
  private static final int NODES_PER_ADDRESS = 16;

  private static final String ENTRIES_SQL =
      "SELECT kind, createdAtMs FROM "
          + CacheConfigurations.SQL_SCHEMA
          + ".LEDGER WHERE playerId = ? AND (referenceId = ? OR transactionId = ?)";

  private final GridConnection grid;

  GridRows(Settings settings) {
    this(settings, settings.repair().gridAddresses());
  }

  /**
   * @param addresses {@code host:port[..port]}; default: the client ports of the first nodes at the
   *     grid's address
   */
  public GridRows(Settings settings, Optional<List<String>> addresses) {
    this.grid = new GridConnection(addresses.orElseGet(() -> nodesOf(settings)));
  }

  private static List<String> nodesOf(Settings settings) {
    Settings.Grid node = settings.grid();
    int last = node.clientPort() + NODES_PER_ADDRESS - 1;
    return List.of(node.address() + ":" + node.clientPort() + ".." + last);
  }

  /** The entries of those of these keys that the grid holds. */
  public <K, V> Map<K, V> get(CacheName cache, Collection<K> keys) {
    if (keys.isEmpty()) {
      return Map.of();
    }
    IgniteClient client = grid.client();
    Set<Object> sent = new HashSet<>();
    keys.forEach(key -> sent.add(GridKeys.of(client, key)));
    // What is sent in binary form comes back as what it is.
    @SuppressWarnings("unchecked")
    Map<K, V> found = (Map<K, V>) client.<Object, V>cache(cache.id()).getAll(sent);
    return found;
  }

  /** What the ledgers of both sides say of a pending transaction: how it began, how it ended. */
  List<PendingEnd.Entry> entriesOf(PendingKey key, Pending pending) {
    List<PendingEnd.Entry> entries = new ArrayList<>(entriesOf(key.playerId(), key));
    Long recipientId = pending.recipientId();
    if (recipientId != null) {
      entries.addAll(entriesOf(recipientId, key));
    }
    return entries;
  }

  private List<PendingEnd.Entry> entriesOf(long playerId, PendingKey key) {
    SqlFieldsQuery query =
        new SqlFieldsQuery(ENTRIES_SQL).setArgs(playerId, key.transactionId(), key.transactionId());
    List<PendingEnd.Entry> entries = new ArrayList<>();
    try (var rows = grid.client().query(query)) {
      for (List<?> row : rows) {
        entries.add(
            new PendingEnd.Entry(
                TransactionKind.valueOf(String.valueOf(row.get(0))), (Long) row.get(1)));
      }
    }
    return entries;
  }

  /** Returns when the grid answers. */
  void ping() {
    var unused = grid.client().cacheNames();
  }

  /** Connects anew next time. */
  public void disconnect() {
    grid.disconnect();
  }

  @Override
  public void close() {
    grid.close();
  }
}
