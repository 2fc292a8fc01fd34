/** Provably fair draws and the seeds behind them. Pure: no Ignite, no Spring, no clock. */
@NullMarked
package com.rollingdrop.compute.fairness;

import org.jspecify.annotations.NullMarked;
