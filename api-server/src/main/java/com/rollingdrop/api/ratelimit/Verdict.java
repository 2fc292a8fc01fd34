package com.rollingdrop.api.ratelimit;

/**
 * Whether a request is answered.
 *
 * @param left how many more are, as far as this server knows
 * @param endsInMs when the window ends, milliseconds
 */
record Verdict(boolean allowed, long left, long endsInMs) {}
