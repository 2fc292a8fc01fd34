package com.rollingdrop.api.web;

/** What a client does about an error, in a sentence or two for its developer. Pure. */
final class ErrorAdvice {
  private ErrorAdvice() {}

  static String of(ErrorCode code) {
    return switch (code) {
      case REQUEST_MALFORMED ->
          "Send HTTP and JSON as specified; the detail says where reading failed.";
      case FIELD_UNKNOWN -> "Leave the named field or query parameter out, or mend its spelling.";
      case FIELD_INVALID -> "Mend the fields under errors; each says what is wrong with it.";
      case BOX_DEFINITION_INVALID -> "Mend the definition; errors has every reason at once.";
      case IDEMPOTENCY_KEY_REQUIRED ->
          "Make a key for the transaction, a random UUID for instance, and send it with each try.";
      case IDEMPOTENCY_KEY_INVALID ->
          "Send one header with 1 to 255 visible characters of ASCII, without spaces.";
      case CURSOR_INVALID ->
          "Begin at the first page. A cursor is of one list, its filters and one caller.";
      case UNAUTHENTICATED -> "Log in, or refresh the session, and send the new access token.";
      case LOGIN_REFUSED -> "Check name and password.";
      case SECOND_FACTOR_REQUIRED ->
          "Send a code of the authenticator with the password; if there is none yet, set one up.";
      case SECOND_FACTOR_REFUSED ->
          "Wait for the next code, each is good once; or use a recovery code.";
      case FRESH_LOGIN_REQUIRED -> "Give the password again; the session goes on with a new token.";
      case REFRESH_REFUSED -> "Log in again.";
      case INSUFFICIENT_FUNDS -> "Deposit first; the same key may be sent again then.";
      case ORIGIN_NOT_ALLOWED -> "The operator lists the page's origin in the settings.";
      case FORBIDDEN -> "Use a token of a role that may do this.";
      case NOT_FOUND -> "Check the path.";
      case BOX_NOT_FOUND -> "Check the box's id; the catalogue lists those that can be opened.";
      case BOX_VERSION_NOT_FOUND -> "Check the version; a receipt names that which it was of.";
      case ITEM_NOT_FOUND -> "Read the inventory again; the item has perhaps another owner now.";
      case RECIPIENT_NOT_FOUND -> "Check the recipient's id.";
      case LISTING_NOT_FOUND -> "Search the market again; the item was sold or taken back.";
      case TRANSACTION_NOT_FOUND -> "Check the player's and the transaction's id.";
      case SEED_NOT_REVEALED -> "Rotate the seed first; only seeds out of use are shown.";
      case LOGIN_NOT_FOUND -> "Check the name.";
      case METHOD_NOT_ALLOWED -> "Use a method that the header Allow names.";
      case NOT_ACCEPTABLE -> "Accept application/json, or leave the header Accept out.";
      case REQUEST_TIMEOUT -> "Send the request again over a better connection.";
      case BALANCE_LIMIT_EXCEEDED -> "Spend or withdraw first; a wallet has an upper bound.";
      case WITHDRAWAL_NOT_OPEN -> "Read the history; the withdrawal was ended, or never begun.";
      case ITEM_NOT_AVAILABLE -> "Wait, or take back what the item is listed or offered in.";
      case TRADE_NOT_OPEN -> "Read the open trades again; this one was answered or has expired.";
      case TRADE_STALE -> "Make a new offer; what was offered or asked for is no longer there.";
      case LISTING_PRICE_CHANGED -> "Read the price again, and decide again.";
      case BATCH_REFUSED -> "Mend the command that the detail names; none of them had effect.";
      case BOX_SOLD_OUT -> "Open fewer; the detail says how many draws are left.";
      case BOX_STOCK_CONFLICT -> "Choose a stock that covers what was sold already.";
      case LIMIT_REACHED -> "Wait until the player's limit has room; the detail says which it is.";
      case PLAYER_PAUSED, PLAYER_EXCLUDED -> "Wait until it ends; it cannot be shortened.";
      case COUNTERPARTY_UNAVAILABLE -> "Try again at another time, or with somebody else.";
      case PAUSE_CANNOT_BE_SHORTENED -> "Choose an end that is later than the one that holds.";
      case TRANSACTION_CLOSED -> "It cannot be done any more; the history still shows it.";
      case IDEMPOTENCY_KEY_CLOSED -> "Look for the transaction in the history; it took effect.";
      case WITHDRAWALS_FROZEN -> "Ask the operator's support; somebody looks into it.";
      case FREEZE_NOT_FOUND -> "Read the player's state again; it was released, or is another.";
      case REVERSED_ALREADY -> "Nothing is left to do; the history has the reversal.";
      case REVERSAL_NOT_POSSIBLE ->
          "Settle it in another way; the money or the item is spent or gone.";
      case NAME_TAKEN -> "Choose another name, or log in with this one.";
      case SESSION_REQUIRED -> "Log in; a development token has no session.";
      case SECOND_FACTOR_ENABLED -> "End the second factor that is in use first.";
      case SECOND_FACTOR_NOT_OFFERED -> "Ask for a secret first, and confirm it in time.";
      case SECOND_FACTOR_NOT_ENABLED -> "Nothing is left to do; there is none.";
      case LOGIN_CHANGED -> "Send the request again.";
      case NOT_REVERSIBLE -> "Reverse only what can be; the contract lists the kinds.";
      case COUNTERPARTY_MISMATCH -> "Check whom the transaction was with.";
      case LISTING_OWN -> "Take the listing back instead of buying it.";
      case RECIPIENT_NOT_ALLOWED -> "Name somebody else than the sender.";
      case BODY_TOO_LARGE -> "Send less at once, as several requests.";
      case URI_TOO_LONG -> "Shorten the query; a list has filters and pages of a bounded size.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
      case IDEMPOTENCY_KEY_REUSED -> "Make a new key; this one belongs to another request.";
      case TOO_MANY_ATTEMPTS, RATE_LIMITED -> "Wait as long as the header Retry-After says.";
      case HEADERS_TOO_LARGE -> "Send fewer or shorter header fields.";
      case INTERNAL_ERROR ->
          "Report it with the header traceparent of the answer. After a transaction, the same"
              + " request with the same key tells whether it took effect.";
      case HISTORY_UNAVAILABLE, ANALYTICS_UNAVAILABLE, OVERLOADED, GRID_UNAVAILABLE ->
          "Send the same request again after Retry-After; nothing was changed.";
      case OUTCOME_UNKNOWN ->
          "Send the same request with the same idempotency key again: it tells what happened, and"
              + " has one effect.";
    };
  }
}
