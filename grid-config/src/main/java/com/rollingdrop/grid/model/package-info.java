/**
 * Keys and values of the grid, plain immutable classes that know neither Ignite nor Spring.
 *
 * <p>They are ordinary final classes because Ignite's binary marshaller cannot read the fields of a
 * record. Money is a {@code long} in minor units, times are epoch milliseconds, odds are integer
 * tickets.
 */
@NullMarked
package com.rollingdrop.grid.model;

import org.jspecify.annotations.NullMarked;
