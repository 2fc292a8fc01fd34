/** The commands of a player and what each decides. Pure: no Ignite, no Spring, no clock. */
@NullMarked
package com.rollingdrop.compute.command;

import org.jspecify.annotations.NullMarked;
