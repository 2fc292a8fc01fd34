/** Tests of the comparison's plan. */
@NullMarked
package com.rollingdrop.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
