/** Load on whatever can open a box: callers that wait for their replies, and what they saw. */
@NullMarked
package com.rollingdrop.benchmarks.load;

import org.jspecify.annotations.NullMarked;
