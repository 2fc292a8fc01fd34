/**
 * Brings players, their money and their items over from a monolith's database: reads it by the
 * queries of a mapping, keeps what it read in tables of its own, and brings the grid to it.
 */
@NullMarked
package com.rollingdrop.ops.monolith;

import org.jspecify.annotations.NullMarked;
