/**
 * The mirror of the grid in Postgres: write-behind stores, the tables they fill, migrations.
 *
 * <p>A store gets batches from Ignite's write-behind buffers and writes each with one statement
 * that is safe to repeat and that an older version can't win. What Postgres can't take is set
 * aside; what it can't take now is thrown back to Ignite, which keeps it and tries again.
 */
@NullMarked
package com.rollingdrop.persistence.postgres;

import org.jspecify.annotations.NullMarked;
