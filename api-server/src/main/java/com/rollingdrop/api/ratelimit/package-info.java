/** How many requests somebody may send: counted in the grid, answered mostly without asking it. */
@NullMarked
package com.rollingdrop.api.ratelimit;

import org.jspecify.annotations.NullMarked;
