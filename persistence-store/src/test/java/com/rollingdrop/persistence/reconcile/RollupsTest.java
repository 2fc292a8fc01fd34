package com.rollingdrop.persistence.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.rollingdrop.persistence.clickhouse.Rollup;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollupsTest {
  private static final RollupMonth OCTOBER = month("202510", 3, 70, "5");
  private static final RollupMonth NOVEMBER = month("202511", 4, 90, "6");

  private final Deque<List<RollupMonth>> events = new ArrayDeque<>();
  private final Deque<List<RollupMonth>> rolled = new ArrayDeque<>();
  private final List<Compared> told = new ArrayList<>();

  @Test
  void equalMonthsAreNoFindingAndAreAddedUp() throws Exception {
    is(events, List.of(OCTOBER, NOVEMBER));
    is(rolled, List.of(OCTOBER, NOVEMBER));

    assertThat(compare(3).findingCount()).isZero();
    assertThat(told)
        .hasSize(3)
        .allMatch(one -> one.rows() == 7 && one.gridRows() == 7)
        .allMatch(one -> BigInteger.valueOf(160).equals(one.minor()))
        .allMatch(Compared::isRollup)
        .extracting(Compared::table)
        .containsExactly("per_hour", "per_box", "per_player");
  }

  @Test
  void aWrongFigureAMissingMonthAndAMonthTooManyAreFound() throws Exception {
    RollupMonth wrong = month("202510", 3, 70, "8");
    is(events, List.of(OCTOBER, NOVEMBER));
    is(rolled, List.of(wrong, month("202512", 1, 1, "1")));

    assertThat(findings(2))
        .startsWith("per_hour 202510", "per_hour 202511", "per_hour 202512")
        .hasSize(9);
    assertThat(told).allMatch(one -> one.findings() == 3);
  }

  @Test
  void aMonthThatIsWrittenToMeanwhileIsLookedAtAgain() throws Exception {
    RollupMonth later = month("202511", 5, 95, "7");
    events.addAll(List.of(List.of(NOVEMBER), List.of(later)));
    rolled.addAll(List.of(List.of(later), List.of(later)));
    is(events, List.of());
    is(rolled, List.of());

    assertThat(findings(2)).isEmpty();
  }

  @Test
  void oneLookSuffersNoExcuse() throws Exception {
    is(events, List.of(OCTOBER));
    is(rolled, List.of(NOVEMBER));

    assertThat(findings(1)).hasSize(6);
  }

  private static void is(Deque<List<RollupMonth>> source, List<RollupMonth> months) {
    for (int i = 0; i < 20; i++) {
      source.add(months);
    }
  }

  private List<String> findings(int looks) throws Exception {
    List<Finding> findings = new ArrayList<>(compare(looks).report(Map.of()).findings());
    assertThat(findings).allMatch(one -> one.fault() == Fault.DIFFERENT_ROLLUP);
    return findings.stream().map(one -> one.table() + " " + one.key()).toList();
  }

  private Tally compare(int looks) throws Exception {
    return new Rollups(this::months, new Patience(1, looks, ms -> {}), told::add).compare();
  }

  private List<RollupMonth> months(String sql) {
    for (Rollup rollup : Rollup.values()) {
      if (sql.equals(rollup.proofOfRollup())) {
        return rolled.remove();
      }
    }
    return events.remove();
  }

  private static RollupMonth month(String month, long transactions, long minor, String digest) {
    return new RollupMonth(month, transactions, BigInteger.valueOf(minor), digest);
  }
}
