package com.rollingdrop.api.play;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.paging.Cursor;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.web.Times;
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
  private final FilteredHistory history;

  HistoryController(FilteredHistory history) {
    this.history = history;
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
      @RequestParam(name = "kind", required = false) @Nullable String kind,
      @RequestParam(name = "from", required = false) @Nullable String from,
      @RequestParam(name = "to", required = false) @Nullable String to,
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    int limit = Limit.of(limitText);
    HistoryFilter filter = HistoryFilter.of(kind, from, to);
    String list = "history/" + player.playerId() + filter.text();
    FilteredHistory.Found found =
        history.page(player.playerId(), Cursor.sequence(list, cursor), limit, filter);
    return new Reply(
        found.transactions().stream().map(Entry::of).toList(),
        found.nextBefore() == 0 ? null : Cursor.of(list, found.nextBefore()));
  }
}
