package com.rollingdrop.persistence.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Seen<Long> V1 = seen(1, 11);
  private static final Seen<Long> V2 = seen(2, 22);
  private static final Seen<Long> V3 = seen(3, 33);

  @Test
  void theSameOnBothSidesIsClear() {
    assertClear(of(V2, List.of(V2), V2));
    assertClear(of(null, List.of(V2), V2));
  }

  @Test
  void aCopyThatLacksMayStillBeOnItsWay() {
    assertThat(of(V1, List.of(), V1)).isEqualTo(new Verdict(Fault.MISSING, false));
    assertThat(of(null, List.of(), V1)).isEqualTo(new Verdict(Fault.MISSING, false));
  }

  @Test
  void whatTheGridHadAtFirstIsMissedAlsoWhenTheGridHasItNoMore() {
    assertThat(of(V1, List.of(), null)).isEqualTo(new Verdict(Fault.MISSING, false));
  }

  @Test
  void whatIsNowhereIsClear() {
    assertClear(of(null, List.of(), null));
  }

  @Test
  void anOlderCopyMayStillBeOvertaken() {
    assertThat(of(V2, List.of(V1), V2)).isEqualTo(new Verdict(Fault.OLDER, false));
    assertThat(of(V2, List.of(V1), V3)).isEqualTo(new Verdict(Fault.OLDER, false));
    assertThat(of(null, List.of(V1), V3)).isEqualTo(new Verdict(Fault.OLDER, false));
  }

  @Test
  void aCopyThatReachedWhatTheGridHadAtFirstIsClearHoweverFarTheGridHasGone() {
    assertClear(of(V1, List.of(V1), V3));
    assertClear(of(V1, List.of(V2), V3));
    assertClear(of(V1, List.of(V2), null));
  }

  @Test
  void otherContentOfTheSameVersionIsSureAtOnce() {
    assertThat(of(V2, List.of(seen(2, 99)), V2)).isEqualTo(new Verdict(Fault.DIFFERENT, true));
    assertThat(of(V1, List.of(seen(1, 99)), V3)).isEqualTo(new Verdict(Fault.DIFFERENT, true));
    assertThat(of(V1, List.of(seen(1, 99)), null)).isEqualTo(new Verdict(Fault.DIFFERENT, true));
  }

  @Test
  void aCopyAheadOfTheGridIsSureAtOnceForTheGridWasReadLater() {
    assertThat(of(V1, List.of(V2), V1)).isEqualTo(new Verdict(Fault.AHEAD, true));
  }

  @Test
  void aCopyOfNothingIsExtraUnlessItSaysThatTheGridHasEndedIt() {
    assertThat(of(null, List.of(V1), null)).isEqualTo(new Verdict(Fault.EXTRA, false));
    assertThat(of(V1, List.of(V1), null)).isEqualTo(new Verdict(Fault.EXTRA, false));
    assertClear(of(null, List.of(new Seen<>(5L, 2, 22, false, true)), null));
    assertClear(of(V1, List.of(new Seen<>(5L, 2, 22, false, true)), null));
  }

  @Test
  void twoCopiesAndUnreadableOnesAreNoCopies() {
    assertThat(of(V1, List.of(V1, V1), V1).fault()).isEqualTo(Fault.DUPLICATE);
    assertThat(of(V1, List.of(Seen.unreadable(5L)), V1).fault()).isEqualTo(Fault.UNREADABLE);
  }

  @Test
  void everyFaultHasANameAmongEvents() {
    assertThat(Fault.MISSING.ofEvent()).isEqualTo(Fault.MISSING_EVENT);
    assertThat(Fault.EXTRA.ofEvent()).isEqualTo(Fault.UNKNOWN_EVENT);
    assertThat(Fault.DIFFERENT.ofEvent()).isEqualTo(Fault.DIFFERENT_EVENT);
    assertThat(Fault.DUPLICATE.ofEvent()).isEqualTo(Fault.DUPLICATE);
  }

  private static Seen<Long> seen(long version, long hash) {
    return new Seen<>(5L, version, hash, true, true);
  }

  private static Verdict of(
      @Nullable Seen<Long> first, List<Seen<Long>> copies, @Nullable Seen<Long> now) {
    return Verdict.of(first, copies, now);
  }

  private static void assertClear(Verdict verdict) {
    assertThat(verdict.isClear()).as(verdict.toString()).isTrue();
  }
}
