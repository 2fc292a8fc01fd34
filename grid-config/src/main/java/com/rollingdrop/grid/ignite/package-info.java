/** The Ignite configuration of every process that joins or reads the grid, and the caches. */
@NullMarked
package com.rollingdrop.grid.ignite;

import org.jspecify.annotations.NullMarked;
