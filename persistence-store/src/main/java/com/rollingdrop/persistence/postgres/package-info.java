/**
 * The mirror of the grid in Postgres: write-behind buffers, the tables they fill, migrations.
 *
 * <p>Each batch is written with one statement that is safe to repeat and that an older version
 * can't win. What Postgres can't take is set aside; what it can't take now is kept and tried again.
 */
@NullMarked
package com.rollingdrop.persistence.postgres;

import org.jspecify.annotations.NullMarked;
