/** One server node of the grid: wires the executor, the mirror and the metrics. */
@NullMarked
package com.rollingdrop.node;

import org.jspecify.annotations.NullMarked;
