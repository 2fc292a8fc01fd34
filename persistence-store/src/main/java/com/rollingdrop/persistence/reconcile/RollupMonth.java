package com.rollingdrop.persistence.reconcile;

import java.math.BigInteger;

/**
 * What a rollup or the events add up to in one month.
 *
 * @param month as 202511
 * @param minor amounts, minor units
 * @param digest see {@link com.rollingdrop.persistence.clickhouse.Rollup}
 */
record RollupMonth(String month, long transactions, BigInteger minor, String digest) {}
