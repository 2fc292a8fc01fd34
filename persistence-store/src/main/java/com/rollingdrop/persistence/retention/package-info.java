/** What Postgres keeps of the ledger. */
@NullMarked
package com.rollingdrop.persistence.retention;

import org.jspecify.annotations.NullMarked;
