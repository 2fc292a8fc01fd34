/** The command that runs the engine and its peers in turn. */
@NullMarked
package com.rollingdrop.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
