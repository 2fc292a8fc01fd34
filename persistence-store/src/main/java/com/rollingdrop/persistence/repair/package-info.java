/**
 * The repair behind the mirror: follows what the grid has changed some time behind, finds what
 * Postgres lacks of it, and writes only that.
 */
@NullMarked
package com.rollingdrop.persistence.repair;

import org.jspecify.annotations.NullMarked;
