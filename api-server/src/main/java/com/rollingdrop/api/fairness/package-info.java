/** Provable fairness: seeds, their rotation, and what was revealed. */
@NullMarked
package com.rollingdrop.api.fairness;

import org.jspecify.annotations.NullMarked;
