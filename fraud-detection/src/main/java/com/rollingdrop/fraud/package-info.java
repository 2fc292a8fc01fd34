/**
 * Looks at the stream of transactions for what looks like fraud. The rules are pure: they know a
 * player's state and one event, and neither Kafka nor the time of day.
 */
@org.jspecify.annotations.NullMarked
package com.rollingdrop.fraud;
