/** From a request to a command of the grid, and from its outcome to a response. */
@NullMarked
package com.rollingdrop.api.command;

import org.jspecify.annotations.NullMarked;
