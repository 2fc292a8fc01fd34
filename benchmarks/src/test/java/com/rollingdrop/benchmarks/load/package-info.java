/** Tests of the load and its figures. */
@NullMarked
package com.rollingdrop.benchmarks.load;

import org.jspecify.annotations.NullMarked;
