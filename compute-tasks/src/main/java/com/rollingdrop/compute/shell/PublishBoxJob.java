package com.rollingdrop.compute.shell;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Published;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.Guarantee;
import java.util.List;
import org.apache.ignite.Ignite;
import org.apache.ignite.lang.IgniteCallable;
import org.apache.ignite.resources.IgniteInstanceResource;
import org.jspecify.annotations.Nullable;

/** Publishes a box on a server node, which is where the mirror is. */
public final class PublishBoxJob implements IgniteCallable<Published> {
  private static final long serialVersionUID = 1L;

  // The definition itself is a record, which the grid's marshaller does not take.
  private final String boxId;
  private final String name;
  private final long priceMinor;
  private final long totalTickets;
  private final BoxItem[] items;
  private final @Nullable Long stock;
  private final @Nullable Guarantee guarantee;

  @IgniteInstanceResource
  @SuppressWarnings("NullAway.Init") // injected on the node that runs the job
  private transient Ignite ignite;

  /**
   * @param definition without problems
   */
  public PublishBoxJob(BoxDefinition definition) {
    this.boxId = definition.boxId();
    this.name = definition.name();
    this.priceMinor = definition.priceMinor();
    this.totalTickets = definition.totalTickets();
    this.items = definition.items().toArray(BoxItem[]::new);
    this.stock = definition.stock();
    this.guarantee = definition.guarantee();
  }

  @Override
  public Published call() {
    return CommandExecutor.of(ignite)
        .publisher()
        .publish(
            new BoxDefinition(
                boxId, name, priceMinor, totalTickets, List.of(items), stock, guarantee));
  }
}
