package com.rollingdrop.persistence.coldstart;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one table.
 *
 * @param table its name
 * @param rows how many
 * @param amountMinor the sum of the rows' amounts, minor units, or null where a row has none
 */
public record Loaded(String table, long rows, @Nullable BigInteger amountMinor) {}
