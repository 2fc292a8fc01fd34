/** How long the simulation of a box takes. */
@NullMarked
package com.rollingdrop.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
