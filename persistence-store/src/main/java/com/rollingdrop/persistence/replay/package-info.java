/** Sends events of the past once more, from the grid's ledger. */
@NullMarked
package com.rollingdrop.persistence.replay;

import org.jspecify.annotations.NullMarked;
