package com.rollingdrop.api.inventory;

import com.rollingdrop.api.auth.Caller;
import com.rollingdrop.api.json.Ids;
import com.rollingdrop.api.paging.Cursor;
import com.rollingdrop.api.paging.Limit;
import com.rollingdrop.api.web.ErrorCode;
import com.rollingdrop.api.web.ProblemException;
import com.rollingdrop.api.web.Times;
import com.rollingdrop.compute.client.PlayerReads;
import com.rollingdrop.compute.client.PlayerReads.OwnedItem;
import com.rollingdrop.grid.model.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a player owns, newest first. */
@RestController
final class InventoryController {
  private final PlayerReads reads;

  InventoryController(PlayerReads reads) {
    this.reads = reads;
  }

  /** The reply. */
  record Reply(String userId, List<Entry> items, @Nullable String next) {}

  /**
   * One item.
   *
   * @param transactionId the transaction in which it came to be
   */
  record Entry(
      String itemId,
      String definitionId,
      String name,
      String rarity,
      long valueMinor,
      String state,
      String acquiredAt,
      String transactionId) {
    static Entry of(OwnedItem owned) {
      Item item = owned.item();
      return new Entry(
          owned.itemId().toString(),
          item.definitionId(),
          item.name(),
          item.rarity(),
          item.valueMinor(),
          item.state().name(),
          Times.iso(item.acquiredAtMs()),
          item.sourceTransactionId().toString());
    }
  }

  @GetMapping(path = "/inventory/user/{userId}", produces = MediaType.APPLICATION_JSON_VALUE)
  Reply inventory(
      @AuthenticationPrincipal Caller caller,
      @PathVariable("userId") String userId,
      @RequestParam(name = "limit", required = false) @Nullable String limitText,
      @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
    long ownerId = ownerOf(userId, caller);
    int limit = Limit.of(limitText);
    String list = "inventory/" + ownerId;
    List<OwnedItem> page = reads.inventory(ownerId, Cursor.sequence(list, cursor), limit);
    return new Reply(
        userId, page.stream().map(Entry::of).toList(), next(list, ownerId, page, limit));
  }

  private static long ownerOf(String userId, Caller caller) {
    long ownerId = Ids.user(userId);
    if (!caller.maySee(ownerId)) {
      throw new ProblemException(ErrorCode.FORBIDDEN, "Players see their own inventory only.");
    }
    if (ownerId == 0) {
      throw ProblemException.invalid("userId", "must be a player's id");
    }
    return ownerId;
  }

  /** A page ends with a whole transaction, so whether there is more takes another look. */
  private @Nullable String next(String list, long ownerId, List<OwnedItem> page, int limit) {
    if (page.size() < limit) {
      return null;
    }
    long last = page.get(page.size() - 1).item().acquiredSequence();
    return reads.inventory(ownerId, last, 1).isEmpty() ? null : Cursor.of(list, last);
  }
}
