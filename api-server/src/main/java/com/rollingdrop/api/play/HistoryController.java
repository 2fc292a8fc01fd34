package com.rollingdrop.api.play;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.paging.Cursor;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.client.PlayerReads.PastTransaction;
import com.rollingdrop.grid.model.LedgerEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A player's ledger, newest first. */
@RestController
final class HistoryController {
  private final PlayerReads reads;

  HistoryController(PlayerReads reads) {
    this.reads = reads;
  }

  /** The reply. */
  record Reply(List<Entry> transactions, @Nullable String next) {}

  /**
   * One ledger entry.
   *
   * @param promoMinor the part of the amount that is promotional money
   * @param receipt the reply that the player got, as it was
   */
  record Entry(
      String transactionId,
      String kind,
      long sequence,
      long amountMinor,
      String debitAccount,
      String creditAccount,
      long balanceAfterMinor,
      long promoMinor,
      long promoAfterMinor,
      String createdAt,
      @JsonRawValue String receipt) {
    static Entry of(PastTransaction past) {
      LedgerEntry entry = past.entry();
      return new Entry(
          past.transactionId().toString(),
          entry.kind().name(),
          entry.sequence(),
          entry.amountMinor(),
          entry.debitAccount().name(),
          entry.creditAccount().name(),
          entry.balanceAfterMinor(),
          entry.promoMinor(),
          entry.promoAfterMinor(),
          Times.iso(entry.createdAtMs()),
          new String(entry.reply(), StandardCharsets.UTF_8));
    }
  }

  @GetMapping(path = "/transactions/history", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply history(
      @AuthenticationPrincipal Caller player,
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    int limit = Limit.of(limitText);
    String list = "history/" + player.playerId();
    // One more than asked for tells whether there is a next page.
    List<PastTransaction> found =
        reads.history(player.playerId(), Cursor.sequence(list, cursor), limit + 1);
    if (found.size() <= limit) {
      return new Reply(found.stream().map(Entry::of).toList(), null);
    }
    List<PastTransaction> page = found.subList(0, limit);
    long last = page.get(limit - 1).entry().sequence();
    return new Reply(page.stream().map(Entry::of).toList(), Cursor.of(list, last));
  }
}
