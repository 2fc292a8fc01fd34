/** Tests of the engine as a contender. */
@NullMarked
package com.rollingdrop.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
