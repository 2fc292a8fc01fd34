/** Load simulations of the whole system over REST. */
@NullMarked
package com.rollingdrop.benchmarks;

import org.jspecify.annotations.NullMarked;
