package com.rollingdrop.compute;

import com.rollingdrop.compute.box.BoxDefinition;
import com.rollingdrop.compute.box.TicketTable;
import com.rollingdrop.compute.command.Rules;
import com.rollingdrop.compute.command.Surroundings;
import com.rollingdrop.compute.fairness.SeedVault;
import com.rollingdrop.grid.model.BoxItem;
import com.rollingdrop.grid.model.BoxVersion;
import com.rollingdrop.grid.model.Guarantee;
import com.rollingdrop.grid.model.PromoOrder;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What several tests need. */
public final class Samples {
  private static final long DAY_MS = 86_400_000;

  /** A fee of 5 percent, and all else as it is by default. */
  public static final Rules RULES = rules(PromoOrder.FIRST);

  public static final String SEED_KEY = "00112233445566778899aabbccddeeff".repeat(2);

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

  /** Of which so many draws can be had. */
  public static BoxDefinition limited(String boxId, long stock) {
    return new BoxDefinition(boxId, "Limited", 100, 1_000, CRATE.items(), stock, null);
  }

  /** The crate's items with what it does not have: one better than copper within so many draws. */
  public static BoxDefinition guaranteed(String boxId, int within) {
    return new BoxDefinition(
        boxId,
        "Guaranteed",
        10,
        1_000,
        CRATE.items(),
        null,
        new Guarantee(List.of("RARE", "LEGENDARY"), within));
  }

  private Samples() {}

  public static BoxVersion version(BoxDefinition box) {
    return box.version(1_000);
  }

  public static TicketTable table(BoxDefinition box) {
    return new TicketTable(box.boxId(), 1, version(box));
  }

  /** The rules of {@link #RULES} with another order of promotional money and cash. */
  public static Rules rules(PromoOrder order) {
    return new Rules(500, order, DAY_MS, ZoneOffset.UTC);
  }

  /** The rules of {@link #RULES} with another fee. */
  public static Rules rules(int marketFeeBasisPoints) {
    return new Rules(marketFeeBasisPoints, PromoOrder.FIRST, DAY_MS, ZoneOffset.UTC);
  }

  /** The rules of {@link #RULES} with other ones for limits. */
  public static Rules rules(long limitRaiseDelayMs, ZoneId limitsZone) {
    return new Rules(500, PromoOrder.FIRST, limitRaiseDelayMs, limitsZone);
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
    return new Surroundings(5_000, "USD", RULES, vault, tables::get);
  }

  /**
   * Gives the same seed whenever it is asked, under a nonce of its own: AES-GCM takes none twice.
   */
  private static final class RepeatableRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private static final int NONCE_BYTES = 12;
    private static final AtomicInteger NONCES = new AtomicInteger();

    @Override
    public void nextBytes(byte[] bytes) {
      Arrays.fill(bytes, (byte) 7);
      if (bytes.length == NONCE_BYTES) {
        ByteBuffer.wrap(bytes).putInt(NONCES.incrementAndGet());
      }
    }

    @Override
    public long nextLong() {
      return 7;
    }
  }
}
