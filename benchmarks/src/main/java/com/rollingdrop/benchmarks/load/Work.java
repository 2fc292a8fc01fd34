package com.rollingdrop.benchmarks.load;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.grid.model.BoxItem;
import java.util.List;

/** What everybody does: one opening of the same box, for players with the same money. */
public final class Work {
  /** The box. */
  public static final BoxDefinition BOX =
      new BoxDefinition(
          "bench-crate",
          "Bench crate",
          250,
          100_000,
          List.of(
              new BoxItem("copper-blade", "Copper blade", "COMMON", 40, 45_000),
              new BoxItem("iron-blade", "Iron blade", "COMMON", 90, 25_000),
              new BoxItem("silver-blade", "Silver blade", "UNCOMMON", 220, 15_000),
              new BoxItem("gold-blade", "Gold blade", "UNCOMMON", 480, 8_000),
              new BoxItem("jade-blade", "Jade blade", "RARE", 1_100, 4_500),
              new BoxItem("ruby-blade", "Ruby blade", "RARE", 2_600, 2_000),
              new BoxItem("onyx-blade", "Onyx blade", "EPIC", 9_000, 490),
              new BoxItem("dragon-blade", "Dragon blade", "LEGENDARY", 90_000, 10)));

  /** In every wallet at first, minor units: enough for 20 million openings. */
  public static final long FUNDS_MINOR = 5_000_000_000L;

  private Work() {}
}
