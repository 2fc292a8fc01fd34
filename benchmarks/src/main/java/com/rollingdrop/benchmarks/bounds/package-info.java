/** What the grid and the disk can do at best, without the engine. */
@NullMarked
package com.rollingdrop.benchmarks.bounds;

import org.jspecify.annotations.NullMarked;
