/**
 * The whole system under load while its parts are killed, stopped, slowed down and made read-only
 * in random order, and what all places say afterwards. {@link
 * com.rollingdrop.ops.chaos.WholeSystemChaosIT} runs it.
 */
@NullMarked
package com.rollingdrop.ops.chaos;

import org.jspecify.annotations.NullMarked;
