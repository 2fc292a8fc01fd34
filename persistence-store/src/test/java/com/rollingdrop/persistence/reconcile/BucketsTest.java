package com.rollingdrop.persistence.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.grid.model.Wallet;
import com.rollingdrop.persistence.postgres.MirrorTables;
import com.rollingdrop.persistence.postgres.Samples;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final RowView<Long, Wallet> WALLETS = new RowView<>(MirrorTables.WALLETS);

  private final Hash64 hash = new Hash64();

  @Test
  void theOrderOfRowsDoesNotMatter() {
    List<Long> players = new ArrayList<>();
    for (long player = 1; player <= 5_000; player++) {
      players.add(player);
    }
    Buckets ordered = wallets(players);
    Collections.shuffle(players, new Random(1));

    assertThat(wallets(players).differing(ordered).isEmpty()).isTrue();
    assertThat(ordered.rows()).isEqualTo(5_000);
    // What is available, 7 held and 11 promotional.
    assertThat(ordered.sumMinor()).isEqualTo(5_000L * 5_001 / 2 + 5_000L * 18);
  }

  @Test
  void oneChangedRowOneMissingRowAndMovedMoneyEachShowInTheirBucket() {
    Buckets all = wallets(List.of(1L, 2L, 3L));
    int third = Buckets.of(hash.of("3"));

    assertThat(all.differing(wallets(List.of(1L, 2L))).stream()).containsExactly(third);
    Buckets changed = wallets(List.of(1L, 2L));
    WALLETS.addTo(changed, hash, 3L, Samples.wallet(3, 2));
    assertThat(all.differing(changed).stream()).containsExactly(third);
    Buckets moved = wallets(List.of(1L, 2L, 3L));
    moved.add(third, 0, 0, BigInteger.ONE);
    assertThat(all.differing(moved).stream()).containsExactly(third);
  }

  @Test
  void whatIsWrittenIsAddedToWhatWasThere() throws IOException {
    Buckets even = wallets(List.of(2L, 4L, 6L));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    even.write(new DataOutputStream(bytes));
    Buckets odd = wallets(List.of(1L, 3L, 5L));
    odd.addFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

    assertThat(odd.differing(wallets(List.of(1L, 2L, 3L, 4L, 5L, 6L))).isEmpty()).isTrue();
  }

  @Test
  void sumsOfMoneyGoBeyond64Bits() {
    Buckets buckets = new Buckets();
    buckets.add(0, 1, BigInteger.valueOf(Long.MAX_VALUE));
    buckets.add(0, 1, BigInteger.valueOf(Long.MAX_VALUE));

    assertThat(buckets.sumMinor()).isEqualTo(new BigInteger("18446744073709551614"));
  }

  @Test
  void valuesOfAnotherTypeLengthOrPlaceHaveAnotherHash() {
    List<List<Object>> rows =
        List.of(
            List.of(1L, 2L),
            List.of(2L, 1L),
            List.of(1, 2),
            List.of("1", "2"),
            List.of("12", ""),
            List.of("", "12"),
            List.of(new byte[] {1, 2}),
            List.of(new byte[] {1}, new byte[] {2}),
            List.of(true),
            List.of(false),
            List.of(new UUID(1, 2)),
            List.of("half \uD83C"),
            List.of("half \uD83D"),
            List.of());
    Set<Long> hashes = new HashSet<>();
    for (List<Object> row : rows) {
      hash.begin();
      row.forEach(hash::add);
      hashes.add(hash.end());
    }
    hash.begin();
    hash.add(null);
    hashes.add(hash.end());

    assertThat(hashes).hasSize(rows.size() + 1);
  }

  @Test
  void aRowLargerThanTheFirstBufferIsHashedWhole() {
    String text = "x".repeat(100_000);
    hash.begin();
    hash.add(text + "a");
    long a = hash.end();
    hash.begin();
    hash.add(text + "b");

    assertThat(hash.end()).isNotEqualTo(a);
  }

  @Test
  void theHashOfATextIsTheBeginningOfItsMd5() {
    // The MD5 of abc is 900150983cd24fb0d6963f7d28e17f72; lowest byte first, as ClickHouse's
    // reinterpretAsUInt64 has it.
    assertThat(Long.toHexString(hash.of("abc"))).isEqualTo("b04fd23c98500190");
  }

  @Test
  void aSetOfHashesKnowsEachOnceAlsoZero() {
    LongSet set = new LongSet();
    Random random = new Random(2);
    Set<Long> added = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      long value = random.nextInt(30_000) * 0x9E37_79B9_7F4A_7C15L;
      assertThat(set.add(value)).isEqualTo(added.add(value));
    }
    assertThat(set.add(0)).isEqualTo(added.add(0L));
    assertThat(set.add(0)).isFalse();
  }

  private Buckets wallets(List<Long> players) {
    Buckets buckets = new Buckets();
    for (long player : players) {
      WALLETS.addTo(buckets, hash, player, Samples.wallet(player, 1));
    }
    return buckets;
  }
}
