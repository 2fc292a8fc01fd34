/** Measures how fast an empty grid is loaded from Postgres. */
@NullMarked
package com.rollingdrop.benchmarks.coldstart;

import org.jspecify.annotations.NullMarked;
