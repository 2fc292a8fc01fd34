/**
 * Random histories of commands against real nodes that are killed and paused, and a checker that
 * says whether the books tell the same story as the players were told. {@link
 * com.rollingdrop.compute.modelcheck.ModelCheckIT} runs it.
 */
@NullMarked
package com.rollingdrop.compute.modelcheck;

import org.jspecify.annotations.NullMarked;
