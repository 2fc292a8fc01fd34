/** What every process of the system has: a main that fails clearly, metrics, health. */
@NullMarked
package com.rollingdrop.grid.process;

import org.jspecify.annotations.NullMarked;
