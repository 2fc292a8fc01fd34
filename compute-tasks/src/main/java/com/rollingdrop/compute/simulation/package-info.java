/** Openings that nobody pays for. Pure: no Ignite, no Spring, no clock, no randomness. */
@NullMarked
package com.rollingdrop.compute.simulation;

import org.jspecify.annotations.NullMarked;
