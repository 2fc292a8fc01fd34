package com.rollingdrop.api.web;

import java.util.Locale;

/**
 * The errors of the API. The names are stable: clients decide by them, people read the title and
 * the detail.
 */
public enum ErrorCode {
  /** The request is not HTTP or not JSON as they are specified. */
  REQUEST_MALFORMED(400, "The request cannot be read"),
  /** A field or query parameter that the operation does not know. */
  FIELD_UNKNOWN(400, "The request has a field that is not known"),
  /** Fields that are missing, of the wrong type, or out of their bounds. */
  FIELD_INVALID(400, "The request has a field that is not valid"),
  /** The definition can be read, but must not be published. */
  BOX_DEFINITION_INVALID(400, "The box definition is not valid"),
  IDEMPOTENCY_KEY_REQUIRED(400, "The header Idempotency-Key is required"),
  IDEMPOTENCY_KEY_INVALID(400, "The idempotency key is not valid"),
  /** Not a cursor of this list and this caller. */
  CURSOR_INVALID(400, "The cursor is not valid"),
  UNAUTHENTICATED(401, "A valid bearer token is required"),
  LOGIN_REFUSED(401, "No such log-in"),
  /** The password alone is not enough; or the session began without a code. */
  SECOND_FACTOR_REQUIRED(401, "A second factor is required"),
  SECOND_FACTOR_REFUSED(401, "The code cannot be used"),
  /** The session is good, and it is too long ago that its owner logged in. */
  FRESH_LOGIN_REQUIRED(401, "A fresh log-in is required"),
  REFRESH_REFUSED(401, "The refresh token cannot be used"),
  INSUFFICIENT_FUNDS(402, "The wallet holds too little"),
  /** A page of an origin that is not among the settings'. */
  ORIGIN_NOT_ALLOWED(403, "Pages of this origin are not allowed"),
  FORBIDDEN(403, "The token does not allow this"),
  NOT_FOUND(404, "There is nothing here"),
  BOX_NOT_FOUND(404, "There is no such box"),
  BOX_VERSION_NOT_FOUND(404, "There is no such version of the box"),
  ITEM_NOT_FOUND(404, "The player has no such item"),
  RECIPIENT_NOT_FOUND(404, "There is no such recipient"),
  LISTING_NOT_FOUND(404, "The item is not for sale"),
  TRANSACTION_NOT_FOUND(404, "The player has no such transaction"),
  SEED_NOT_REVEALED(404, "No such seed was revealed"),
  LOGIN_NOT_FOUND(404, "There is no such login"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "The reply cannot have an accepted media type"),
  /** The connection is closed with it. */
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  BALANCE_LIMIT_EXCEEDED(409, "The wallet would hold too much"),
  WITHDRAWAL_NOT_OPEN(409, "No such withdrawal is open"),
  ITEM_NOT_AVAILABLE(409, "The item is not free"),
  TRADE_NOT_OPEN(409, "No such trade is open"),
  TRADE_STALE(409, "The trade is no longer possible"),
  LISTING_PRICE_CHANGED(409, "The item has another price now"),
  BATCH_REFUSED(409, "A command of the batch was refused"),
  BOX_SOLD_OUT(409, "The box has fewer draws left"),
  BOX_STOCK_CONFLICT(409, "The box cannot have this stock"),
  LIMIT_REACHED(409, "A limit that the player has set is reached"),
  PLAYER_PAUSED(409, "The player has a cool-off"),
  PLAYER_EXCLUDED(409, "The player has a self-exclusion"),
  COUNTERPARTY_UNAVAILABLE(409, "The other player cannot take part now"),
  PAUSE_CANNOT_BE_SHORTENED(409, "A pause cannot be shortened"),
  TRANSACTION_CLOSED(409, "The transaction is too old for this"),
  IDEMPOTENCY_KEY_CLOSED(409, "The idempotency key was used long ago"),
  WITHDRAWALS_FROZEN(409, "The player's withdrawals are stopped"),
  FREEZE_NOT_FOUND(409, "No such freeze holds"),
  REVERSED_ALREADY(409, "The transaction was reversed already"),
  REVERSAL_NOT_POSSIBLE(409, "What would have to be given back is gone"),
  NAME_TAKEN(409, "The name is taken"),
  /** A development token has none. */
  SESSION_REQUIRED(409, "The token has no session"),
  SECOND_FACTOR_ENABLED(409, "There is a second factor in use"),
  SECOND_FACTOR_NOT_OFFERED(409, "No second factor waits to be confirmed"),
  SECOND_FACTOR_NOT_ENABLED(409, "There is no second factor in use"),
  /** Somebody else changed the login at the same time. */
  LOGIN_CHANGED(409, "The login has changed meanwhile"),
  NOT_REVERSIBLE(422, "The transaction is not one that can be reversed"),
  COUNTERPARTY_MISMATCH(422, "The transaction was not with this player"),
  LISTING_OWN(422, "Nobody buys from themselves"),
  RECIPIENT_NOT_ALLOWED(422, "The recipient is not allowed"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "Path and query are too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  /** Wait as long as Retry-After says. */
  TOO_MANY_ATTEMPTS(429, "Too many attempts"),
  RATE_LIMITED(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  INTERNAL_ERROR(500, "Something went wrong here"),
  /** Only Postgres has the entries, and can't be asked. */
  HISTORY_UNAVAILABLE(503, "Entries this old cannot be read"),
  /** ClickHouse is away or slow; nothing else depends on it. */
  ANALYTICS_UNAVAILABLE(503, "Statistics cannot be read now"),
  /** Nothing was changed. */
  OVERLOADED(503, "Too many requests are waiting"),
  /** Nothing was changed. */
  GRID_UNAVAILABLE(503, "The grid cannot be reached"),
  /** It may have taken effect; the same request with the same idempotency key tells. */
  OUTCOME_UNKNOWN(503, "Whether the request took effect is not known");

  /** Where the types lead, on whichever server somebody has asked. */
  static final String TYPES = "/problems/";

  private static final int SERVICE_UNAVAILABLE = 503;

  private final int status;
  private final String title;

  ErrorCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** A sentence that is the same for each occurrence. */
  public String title() {
    return title;
  }

  /** The problem type of RFC 9457: where the server describes it. */
  public String type() {
    return TYPES + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether waiting and asking again can help. */
  public boolean passes() {
    return status == SERVICE_UNAVAILABLE;
  }

  /** The code for an error that only has a status. */
  static ErrorCode ofStatus(int status) {
    return switch (status) {
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 413 -> BODY_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 431 -> HEADERS_TOO_LARGE;
      case 503 -> OVERLOADED;
      default -> status >= 400 && status < 500 ? REQUEST_MALFORMED : INTERNAL_ERROR;
    };
  }
}
