/** Loads an empty grid again from its mirror in Postgres. */
@NullMarked
package com.rollingdrop.persistence.coldstart;

import org.jspecify.annotations.NullMarked;
