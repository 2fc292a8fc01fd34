/**
 * The engine as a contender: grid nodes in processes of their own, a client of the grid in this
 * one.
 */
@NullMarked
package com.rollingdrop.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
