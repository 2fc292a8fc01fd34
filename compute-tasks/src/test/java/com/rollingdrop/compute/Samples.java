package com.rollingdrop.compute;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.Odds;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What several tests need. */
public final class Samples {
  public static final String SEED_KEY = "00112233445566778899aabbccddeeff".repeat(2);

  public static final int MARKET_FEE_BASIS_POINTS = 500;

  public static final BoxDefinition CRATE =
      new BoxDefinition(
          "crate",
          "Crate",
          250,
          1_000,
          List.of(
              new BoxItem("copper", "Copper", "COMMON", 50, 700),
              new BoxItem("silver", "Silver", "RARE", 400, 299),
              new BoxItem("dragon", "Dragon", "LEGENDARY", 50_000, 1)));

  private Samples() {}

  public static BoxVersion version(BoxDefinition box) {
    return new BoxVersion(
        box.name(),
        box.priceMinor(),
        box.totalTickets(),
        Odds.hash(box.items()),
        box.items(),
        1_000);
  }

  public static TicketTable table(BoxDefinition box) {
    return new TicketTable(box.boxId(), 1, version(box));
  }

  public static SeedVault vault() {
    return new SeedVault(SEED_KEY, new SecureRandom());
  }

  /** With the same seeds each time. */
  public static Surroundings repeatableSurroundings(BoxDefinition... boxes) {
    return surroundings(new SeedVault(SEED_KEY, new RepeatableRandom()), boxes);
  }

  public static Surroundings surroundings(BoxDefinition... boxes) {
    return surroundings(vault(), boxes);
  }

  private static Surroundings surroundings(SeedVault vault, BoxDefinition... boxes) {
    Map<String, TicketTable> tables =
        Arrays.stream(boxes).collect(Collectors.toMap(BoxDefinition::boxId, Samples::table));
    return new Surroundings(5_000, "USD", new Rules(MARKET_FEE_BASIS_POINTS), vault, tables::get);
  }

  /** Gives the same bytes whenever it is asked: no secret, and nothing that tests depend on. */
  private static final class RepeatableRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
    }

    @Override
    public long nextLong() {
      return 7;
    }
  }
}
